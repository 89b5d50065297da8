"""What an export looks like from a distance, and how two of them are put side by side."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks.past import breaks, comparisons, look_back, profiles
from raat_analysis.contracts.model import Compared
from tests.checks.employment_exports import NEW, OLD, YEAR_2026, changed, employment, export

CELL = ["dimension", "code", "column"]


def value(table: pl.DataFrame, dimension: str, code: str, column: str, name: str = "value") -> float:
    return table.row(by_predicate=pl.concat_str(CELL, separator=" ") == f"{dimension} {code} {column}", named=True)[
        name
    ]


def compared(*exports: pl.DataFrame, **changes: object) -> pl.DataFrame:
    return comparisons(profiles(pl.concat(exports).lazy(), employment(changes)))


def test_a_profile_counts_rows_and_adds_up_each_column_per_region_and_branch():
    found = profiles(export(OLD, ["2025Q1"]).lazy(), employment())
    assert value(found, "all", "", "rows") == 6
    assert value(found, "all", "", "employees") == 6000
    assert value(found, "region", "RA1", "jobs") == 2400
    assert value(found, "branch", "VVT", "hours") == 90000
    assert value(found, "all", "", "employees", "count") == 6


def test_two_spellings_of_a_region_are_one():
    rows = export(OLD, ["2025Q1"]).with_columns(pl.col("region").replace("Zwolle", " regio  TWENTE "))
    assert value(profiles(rows.lazy(), employment()), "region", "RA1", "rows") == 4


def test_a_date_counts_as_its_quarter():
    rows = export(OLD, ["2025Q1"]).with_columns(pl.lit(date(2025, 5, 6)).alias("posted_on"))
    assert profiles(rows.lazy(), employment({"period": "posted_on"}))["period"].unique().to_list() == ["2025Q2"]


def test_a_size_is_the_power_of_ten_and_zero_has_none():
    rows = export(OLD, ["2025Q1"]).with_columns(pl.Series("employees", [0, 1, 9, 10, 999, 1000]))
    found = profiles(rows.lazy(), employment({"sums": ["employees"]})).filter(pl.col("dimension") == "size")
    assert found.select("code", "value").rows() == [("0", 2.0), ("1", 1.0), ("2", 1.0), ("3", 1.0)]


def test_a_column_may_be_called_value():
    rows = export(OLD, ["2025Q1"]).rename({"jobs": "value"})
    contract = employment()
    columns = {("value" if name == "jobs" else name): column for name, column in contract.columns.items()}
    renamed = contract.model_copy(update={"columns": columns, "compared": Compared(sums=("value",))})
    found = profiles(rows.lazy(), renamed)
    assert found.select("dimension", "column", "value").rows() == [
        ("all", "rows", 6.0),
        ("all", "value", 7200.0),
        ("size", "value", 6.0),
    ]


def test_negative_numbers_do_not_cancel_out():
    rows = export(OLD, ["2025Q1"]).with_columns(pl.Series("employees", [-50, 50, -50, 50, -50, 50]))
    assert value(profiles(rows.lazy(), employment()), "all", "", "employees") == 300


def test_a_source_that_is_not_compared_has_nothing_to_say():
    found = look_back(export(OLD).lazy(), employment(compared=None).model_copy(update={"compared": None}))
    assert (found.breaks, found.stops, found.told) == ((), (), {})


def test_an_export_of_three_years_and_one_of_a_year_are_compared_per_period():
    found = compared(
        export(OLD, [f"{y}Q{q}" for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)]), export(NEW, YEAR_2026)
    )
    assert found["common"].unique().to_list() == [False]
    assert (value(found, "all", "", "rows", "previous"), value(found, "all", "", "rows")) == (6, 6)


def test_tables_that_repeat_their_history_are_compared_on_what_they_share():
    grown = pl.concat([export(NEW), export(NEW, YEAR_2026, employees=5000)])
    found = compared(export(OLD), grown)
    assert found["common"].unique().to_list() == [True]
    assert value(found, "all", "", "employees", "ratio") == 1


def test_the_quarter_in_which_an_export_is_made_and_stray_older_rows_are_not_compared():
    stray = export(date(2027, 1, 10), ["2024Q4"]).head(1)
    unfinished = export(date(2027, 1, 10), ["2027Q1"]).head(4)
    found = compared(export(OLD), pl.concat([stray, export(NEW, YEAR_2026), unfinished]))
    assert value(found, "all", "", "rows", "ratio") == 1


def test_a_history_with_few_rows_in_old_periods_is_still_compared_on_what_it_repeats():
    sparse = [export(OLD, ["2024Q1"]).head(1), export(OLD, ["2024Q2"]).head(1)]
    grown = [one.with_columns(pl.lit(NEW).alias("export_date")) for one in sparse]
    found = compared(*sparse, *grown, export(NEW, ["2025Q1"]))
    assert found["common"].unique().to_list() == [True]
    assert value(found, "all", "", "rows", "ratio") == 1


def test_what_is_left_of_the_oldest_quarter_of_a_moving_year_is_not_compared():
    moved = [export(NEW, ["2025Q1"]).head(1), export(NEW, ["2025Q2", "2025Q3", "2025Q4", "2026Q1"])]
    found = compared(export(OLD), *moved)
    assert (value(found, "all", "", "rows", "previous"), value(found, "all", "", "rows")) == (6, 6)


def test_a_history_that_lost_most_of_its_rows_is_compared_as_it_is():
    lost = export(NEW).filter(pl.col("region") == "Twente", pl.col("branch") == "Thuiszorg")
    assert value(compared(export(OLD), lost), "all", "", "rows", "ratio") == pytest.approx(1 / 6)


def test_the_first_export_has_nothing_before_it():
    assert compared(export(OLD)).height == 0


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.floats(0.01, 1e6), min_size=24, max_size=24))
def test_the_order_of_the_rows_changes_nothing(random: object, hours: list[float]):
    rows = export(OLD).with_columns(pl.Series("hours", hours))
    order = list(range(rows.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert profiles(rows[order].lazy(), employment()).equals(profiles(rows.lazy(), employment()))


@pytest.mark.parametrize("period", ["period", None])
def test_a_thousand_exports_are_compared_in_one_call(period: str | None):
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(1000)]
    one = export(OLD, ["2019Q1"])
    rows = pl.concat([one.with_columns(pl.lit(day).alias("export_date")) for day in days])
    rows = pl.concat(
        [rows.filter(pl.col("export_date") < days[-1]), changed(one, "jobs", 10).with_columns(export_date=days[-1])]
    )
    profile = profiles(rows.lazy(), employment({"period": period}))
    assert comparisons(profile)["export_date"].n_unique() == 999
    found = breaks(profile, employment({"period": period}))
    assert [(one.export, one.kind, one.of, one.column) for one in found] == [(days[-1], "factor", "all", "jobs")]
