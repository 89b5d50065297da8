"""Tables of the forecast and of ageing."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.wording import roughly
from raat_analysis.tables.signs import with_signs

SCENARIOS = {"exit_65": "stoppen op 65 jaar", "exit_67": "stoppen op 67 jaar"}


def shortage_by_branch(branches: list[tuple[Fact, Fact]], region: str, note: str = "") -> Table:
    """A row per branch: (demand, shortage) in the last year of one edition."""
    rows = tuple(
        (label_of(gap.branch_code, "branches"), demand.cell, gap.cell, _rate(gap, demand)) for demand, gap in branches
    )
    first = branches[0][1]
    surplus = " Een min is een overschot." if any(known(gap) and value_of(gap) < 0 for _, gap in branches) else ""
    where = f"Prognosemodel, editie {month_label(first.edition)}, zonder nieuw beleid (referentie).{surplus}"
    header = ("Branche", "Vraag", "Tekort", "Tekort in % van de vraag")
    return Table(f"Verwacht tekort naar branche, {region}, {first.period}", header, rows, with_signs(rows, where, note))


def _rate(gap: Fact, demand: Fact) -> str:
    if not known(gap, demand) or not value_of(demand):
        return MISSING
    return f"{number(100 * value_of(gap) / value_of(demand), 1)}%"


def retirements(rows: list[tuple[Fact, Fact, Fact]], region: str) -> Table:
    """A row per horizon and pension age: (persons, percentage, percentage in Nederland)."""
    cells = tuple(
        (f"Binnen {persons.category} jaar, {SCENARIOS[persons.scenario]}", _persons(persons), share.cell, country.cell)
        for persons, share, country in rows
    )
    note = "Van de werknemers van nu, als niemand eerder vertrekt. Een bovengrens: een deel stopt of verhuist eerder."
    header = ("Termijn", "Werknemers", "Aandeel", "Aandeel Nederland")
    return Table(f"Werknemers die de pensioenleeftijd bereiken, {region}", header, cells, note)


def _persons(each: Fact) -> str:
    """A modelled number of people, no more exact than the model."""
    return roughly(value_of(each)).removeprefix("ongeveer ") if known(each) else each.cell
