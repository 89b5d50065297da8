"""Sections about what is expected: shortage and ageing."""

from dataclasses import replace

import polars as pl

from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.shortage import NETTING, beside_words, demand_and_supply, shortage_words
from raat_analysis.rendering.blocks import Paragraph, Section, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number, rounded
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import compared, roughly, share
from raat_analysis.tables.shortage import SCENARIOS, retirements, shortage_by_branch

SCENARIO, NEW_POLICY = "reference", "new_policy"  # without and with the policy that is being prepared
HORIZONS = ("10", "20")


def editions(sheet: Sheet) -> list[str]:
    """Editions of the forecast that had appeared in the sheet's quarter, oldest first."""
    year, quarter = sheet.edition.split("Q")
    month = f"{year}-{int(quarter) * 3:02d}"
    rows = sheet.numbers.filter(pl.col("edition") <= month, measure="shortage", scenario=SCENARIO)
    return sorted(rows["edition"].unique().to_list())


def forecast(sheet: Sheet, measure: str, edition: str) -> list[Fact]:
    """The known years of one edition in the reference scenario, from the year of the sheet on."""
    facts = sheet.facts(measure, scenario=SCENARIO, edition=edition)
    return [each for each in facts if known(each) and each.period >= sheet.edition[:4]]


def shortage(sheet: Sheet) -> Section:
    """Demand, supply and shortage of the latest edition; other editions only in words."""
    known_editions = editions(sheet)
    latest = known_editions[-1] if known_editions else ""
    series = [forecast(sheet, measure, latest) for measure in ("demand", "supply", "shortage")]
    years = sorted(set.intersection(*({f.period for f in facts} for facts in series)))
    if not years:
        return empty(f"Voor {place(sheet.name)} is geen prognose te tonen.")
    demand, supply, gap = ([f for f in facts if f.period in years] for facts in series)
    return section(
        finding(_sentence(gap, with_policy(sheet, gap[-1]))),
        demand_and_supply(demand, supply, gap, sheet.name) if len(years) > 1 else None,
        _shortage_meaning(demand[-1], gap[-1]),
        Paragraph(NETTING, "warning"),
        _by_branch(sheet, gap[-1]),
        _other_editions(sheet, known_editions, gap),
    )


def with_policy(sheet: Sheet, gap: Fact) -> Fact:
    """The same year and edition with new policy; without a row a fact without value."""
    return sheet.like(replace(gap, scenario=NEW_POLICY))


def _sentence(gap: list[Fact], policy: Fact) -> str:
    now, last = gap[0], gap[-1]
    first = f"Zonder nieuw beleid verwacht het Prognosemodel voor {last.period} {shortage_words(last)}"
    before = f"; voor {now.period} is dat {beside_words(last, now)}" if now is not last else ""
    beside = f" Met nieuw beleid is het in {last.period} {beside_words(last, policy)}." if known(policy) else ""
    return f"{first}{before}.{beside}"


def _shortage_meaning(demand: Fact, gap: Fact) -> Paragraph | None:
    """Said only when at least one in a hundred of the demanded employees is missing."""
    missing = 100 * value_of(gap) / value_of(demand) if value_of(demand) else 0.0
    if rounded(missing) < 1:
        return None
    return Paragraph(
        f"Zonder nieuw beleid zijn in {gap.period} van elke 100 gevraagde werknemers er {number(missing)} "
        "niet te vinden.",
        "meaning",
    )


def _by_branch(sheet: Sheet, last: Fact) -> Table | None:
    where = {"scenario": last.scenario, "edition": last.edition, "breakdown": "total"}
    gaps = present(sheet, sheet.split("shortage", last.period, **where))
    demand = {each.branch_code: each for each in sheet.split("demand", last.period, **where)}
    rows = [(demand.get(g.branch_code, Fact("demand", g.region_code)), g) for g in gaps]
    rows.sort(key=lambda row: (-(row[1].value if row[1].value is not None else -1e12), row[1].branch_code))
    return shortage_by_branch(rows, sheet.name, absent_note(sheet)) if rows else None


def _other_editions(sheet: Sheet, known_editions: list[str], gap: list[Fact]) -> Paragraph | None:
    """How the edition before looked at the same year; editions are never joined in one line (T8)."""
    if len(known_editions) < 2:
        return None
    before = {f.period: f for f in forecast(sheet, "shortage", known_editions[-2])}
    shared = [each for each in gap if each.period in before]
    if not shared:
        return None
    now, then = shared[-1], before[shared[-1].period]
    return Paragraph(
        f"De editie van {month_label(then.edition)} verwachtte voor {then.period} {shortage_words(then)}, "
        f"die van {month_label(now.edition)} {beside_words(then, now)}. Elke editie rekent met nieuwe gegevens: "
        "een verschil zegt dus niet dat het tekort zelf is veranderd."
    )


def ageing(sheet: Sheet) -> Section:
    """Employees of today who reach the pension age."""
    rows = []
    for years in HORIZONS:
        for scenario in SCENARIOS:
            where = {"breakdown": "horizon", "category": years, "scenario": scenario}
            share_fact = sheet.latest("retirements_pct", **where)
            persons, country = sheet.latest("retirements", **where), sheet.latest("retirements_pct", COUNTRY, **where)
            rows.append((persons, share_fact, country))
    shown = [row for row in rows if known(row[0], row[1])]
    if not shown:
        return empty(f"Over vergrijzing in {place(sheet.name)} zijn geen cijfers te tonen.")
    return section(finding(_ageing_sentence(shown)), retirements(shown, sheet.name), _older_meaning(sheet))


def _older_meaning(sheet: Sheet) -> Paragraph | None:
    """Said only when the share of 55 and older differs clearly from Nederland."""
    older = sheet.latest("employees_share_pct", breakdown="age", category="55+")
    words = compared(older, sheet.country(older))
    if not words.startswith("duidelijk") or sheet.region_code == COUNTRY:
        return None
    more = "meer" if "hoger" in words else "minder"
    return Paragraph(
        f"Het aandeel 55-plussers is {words}. De komende tien jaar zijn in {place(sheet.name)} dus naar verhouding "
        f"{more} mensen nodig om vertrek door pensioen op te vangen.",
        "meaning",
    )


def _ageing_sentence(rows: list[tuple[Fact, Fact, Fact]]) -> str:
    persons, share_fact, _ = _first(rows)
    return (
        f"Binnen {persons.category} jaar bereikt {share(value_of(share_fact))} van de werknemers van nu de "
        f"pensioenleeftijd ({roughly(value_of(persons))} mensen, bij {SCENARIOS[persons.scenario]})."
    )


def _first(rows: list[tuple[Fact, Fact, Fact]]) -> tuple[Fact, Fact, Fact]:
    """The nearest horizon, with the highest pension age: the careful reading."""
    soon = [row for row in rows if row[0].category == HORIZONS[0]] or rows
    return soon[-1]
