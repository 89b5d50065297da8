"""Demand, supply and shortage."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.measures.forecasts import forecasts

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]


def test_demand_is_supply_plus_shortage_after_every_addition(forecast_table: Grid, all_regions: list[str]) -> None:
    numbers = forecasts(forecast_table(all_regions)).filter(pl.col("measure").is_in(["demand", "supply", "shortage"]))
    place = ["region_code", "branch_code", "category"]
    wide = numbers.pivot("measure", index=place, values="value")
    assert wide.height == 30 * (14 + 2)
    assert (wide["demand"] == wide["supply"] + wide["shortage"]).all()


def test_editions_stay_apart(forecast_table: Grid) -> None:
    numbers = forecasts(forecast_table(editions=["2023-12", "2024-12"])).filter(measure="shortage", branch_code="SMAL")
    totals = numbers.filter(breakdown="total")
    assert totals.select("edition", "value").sort("edition").rows() == [("2023-12", 20.0), ("2024-12", 20.0)]


def test_an_edition_that_changes_nothing_has_a_revision_of_zero(forecast_table: Grid, value: Value) -> None:
    numbers = forecasts(forecast_table(editions=["2023-12", "2024-12"])).filter(edition="2024-12")
    assert value(numbers, "shortage_revision") == 0
    assert forecasts(forecast_table()).filter(measure="shortage_revision").height == 0


def test_the_parts_of_a_revision_stand_beside_it(forecast_table: Grid) -> None:
    """Demand of every branch is 12 in 2034, in the later edition 13; both editions have 12 in 2033."""
    table = forecast_table(editions=["2023-12", "2024-12"])
    both = pl.concat([table, table.with_columns(year=pl.lit(2033, pl.Int64))])
    grown = (pl.col("edition") == "2024-12") & (pl.col("year") == 2034)
    more = [pl.when(grown).then(pl.col(n) + 1).otherwise(n).alias(n) for n in ("demand_persons", "shortage_persons")]
    numbers = forecasts(both.with_columns(more)).filter(measure="shortage_revision", branch_code="VVT")
    found = dict(numbers.select("category", "value").iter_rows())
    assert found == {"total": 2, "start_level": 0, "demand_growth": 2, "supply_growth": 0}


def test_an_edition_without_childcare_has_no_breed(forecast_table: Grid) -> None:
    both = forecast_table(editions=["2023-12", "2024-12"])
    lacking = both.filter((pl.col("branch_code") != "KO") | (pl.col("edition") != "2023-12"))
    assert forecasts(lacking).filter(branch_code="BREED")["edition"].unique().to_list() == ["2024-12"]


def test_the_national_branches_of_december_2024_add_up_as_published(forecast_table: Grid, value: Value) -> None:
    """Edition 2024-12, shortages of 2034 (Skipr): together 265.600 without childcare."""
    published = {"UMC": 13400, "ZKH": 38400, "GGZ": 20800, "HA": 7400, "OVZ": 26300, "VV": 82900, "TZ": 25300}
    published |= {"GHZ": 33400, "JZ": 5500, "SW": 12200, "KO": 0}
    leaves = forecast_table().filter(qualification_code="TOTAL")
    short = pl.col("branch_code").replace_strict(published, return_dtype=pl.Int64)
    table = leaves.with_columns(shortage_persons=short, demand_persons=short + 10)
    assert value(forecasts(table), "shortage") == 265_600


def test_a_forecast_has_status_forecast_and_its_scenario(forecast_table: Grid) -> None:
    numbers = forecasts(forecast_table())
    assert numbers.select("status", "scenario", "period").unique().rows() == [("forecast", "reference", "2034")]


def test_qualifications_per_branch_are_added_to_smal_without_childcare(forecast_table: Grid) -> None:
    leaves = forecast_table().filter(qualification_code="TOTAL").with_columns(qualification_code=pl.lit("VIG3"))
    numbers = forecasts(leaves).filter(breakdown="qualification", measure="demand")
    assert numbers.select("branch_code", "category", "value").rows() == [("SMAL", "VIG3", 120.0)]


def test_demand_that_is_not_supply_plus_shortage_stops(forecast_table: Grid) -> None:
    with pytest.raises(RaatError, match="Demand is not supply plus shortage"):
        forecasts(forecast_table().with_columns(pl.col("demand_persons") + 1))
