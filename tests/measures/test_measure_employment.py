"""Employees, and the published figures of Twente (regional programme TAZ Twente, 2022)."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.measures.adding_up import TotalsDiffer
from raat_analysis.measures.employment import employees, employment

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]
TWENTE = {"<25": 7400, "25-35": 12400, "35-45": 10500, "45-55": 12000, "55+": 13100}
SHARES = {"<25": 13.36, "25-35": 22.38, "35-45": 18.95, "45-55": 21.66, "55+": 23.65}


@pytest.fixture
def twente(employment_table: Grid) -> pl.DataFrame:
    """All of Twente's employees in GGZ, the other branches empty."""
    ages = pl.col("age_class").replace_strict(TWENTE, return_dtype=pl.Int64)
    return employment_table().with_columns(employees=pl.when(pl.col("branch_code") == "GGZ").then(ages).otherwise(0))


def test_twente_has_55_400_employees(twente: pl.DataFrame, value: Value) -> None:
    assert value(employment(twente), "employees") == 55_400


@pytest.mark.parametrize("age", list(SHARES))
def test_twente_shares_of_ages_are_as_published(twente: pl.DataFrame, value: Value, age: str) -> None:
    share = value(employment(twente), "employees_share_pct", breakdown="age", category=age)
    assert share == pytest.approx(SHARES[age], abs=0.005)


def test_shares_of_ages_add_up_to_100(twente: pl.DataFrame) -> None:
    shares = employment(twente).filter(measure="employees_share_pct")["value"]
    assert shares.sum() == pytest.approx(100)


def test_nederland_is_the_sum_of_28_regions(employment_table: Grid, all_regions: list[str], value: Value) -> None:
    numbers = employment(employment_table(all_regions))
    assert value(numbers, "employees", region_code="NL01") == 28 * 10 * 5 * 10
    assert value(numbers, "employees", region_code="RA02") == 4 * 10 * 5 * 10


def test_a_total_of_ages_in_the_source_must_be_the_sum(employment_table: Grid) -> None:
    ages = employment_table()
    own = ages.filter(age_class="<25").with_columns(age_class=pl.lit("total"), employees=pl.lit(51, pl.Int64))
    with pytest.raises(TotalsDiffer, match="total"):
        employees(pl.concat([ages, own]))


def test_provisional_figures_stay_provisional(employment_table: Grid) -> None:
    assert employment(employment_table(status="provisional"))["status"].unique().to_list() == ["provisional"]
