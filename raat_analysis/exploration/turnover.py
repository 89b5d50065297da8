"""Outflow in three ways (counted, standardised, modelled), the funnel of all regions, and the parts of a change."""

from dataclasses import replace

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY, region_codes
from raat_analysis.exploration.provenance import status
from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, section
from raat_analysis.factsheets.turnover import verdict
from raat_analysis.figures.funnel import Lines, funnel
from raat_analysis.figures.turnover_change import change_parts
from raat_analysis.models.funnel import FEWEST_REGIONS, limits
from raat_analysis.rendering.blocks import Section, Table
from raat_analysis.sentences.facts import Fact, fact, known
from raat_analysis.sentences.places import place
from raat_analysis.tables.turnover import outflow_rates
from raat_analysis.tables.turnover_three_ways import three_ways

CONCEPTS = ("outflow_employer", "outflow_sector")
LINE_POINTS, ROOM = 80, 1.08  # of the lines; how far they go beyond the largest region


def outflow(sheet: Sheet) -> Section:
    """Both concepts, counted beside standardised, with the verdict; below it each branch, counted beside modelled."""
    counted = [sheet.latest(f"{concept}_pct") for concept in CONCEPTS]
    if not known(*counted):
        return empty(f"De uitstroom in {place(sheet.name)} is niet openbaar. {status(counted[0])}")
    rows = [(each, _standardised(sheet, each), verdict(sheet, each), sheet.country(each)) for each in counted]
    return section(three_ways(rows, sheet.name), _branches(sheet, counted[0].period))


def _standardised(sheet: Sheet, each: Fact) -> Fact:
    return sheet.like(replace(each, measure=each.measure.replace("_pct", "_standardised_pct")))


def _branches(sheet: Sheet, period: str) -> Table | None:
    employer = present(sheet, sheet.split("outflow_employer_pct", period, breakdown="total"))
    rows = []
    for each in employer:
        sector = sheet.like(replace(each, measure="outflow_sector_pct"))
        modelled = sheet.like(replace(each, measure="outflow_sector_modelled_pct"))
        rows.append((each, sector, modelled, sheet.country(sector)))
    return outflow_rates(rows, sheet.name, absent_note(sheet)) if rows else None


def outflow_funnel(sheet: Sheet, all_regions: pl.DataFrame, measure: str) -> Section:
    """The regions of the last year beside each other, with the limits that the verdicts have."""
    country = sheet.latest(measure, COUNTRY)
    regions = _regions(all_regions, measure, country.period)
    counted = [each for each, _ in regions if known(each) and each.denominator]
    if not known(country) or len(counted) < FEWEST_REGIONS:
        return empty(f"Voor een vergelijking zijn {FEWEST_REGIONS} openbare regio's nodig; het zijn er {len(counted)}.")
    _, rest = verdict(sheet, sheet.latest(measure))
    return section(funnel(regions, _lines(counted, country), country, rest))


def _regions(all_regions: pl.DataFrame, measure: str, period: str) -> list[tuple[Fact, Fact]]:
    """Outflow and verdict of each region that has a row."""
    asked = {"period": period, "branch_code": "SMAL", "breakdown": "total"}
    rows = all_regions.filter(pl.col("region_code").is_in(region_codes()), **asked)
    judged = measure.replace("_pct", "_verdict")
    verdicts = {row["region_code"]: fact(row) for row in rows.filter(measure=judged).iter_rows(named=True)}
    outflows = [fact(row) for row in rows.filter(measure=measure).sort("region_code").iter_rows(named=True)]
    return [(each, verdicts.get(each.region_code, Fact(judged, each.region_code))) for each in outflows]


def _lines(counted: list[Fact], country: Fact) -> Lines:
    leavers = np.array([each.numerator for each in counted], dtype=np.float64)
    people = np.array([each.denominator for each in counted], dtype=np.float64)
    sizes = np.linspace(people.min() / 2, people.max() * ROOM, LINE_POINTS)
    low, high = limits(leavers, people, (country.numerator or 0.0, country.denominator or 1.0), sizes)
    return list(zip(sizes.tolist(), (100 * low).tolist(), (100 * high).tolist(), strict=True))


def outflow_change(sheet: Sheet, concept: str) -> Section:
    """Kitagawa's parts of the change since the year before: the rates, the ages, and the rates by age."""
    rates = sheet.latest(f"{concept}_rate_effect_pp")
    ages = sheet.like(replace(rates, measure=f"{concept}_age_effect_pp"))
    if not known(rates, ages):
        return empty(f"Van {place(sheet.name)} is niet elke leeftijd openbaar in beide jaren: de delen zijn er niet.")
    order = list(entries("age_classes"))
    split = sheet.split(rates.measure, rates.period, breakdown="age", branch_code="SMAL")
    by_age = sorted((each for each in split if known(each)), key=lambda each: order.index(each.category))
    return section(change_parts(rates, ages, by_age, sheet.name))
