"""Sections about the region and its employees: profile, employment, absence."""

from raat_analysis.codelists import label_of
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.comparison import compared_table
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import annexed, empty, finding, meaning, section
from raat_analysis.figures.absence import absence_over_time
from raat_analysis.figures.employment import branch_shares
from raat_analysis.figures.maps import municipality_map
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.changes import change_words, grown
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.traces import unmarked
from raat_analysis.sentences.wording import compared_clause, share
from raat_analysis.tables import employment as tables

PROFILE = (
    "inhabitants",
    "labour_force",
    "care_share_pct",
    "green_pressure_pct",
    "grey_pressure_pct",
    "unemployed_under_6_months",
)
QUARTERS_SHOWN = 21  # five years and the quarter they start from


def profile(sheet: Sheet) -> Section:
    """The region's people, and how many of them work in care and welfare."""
    facts = [(here, sheet.earlier(here), sheet.country(here)) for here in map(sheet.latest, PROFILE)]
    if not any(known(here) for here, _, _ in facts):
        return empty(f"Over de bevolking van {place(sheet.name)} zijn geen cijfers te tonen.")
    share_fact = facts[PROFILE.index("care_share_pct")][0]
    return section(
        finding(_care_sentence(sheet, share_fact)) if known(share_fact) else None,
        municipality_map(sheet.region_code),
        meaning(meanings.profile(sheet)),
        annexed(tables.side_by_side([f for f in facts if f[0].period], f"{sheet.name}, kerncijfers van de regio")),
        compared_table(sheet),
    )


def _care_sentence(sheet: Sheet, here: Fact) -> str:
    return (
        f"Van de beroepsbevolking van {place(sheet.name)} werkt {here.text} als werknemer in zorg en welzijn"
        f"{compared_clause(here, sheet.country(here))}."
    )


def employment(sheet: Sheet) -> Section:
    """Employees by branch."""
    total = sheet.latest("employees")
    branches = present(sheet, sheet.split("employees", total.period, breakdown="total"))
    if not known(total) and not any(known(each) for each in branches):
        return empty(f"Over de werknemers in {place(sheet.name)} zijn geen cijfers te tonen.")
    return section(
        finding(_growth_sentence(sheet, total)) if known(total) else None,
        _branches(sheet, branches, total),
        meaning(meanings.employment(sheet)),
    )


def _branches(sheet: Sheet, branches: list[Fact], total: Fact) -> Picture | Table | None:
    """The figure with its table; when no branch can be drawn the table alone says so."""
    if not branches:
        return None
    rows = [(each, sheet.earlier(each), sheet.country(each)) for each in branches]
    totals = total, sheet.country(total)
    table = tables.employees_by_branch(rows, totals, sheet.name, absent_note(sheet))
    if not known(*totals) or not any(each.value and known(there) for each, _, there in rows):
        return table
    return branch_shares([(here, there) for here, _, there in rows], totals, table, sheet.name)


def _growth_sentence(sheet: Sheet, total: Fact) -> str:
    """How much the number of employees grew in a year, beside Nederland."""
    here, country = grown(total, sheet.earlier(total)), sheet.country(total)
    if not here:
        return f"Het aantal werknemers in {place(sheet.name)} is niet met een jaar eerder te vergelijken."
    there = grown(country, sheet.earlier(country)) if country.region_code != sheet.region_code else ""
    beside = (
        " Dat is evenveel als in Nederland."
        if unmarked(there) == unmarked(here)
        else f" In Nederland {there.replace(' in een jaar', ' het')}."
        if there
        else ""
    )
    return f"Het aantal werknemers in {place(sheet.name)} {here}.{beside}"


def absence(sheet: Sheet) -> Section:
    """Absence over time beside Nederland."""
    here = _up_to_known(sheet.facts("absence_pct"))
    there = _up_to_known(sheet.facts("absence_pct", COUNTRY))
    if not here or not there:
        return empty(f"Over het ziekteverzuim in {place(sheet.name)} zijn geen cijfers te tonen.")
    now = here[-1]
    words = change_words(now, sheet.earlier(now))
    return section(
        finding(f"Het ziekteverzuim was {now.text} in het {period_label(now.period)}, {words}."),
        absence_over_time(here[-QUARTERS_SHOWN:], there[-QUARTERS_SHOWN:], sheet.name),
        meaning(meanings.absence(sheet)),
    )


def _up_to_known(facts: list[Fact]) -> list[Fact]:
    """The series up to its last known quarter."""
    places = [place for place, each in enumerate(facts) if known(each)]
    return facts[: places[-1] + 1] if places else []


def older_share(sheet: Sheet) -> Fact:
    """The share of employees of 55 years or older."""
    return sheet.latest("employees_share_pct", breakdown="age", category="55+")


def older_sentence(here: Fact) -> str:
    """'bijna 24% is 55 jaar of ouder'."""
    return f"{share(value_of(here))} is {label_of(here.category, 'age_classes').lower()}"
