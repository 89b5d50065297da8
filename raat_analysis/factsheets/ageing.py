"""The section about ageing: who is expected to retire, the upper bound beside it, and who must be replaced."""

from dataclasses import replace

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.sections import annexed, detail, empty, finding, meaning, section
from raat_analysis.figures.age_pyramid import ages
from raat_analysis.rendering.blocks import Picture, Section
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import rounded
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import compared, roughly, share
from raat_analysis.tables.shortage import EXPECTED, UPPER_BOUND, retirements

HORIZONS = ("10", "20")
IF_ALL_STAY = "als iedereen tot 65 blijft en niemand eerder gaat"


def ageing(sheet: Sheet) -> Section:
    """Employees of today who retire: expected, and at most; and how many people a year must replace who leaves."""
    rows = []
    for years in HORIZONS:
        for scenario in (EXPECTED, UPPER_BOUND):
            there = retiring(sheet, scenario, years, COUNTRY)
            rows.append((*retiring(sheet, scenario, years), there[1]))
    shown = [row for row in rows if known(row[0], row[1])]
    if not shown:
        return empty(f"Over vergrijzing in {place(sheet.name)} zijn geen cijfers te tonen.")
    sentence = retirement_sentence(sheet)
    total, retired = _leaving(sheet)
    return section(
        finding(sentence) if sentence else None,
        _ages(sheet),
        meaning(_older_meaning(sheet) or meanings.ageing(total, retired)),
        detail(_replacement(sheet, total, retired)),
        annexed(retirements(shown, sheet.name)),
    )


def _ages(sheet: Sheet) -> Picture | None:
    """The ages of employees beside those of Nederland, when every class is known."""
    period = sheet.latest("employees_share_pct", breakdown="age", category="55+").period
    here, there = (_by_age(sheet.split("employees_share_pct", period, r, breakdown="age")) for r in (None, COUNTRY))
    complete = here and known(*here, *there) and [f.category for f in here] == [f.category for f in there]
    return ages(here, there, sheet.name) if complete else None


def _by_age(facts: list[Fact]) -> list[Fact]:
    order, sector = list(entries("age_classes")), [f for f in facts if f.branch_code == ALL and f.category != "total"]
    return sorted(sector, key=lambda each: order.index(each.category))


def retiring(sheet: Sheet, scenario: str, years: str, region: str | None = None) -> tuple[Fact, Fact]:
    """How many employees of today retire within so many years, and which part of all; never of after the sheet."""
    where = {"breakdown": "horizon", "category": years, "scenario": scenario}
    found = []
    for measure in ("retirements", "retirements_pct"):
        facts = [each for each in sheet.facts(measure, region, **where) if each.period <= sheet.edition]
        found.append(facts[-1] if facts else Fact(measure, region or sheet.region_code))
    return found[0], found[1]


def retirement_sentence(sheet: Sheet) -> str:
    """Within ten years: what is expected with the upper bound behind it, or the bound alone; '' without either."""
    (expected, part), (most, most_part) = (retiring(sheet, s, HORIZONS[0]) for s in (EXPECTED, UPPER_BOUND))
    bound = f"{_people(most)} ({share(value_of(most_part))})" if known(most, most_part) else ""
    if known(expected, part):
        people = f"{_people(expected)} van de werknemers van nu met pensioen ({share(value_of(part))})"
        beside = f" Het zijn er hooguit {bound.removeprefix('ongeveer ')}, {IF_ALL_STAY}." if bound else ""
        return f"Binnen tien jaar {_go(expected)} naar verwachting {people}.{beside}"
    if bound:
        return f"Binnen tien jaar {_go(most)} hooguit {bound} van de werknemers van nu met pensioen, {IF_ALL_STAY}."
    return ""


def _go(people: Fact) -> str:
    return "gaat" if rounded(value_of(people)) == 1 else "gaan"


def _people(people: Fact) -> str:
    return roughly(value_of(people))


def _leaving(sheet: Sheet) -> tuple[Fact, Fact]:
    """Who must be replaced in the first year to come: all, and those who retire."""
    years = [f for f in sheet.facts("replacement_demand", scenario=EXPECTED) if known(f) and f.period > sheet.edition]
    total = years[0] if years else Fact("replacement_demand", sheet.region_code)
    return total, _by_cause(sheet, total, "retirement")


def _by_cause(sheet: Sheet, total: Fact, cause: str) -> Fact:
    return sheet.like(replace(total, breakdown="cause", category=cause))


def _replacement(sheet: Sheet, total: Fact, retired: Fact) -> str:
    """Replacement demand of the first year to come, by cause, and with growth; '' when it is not known."""
    if not known(total):
        return ""
    others = _by_cause(sheet, total, "other")
    causes = (
        f": {_people(retired)} door pensioen en {_people(others)} door ander vertrek" if known(retired, others) else ""
    )
    openings = sheet.like(replace(total, measure="job_openings"))
    growth = f" Met de groei van de vraag erbij zijn het {_people(openings)} baanopeningen." if known(openings) else ""
    return (
        f"In het jaar tot en met het {period_label(total.period)} verlaten naar verwachting {_people(total)} mensen "
        f"zorg en welzijn{causes}. Zo veel mensen zijn nodig om evenveel werknemers te houden (de vervangingsvraag)."
        f"{growth}"
    )


def _older_meaning(sheet: Sheet) -> str:
    """Said only when the share of 55 and older differs clearly from Nederland, and retirement agrees."""
    older = sheet.latest("employees_share_pct", breakdown="age", category="55+")
    words = compared(older, sheet.country(older))
    if not words.startswith("duidelijk") or sheet.region_code == COUNTRY:
        return ""
    more = "meer" if "hoger" in words else "minder"
    here, there = (retiring(sheet, EXPECTED, HORIZONS[0], region)[1] for region in (None, COUNTRY))
    if known(here, there) and (value_of(here) > value_of(there)) != (more == "meer"):
        return ""
    return (
        f"Het aandeel 55-plussers is {words}. De komende tien jaar zijn in {place(sheet.name)} dus naar verhouding "
        f"{more} mensen nodig om vertrek door pensioen op te vangen."
    )
