"""A measure of a region beside that of others: on the map, per branch, and over time."""

import polars as pl

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists.regions import COUNTRY, region_codes
from raat_analysis.factsheets.branches import present
from raat_analysis.factsheets.reading import ALL, Sheet, siblings
from raat_analysis.factsheets.sections import empty, section
from raat_analysis.figures.branches import branches_beside_country
from raat_analysis.figures.maps import region_map
from raat_analysis.figures.small_multiples import small_multiples
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.facts import Fact, fact, known
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place


def on_the_map(sheet: Sheet, every: pl.DataFrame, measure: str) -> Section:
    """The 28 regions in the last period in which the region has a number."""
    period = sheet.latest(measure).period
    found = [each for each in _totals(every, measure, region_codes()) if each.period == period]
    if not any(known(each) for each in found):
        return _nothing(sheet, measure)
    return section(region_map(found, sheet.region_code, label_of(measure, "measures")))


def by_branch(sheet: Sheet, measure: str) -> Section:
    """Every branch of the region beside the same branch in Nederland, in the last period."""
    here = present(sheet, sheet.split(measure, sheet.latest(measure).period, breakdown="total"))
    pairs = [(each, sheet.country(each)) for each in here]
    if not any(known(*pair) for pair in pairs):
        return _nothing(sheet, measure)
    source = entries("measures")[measure]["source"]
    return section(branches_beside_country(pairs, sheet.name, f"Bron: {source}."))


def over_time(sheet: Sheet, every: pl.DataFrame, measure: str) -> Section:
    """The region, its siblings and Nederland, a small panel each."""
    codes = [sheet.region_code, *siblings(sheet.region_code), COUNTRY]
    lines = [(label_of(code, "regions"), _totals(every, measure, [code])) for code in dict.fromkeys(codes)]
    shown = [(name, facts) for name, facts in lines if any(known(each) for each in facts)]
    if not shown:
        return _nothing(sheet, measure)
    what, last = label_of(measure, "measures"), shown[0][1][-1]
    title = f"{what} in {place(sheet.name)} en elders, tot en met {period_label(last.period)}"
    return section(small_multiples(shown, title, what, f"Bron: {entries('measures')[measure]['source']}."))


def _totals(every: pl.DataFrame, measure: str, codes: list[str]) -> list[Fact]:
    """Observed totals of the whole sector by region and period."""
    rows = every.filter(
        pl.col("region_code").is_in(codes), measure=measure, branch_code=ALL, breakdown="total", scenario=""
    )
    return [fact(row) for row in rows.sort("region_code", "period").iter_rows(named=True)]


def _nothing(sheet: Sheet, measure: str) -> Section:
    return empty(f"Van '{label_of(measure, 'measures')}' zijn er voor {place(sheet.name)} geen cijfers te tonen.")
