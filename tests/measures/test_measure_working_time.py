"""Contract hours as ratio of sums, and absence that the source does not add up."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.measures.working_time import working_time

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]


def only(table: pl.DataFrame, **figures: tuple[float, float]) -> pl.DataFrame:
    """The table with figures (VV, TZ) in these two branches, and nobody elsewhere."""
    branch = pl.col("branch_code")
    return table.with_columns(
        pl.when(branch == "VV").then(vv).when(branch == "TZ").then(tz).otherwise(0).cast(table.schema[name]).alias(name)
        for name, (vv, tz) in figures.items()
    )


def test_a_mean_contract_is_a_ratio_of_sums(working_time_table: Grid, value: Value) -> None:
    table = only(working_time_table(), employees=(100, 300), contract_hours_thousand=(3.6, 5.4), jobs=(100, 300))
    assert value(working_time(table), "contract_hours_mean", branch_code="VVT") == 22.5
    assert (36 + 18) / 2 == 27  # what the mean of the two means would have been


def test_the_part_time_factor_has_36_hours_as_full_time(working_time_table: Grid) -> None:
    table = only(working_time_table(), employees=(100, 300), contract_hours_thousand=(3.6, 5.4), jobs=(100, 300))
    rows = working_time(table).filter(measure="part_time_factor_pct", branch_code="VVT")
    assert rows.select("value", "numerator", "denominator").row(0) == (62.5, 9000.0, 400 * 36.0)


def test_umc_of_2014_has_the_published_part_time_factor(working_time_table: Grid, value: Value) -> None:
    """Kamerstuk 29282-309: 69 thousand persons in 58 thousand fte, factor 0,841."""
    table = working_time_table().with_columns(employees=69_000, contract_hours_thousand=pl.lit(58_000 * 36 / 1000))
    assert value(working_time(table), "part_time_factor_pct", branch_code="UMC") == pytest.approx(84.1, abs=0.05)


def test_absence_that_the_source_lacks_is_weighted_by_employees(working_time_table: Grid) -> None:
    table = only(working_time_table(), employees=(100, 300), absence_pct=(8.0, 4.0))
    row = working_time(table).filter(measure="absence_pct", branch_code="VVT").row(0, named=True)
    assert (row["value"], row["numerator"], row["denominator"]) == (5.0, 20.0, 400.0)


def test_absence_of_the_source_stands_even_when_it_is_not_the_weighted_mean(
    working_time_table: Grid, all_regions: list[str], value: Value
) -> None:
    table = working_time_table([*all_regions, "NL01"])
    nation = pl.col("region_code") == "NL01"
    people = pl.when(nation).then(2800).otherwise(pl.col("employees")).cast(pl.Int64)
    table = table.with_columns(
        employees=people,
        jobs=pl.when(nation).then(3080).otherwise(pl.col("jobs")).cast(pl.Int64),
        contract_hours_thousand=pl.when(nation).then(67.2).otherwise(2.4),
        absence_pct=pl.when(nation).then(6.7).otherwise(6.0),
    )
    numbers = working_time(table)
    assert value(numbers, "absence_pct", region_code="NL01", branch_code="GGZ") == 6.7
    assert value(numbers, "absence_pct", region_code="RA02", branch_code="GGZ") == 6.0


def test_jobs_are_added_over_branches_and_regions(working_time_table: Grid, value: Value) -> None:
    numbers = working_time(working_time_table(["RA0204", "RA0205", "RA0206", "RA0207"]))
    assert value(numbers, "jobs", region_code="RA02") == 4 * 10 * 110


BRANCH = st.tuples(st.integers(1, 500), st.integers(1, 20_000))  # employees, tens of contract hours


@settings(max_examples=25, deadline=None)
@given(st.lists(BRANCH, min_size=2, max_size=2))
def test_the_part_time_factor_of_a_total_is_never_the_mean_of_factors(branches: list[tuple[int, int]]) -> None:
    """It is the mean weighted by employees, so it lies between the two, and is their mean only for equal parts."""
    (people, _), (others, _) = branches
    table = pl.DataFrame(
        {
            "region_code": "RA0205",
            "branch_code": ["VV", "TZ"],
            "period": "2026Q3",
            "employees": [people, others],
            "jobs": [people, others],
            "contract_hours_thousand": [hours / 100 for _, hours in branches],
            "absence_pct": 6.0,
            "status": "final",
        }
    )
    rows = working_time(table).filter(measure="part_time_factor_pct").sort("branch_code")
    factors = dict(zip(rows["branch_code"], rows["value"], strict=True))
    exact = 100 * sum(10 * hours for _, hours in branches) / (36 * (people + others))
    assert factors["VVT"] == pytest.approx(exact)
    mean = (factors["VV"] + factors["TZ"]) / 2
    weight = people / (people + others) - 1 / 2
    assert factors["VVT"] - mean == pytest.approx(weight * (factors["VV"] - factors["TZ"]), abs=1e-6)
