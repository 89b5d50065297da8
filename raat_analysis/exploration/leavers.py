"""Where leavers go: the destination of everybody who left an employer, with shares of all leavers."""

from raat_analysis.codelists import label_of
from raat_analysis.exploration.provenance import source_and_kind, status
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.turnover import destinations, level
from raat_analysis.rendering.blocks import Section, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import wilson
from raat_analysis.tables.signs import with_signs

LEAVERS = "outflow_employer"
MARGIN = "Tussen haakjes de marge van 95%: hoeveel toeval er zou zijn als elk jaar een steekproef was."


def where_leavers_go(sheet: Sheet) -> Section:
    """Each destination as a share of all who left an employer in the last year, beside Nederland."""
    year = max(sheet.periods(LEAVERS, breakdown="destination"), default="")
    facts = sheet.split(LEAVERS, year, branch_code=ALL, breakdown="destination")
    every = next(iter(sheet.split(LEAVERS, year, branch_code=ALL, breakdown="total")), sheet.latest(LEAVERS))
    if not known(every) or not value_of(every) or not any(known(each) for each in facts):
        return empty(f"Waar vertrekkers uit {place(sheet.name)} heen gaan, is niet openbaar. {status(every)}")
    return section(
        finding(_said(facts, every, sheet.name)), destinations(facts, sheet.name), _table(sheet, facts, every)
    )


def _said(facts: list[Fact], every: Fact, region: str) -> str:
    lost = sum(value_of(each) for each in facts if known(each) and level(each) == "sector")
    whole = f"Van de {every.text} die in {every.period} in {place(region)} bij hun werkgever vertrokken"
    least = "minstens " if not all(map(known, facts)) else ""
    return f"{whole}, verliet {least}{shares(lost, value_of(every))} zorg en welzijn."


def shares(part: float, whole: float) -> str:
    """A share with its margin: '49,3% (48,3–50,3)'."""
    low, high = wilson(float(part), float(whole))
    return f"{number(100 * float(part) / float(whole), 1)}% ({number(100 * low, 1)}–{number(100 * high, 1)})"


def _table(sheet: Sheet, facts: list[Fact], every: Fact) -> Table:
    country = sheet.country(every)
    ordered = sorted(facts, key=lambda each: (-(each.value or 0), each.category))
    rows = tuple(
        (label_of(each.category, "destinations"), each.cell, _share(each, every), _share(sheet.country(each), country))
        for each in ordered
    )
    header = ("Bestemming", "Personen", "Van alle vertrekkers", "Nederland")
    note = with_signs(rows, MARGIN, source_and_kind("uitstroom", sheet.sources))
    return Table(f"Waar vertrekkers heen gaan, {sheet.name}, {every.period}", header, rows, note)


def _share(each: Fact, every: Fact) -> str:
    if not known(each, every):
        return each.cell if not known(each) else MISSING
    return shares(value_of(each), value_of(every))
