"""Which differences with the previous export stop the run, and which are the ordinary course of things."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks.past import breaks, look_back, profiles
from tests.checks.employment_exports import (
    NEW,
    OLD,
    REGIONS,
    YEAR_2025,
    YEAR_2026,
    changed,
    employment,
    export,
)


def found(old: pl.DataFrame, new: pl.DataFrame, **compared: object) -> list[tuple[str, str, str]]:
    """The breaks between two exports: kind, of what, and which column."""
    contract = employment(compared)
    rows = pl.concat([old, new]).lazy()
    return [(one.kind, one.of, one.column) for one in breaks(profiles(rows, contract), contract)]


def adverts(obtained: object, *counts: int) -> pl.DataFrame:
    """One quarter with so many rows in Twente, Achterhoek and Zwolle, one employee each."""
    quarter = ["2025Q4"] if obtained == OLD else ["2026Q4"]
    one = export(obtained, quarter, employees=1, jobs=1, hours=36).filter(pl.col("branch") == "Thuiszorg")  # type: ignore[arg-type]
    return pl.concat(
        [one.filter(pl.col("region") == name) for name, n in zip(REGIONS, counts, strict=True) for _ in range(n)]
    )


@pytest.mark.parametrize("times", [10, 100, 1000, 0.1, 0.01, 0.001, 3.1, 0])
def test_a_column_of_another_order_is_one_break_however_many_regions_follow_it(times: float):
    new = changed(export(NEW, YEAR_2026), "hours", times)
    assert found(export(OLD), new) == [("factor", "all", "hours")]


@pytest.mark.parametrize("times", [0.4, 0.7, 1.3, 2.0, 2.9])
def test_a_shock_such_as_that_of_covid_or_a_season_passes(times: float):
    new = changed(changed(export(NEW, YEAR_2026), "hours", times), "employees", times)
    assert found(export(OLD), new) == []


def test_a_region_of_another_order_is_told_by_itself():
    new = changed(export(NEW, YEAR_2026), "employees", 0.001, region="Twente")
    assert found(export(OLD), new) == [("factor", "region RA1", "employees")]


def test_the_factor_is_that_of_the_contract():
    new = changed(export(NEW, YEAR_2026), "jobs", 2)
    assert found(export(OLD), new, factor=1.5) == [("factor", "all", "jobs")]


def test_ten_times_the_rows_is_a_break():
    new = pl.concat([export(NEW, YEAR_2026)] * 10)
    assert ("factor", "all", "rows") not in found(export(OLD), new)  # 6 rows per quarter: too few to say anything
    assert ("factor", "all", "employees") in found(export(OLD), new)
    assert found(adverts(OLD, 50, 50, 50), adverts(NEW, 500, 500, 500))[0][:2] == ("factor", "all")


@pytest.mark.parametrize(("label", "of"), [("region", "region RA1"), ("branch", "branch VVT")])
def test_a_region_or_branch_that_disappears_is_a_break(label: str, of: str):
    new = export(NEW, YEAR_2026).filter(~pl.col(label).is_in(["Twente", "Thuiszorg"]))
    assert found(export(OLD), new) == [(f"{label}_gone", of, "all")]


def test_a_region_of_a_table_disappears_however_small_its_numbers():
    old, new = export(OLD, employees=1, jobs=1, hours=1), export(NEW, YEAR_2026, employees=1, jobs=1, hours=1)
    assert found(old, new.filter(pl.col("region") != "Twente")) == [("region_gone", "region RA1", "all")]


def test_a_region_missing_from_a_repeated_history_is_one_break():
    new = pl.concat([export(NEW), export(NEW, YEAR_2026)]).filter(pl.col("region") != "Twente")
    assert found(export(OLD), new) == [("region_gone", "region RA1", "all")]


def test_a_region_that_disappears_is_a_break_only_if_chance_cannot_empty_it():
    assert found(adverts(OLD, 300, 300, 10), adverts(NEW, 300, 300, 0)) == [("region_gone", "region RA3", "all")]
    assert found(adverts(OLD, 300, 300, 9), adverts(NEW, 300, 300, 0)) == []


def test_a_region_missing_from_a_list_without_periods_is_a_break_from_three_rows():
    old = export(OLD, ["2025Q1", "2025Q2"]).head(11)
    new = old.filter(pl.col("region") != "Zwolle").with_columns(pl.lit(NEW).alias("export_date"))
    assert found(old, new, period=None) == [("region_gone", "region RA3", "all")]
    assert found(old.head(10), new, period=None) == []


def test_a_small_cell_may_double_or_grow_tenfold():
    assert found(adverts(OLD, 300, 300, 5), adverts(NEW, 300, 300, 10)) == []
    assert found(adverts(OLD, 300, 300, 4), adverts(NEW, 300, 300, 40)) == []


def test_a_new_region_is_no_break_but_is_told():
    new = export(NEW, YEAR_2026)
    for column in ("employees", "jobs", "hours"):
        new = changed(new, column, 0.1, region="Zwolle")
    past = look_back(pl.concat([export(OLD).filter(pl.col("region") != "Zwolle"), new]).lazy(), employment())
    assert past.stops == ()
    assert past.told["new"] == [{"dimension": "region", "code": "RA3"}]


def test_all_rows_shifted_by_one_column_are_one_break():
    new = export(NEW, YEAR_2026, employees=7, jobs=1000, hours=1200)
    assert found(export(OLD), new) == [("shifted", "all", "all")]
    back = export(NEW, YEAR_2026, employees=1200, jobs=30000, hours=7)
    assert found(export(OLD), back) == [("shifted", "all", "all")]


def test_two_columns_that_change_places_are_not_a_shift():
    new = export(NEW, YEAR_2026, jobs=30000, hours=1200)
    assert found(export(OLD), new) == [("factor", "all", "hours"), ("factor", "all", "jobs")]


def test_an_edition_that_repeats_the_numbers_of_an_earlier_one_is_a_break():
    other = export(OLD.replace(year=2025), ["2024Q1"], employees=900)
    first = pl.concat([other, export(OLD, ["2025Q1"])])
    assert found(first, export(NEW, ["2026Q1"]), same=True) == [("repeated", "all", "all")]
    assert found(first, export(NEW, ["2026Q1"], employees=1001), same=True) == []
    assert found(first, export(NEW, ["2026Q1"])) == []


def test_an_edition_is_also_held_against_the_ones_before_the_previous():
    editions = [export(OLD.replace(year=year), ["2025Q1"], employees=n) for year, n in ((2024, 1000), (2025, 1010))]
    contract = employment({"same": True})
    again = breaks(profiles(pl.concat([*editions, export(OLD, ["2025Q1"])]).lazy(), contract), contract)
    assert [(one.kind, one.previous_export.year, one.export.year) for one in again] == [("repeated", 2024, 2026)]


def test_some_values_a_thousand_times_smaller_are_a_break_though_the_total_is_hardly_touched():
    rows = export(NEW, YEAR_2026).with_row_index("n").with_columns(
        hours=pl.when(pl.col("n") % 8 == 0).then(pl.col("hours") / 1000).otherwise(pl.col("hours"))
    ).drop("n")  # fmt: skip
    many = [pl.concat([one] * 6) for one in (export(OLD), rows)]
    assert found(many[0], many[1]) == [("scale", "all", "hours")]


def test_one_strange_value_is_no_new_size():
    new = export(NEW, YEAR_2026).with_columns(pl.Series("employees", [1, *[1000] * 23]))
    assert found(export(OLD), new) == []


def test_fte_for_persons_shows_where_a_history_is_repeated():
    history = pl.concat([export(NEW), export(NEW, YEAR_2026)])
    assert found(export(OLD), changed(history, "employees", 0.7)) == [("restated", "all", "employees")]
    assert found(export(OLD), changed(history, "employees", 0.7, region="Twente")) == [
        ("restated", "region RA1", "employees")
    ]


def test_a_revision_of_provisional_figures_and_another_forecast_pass():
    assert found(export(OLD), changed(export(NEW), "employees", 0.85)) == []
    assert found(export(OLD), changed(export(NEW), "employees", 0.7), same=True) == []


def test_rows_that_move_to_another_region_are_a_break_of_the_distribution():
    assert found(adverts(OLD, 300, 300, 300), adverts(NEW, 510, 195, 195), sums=[]) == []
    assert found(adverts(OLD, 300, 300, 300), adverts(NEW, 600, 150, 150), sums=[]) == [
        ("distribution", "region", "rows")
    ]


def test_few_rows_may_be_distributed_otherwise():
    assert found(adverts(OLD, 29, 29, 29), adverts(NEW, 71, 8, 8), sums=[]) == []


def test_an_export_is_compared_with_the_one_before_it_and_not_with_the_first():
    steps = [export(OLD.replace(year=2024 + i), [f"{2023 + i}Q1"], employees=1000 * 2**i) for i in range(4)]
    contract = employment()
    assert breaks(profiles(pl.concat(steps).lazy(), contract), contract) == []


numbers = st.lists(st.integers(0, 10**6), min_size=24, max_size=24)


@settings(deadline=None)
@given(numbers, st.booleans())
def test_an_export_that_comes_back_has_no_break(employees: list[int], later: bool):
    old = export(OLD).with_columns(pl.Series("employees", employees))
    periods = pl.col("period").str.replace("2025", "2026" if later else "2025")
    assert found(old, old.with_columns(periods, pl.lit(NEW).alias("export_date"))) == []


@settings(deadline=None)
@given(numbers.filter(any), st.sampled_from(["employees", "jobs", "hours"]), st.sampled_from([YEAR_2025, YEAR_2026]))
def test_ten_times_one_column_is_always_a_break(employees: list[int], column: str, periods: tuple[str, ...]):
    old, new = (one.with_columns(pl.Series("employees", employees)) for one in (export(OLD), export(NEW, periods)))
    assert {("factor", "all", column), ("shifted", "all", "all")} & {*found(old, changed(new, column, 10))}
