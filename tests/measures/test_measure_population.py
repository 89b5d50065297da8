"""Inhabitants by region, and the share of care in the labour force."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.measures.employment import employees
from raat_analysis.measures.population import population

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]


def test_twente_has_sixteen_point_eight_percent_in_care(
    population_table: Grid, employment_table: Grid, value: Value
) -> None:
    """Regional programme TAZ Twente, 2022: 55.400 of a labour force of 329.000."""
    first = pl.col("municipality_code") == "GM0141"
    people = population_table().with_columns(labour_force=pl.when(first).then(329_000).otherwise(0))
    staff = employment_table().with_columns(
        employees=pl.when((pl.col("branch_code") == "GGZ") & (pl.col("age_class") == "55+")).then(55_400).otherwise(0)
    )
    numbers = population(people.cast({"labour_force": pl.Int64}), employees(staff.cast({"employees": pl.Int64})))
    assert value(numbers, "care_share_pct") == pytest.approx(16.8, abs=0.05)


def test_a_region_is_the_sum_of_its_municipalities(
    population_table: Grid, employment_table: Grid, value: Value
) -> None:
    numbers = population(population_table(), employees(employment_table()))
    assert value(numbers, "inhabitants") == 14 * 100
    assert value(numbers, "unemployed_under_6_months") == 14


def test_green_and_grey_pressure_are_per_person_of_20_to_65(
    population_table: Grid, employment_table: Grid, value: Value
) -> None:
    numbers = population(population_table(), employees(employment_table()))
    assert [value(numbers, f"{colour}_pressure_pct") for colour in ("green", "grey")] == [40.0, 60.0]


def test_without_people_of_20_to_65_there_is_no_pressure(population_table: Grid, employment_table: Grid) -> None:
    empty = population_table().with_columns(inhabitants_20_65=pl.lit(0, pl.Int64))
    numbers = population(empty, employees(employment_table()))
    pressures = numbers.filter(pl.col("measure").str.ends_with("_pressure_pct"))
    assert pressures.select("value", "status").rows() == [(None, "missing")] * 2


def test_a_region_without_one_of_its_municipalities_stops(population_table: Grid, employment_table: Grid) -> None:
    short = population_table().filter(pl.col("municipality_code") != "GM0147")
    with pytest.raises(RaatError, match=r"(?s)1 municipalities are missing.*2026Q3 RA0205 GM0147"):
        population(short, employees(employment_table()))


def test_a_region_with_employees_but_no_labour_force_stops(population_table: Grid, employment_table: Grid) -> None:
    staff = employees(employment_table(["RA0204", "RA0205"]))
    with pytest.raises(RaatError, match=r"(?s)1 regions and quarters are in one.*RA0204"):
        population(population_table(), staff)


def test_a_quarter_that_one_source_does_not_have_yet_has_no_share(
    population_table: Grid, employment_table: Grid
) -> None:
    numbers = population(
        population_table(periods=["2026Q2", "2026Q3"]), employees(employment_table(periods=["2026Q2"]))
    )
    assert numbers.filter(measure="care_share_pct")["period"].to_list() == ["2026Q2"]
