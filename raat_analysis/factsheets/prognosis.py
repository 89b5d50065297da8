"""The rows of the forecast that a sheet may use: its editions, their years, and the shortage it ends with."""

from dataclasses import replace

import polars as pl

from raat_analysis.factsheets.reading import Sheet
from raat_analysis.sentences.facts import Fact, known

SCENARIO, NEW_POLICY = "reference", "new_policy"  # without and with the policy that is being prepared


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


def last_gap(sheet: Sheet) -> Fact:
    """The expected shortage in the last year of the latest edition; without one a fact without value."""
    found = [gap for edition in editions(sheet)[-1:] for gap in forecast(sheet, "shortage", edition)]
    return found[-1] if found else Fact("shortage", sheet.region_code)


def demand_of(sheet: Sheet, gap: Fact) -> Fact:
    """The demand of a shortage's region, year, edition and scenario."""
    return sheet.like(replace(gap, measure="demand"))


def with_policy(sheet: Sheet, gap: Fact) -> Fact:
    """The same year and edition with new policy; without a row a fact without value."""
    return sheet.like(replace(gap, scenario=NEW_POLICY))
