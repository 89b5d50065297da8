"""Demand, supply and shortage."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.measures.forecasts import forecasts

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]


def test_demand_is_supply_plus_shortage_after_every_addition(forecast_table: Grid, all_regions: list[str]) -> None:
    numbers = forecasts(forecast_table(all_regions))
    place = ["region_code", "branch_code", "category"]
    wide = numbers.pivot("measure", index=place, values="value")
    assert wide.height == 30 * (14 + 2)
    assert (wide["demand"] == wide["supply"] + wide["shortage"]).all()


def test_editions_stay_apart(forecast_table: Grid) -> None:
    numbers = forecasts(forecast_table(editions=["2023-12", "2024-12"])).filter(measure="shortage", branch_code="SMAL")
    totals = numbers.filter(breakdown="total")
    assert totals.select("edition", "value").sort("edition").rows() == [("2023-12", 20.0), ("2024-12", 20.0)]


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
