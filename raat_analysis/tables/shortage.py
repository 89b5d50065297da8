"""Tables of the forecast and of ageing."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.wording import roughly
from raat_analysis.tables.employment import pct
from raat_analysis.tables.signs import with_signs

EXPECTED, UPPER_BOUND = "aow_exits", "exit_65"
SCENARIOS = {EXPECTED: "verwacht", UPPER_BOUND: "bovengrens"}
NOTES = {
    EXPECTED: "Verwacht: met de AOW-leeftijd van elk jaar en met mensen die eerder uit zorg en welzijn vertrekken; "
    "tussen haakjes wat eruit komt als de 55-plussers gemiddeld een half jaar jonger of ouder zijn dan aangenomen.",
    UPPER_BOUND: "Bovengrens: iedereen blijft tot 65 en niemand gaat eerder.",
}


def shortage_by_branch(branches: list[tuple[Fact, Fact]], region: str, note: str = "") -> Table:
    """A row per branch: (demand, shortage) in the last year of one edition."""
    rows = tuple(
        (label_of(gap.branch_code, "branches"), demand.cell, gap.cell, pct(gap, demand)) for demand, gap in branches
    )
    first = branches[0][1]
    surplus = " Een min is een overschot." if any(known(gap) and value_of(gap) < 0 for _, gap in branches) else ""
    where = f"Prognosemodel, editie {month_label(first.edition)}, zonder nieuw beleid (referentie).{surplus}"
    header = ("Branche", "Vraag", "Tekort", "Tekort in % van de vraag")
    caption = f"Verwacht tekort naar branche, {region}, {first.period}"
    return Table(caption, header, rows, with_signs(rows, where, note), annex=True)


def retirements(rows: list[tuple[Fact, Fact, Fact]], region: str) -> Table:
    """A row per horizon and scenario: (persons, percentage, percentage in Nederland)."""
    cells = tuple(
        (f"Binnen {persons.category} jaar, {SCENARIOS[persons.scenario]}", _persons(persons), share.cell, country.cell)
        for persons, share, country in rows
    )
    notes = [NOTES[scenario] for scenario in NOTES if any(row[0].scenario == scenario for row in rows)]
    header = ("Termijn", "Werknemers", "Aandeel", "Aandeel Nederland")
    note = with_signs(cells, "Van de werknemers van nu.", *notes)
    return Table(f"Werknemers die met pensioen gaan, {region}", header, cells, note)


def _persons(each: Fact) -> str:
    """A modelled number of people, no more exact than the model, with its range: '6.000 (5.300 tot 6.600)'."""
    if not known(each):
        return each.cell
    return _about(value_of(each)) + (
        f" ({_about(each.lower)} tot {_about(each.upper)})" if each.lower is not None and each.upper is not None else ""
    )


def _about(value: float) -> str:
    return roughly(value).removeprefix("ongeveer ")
