"""Training places, entrants and sector return."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.measures.adding_up import TotalsDiffer
from raat_analysis.measures.training import training

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]


def test_places_are_added_over_routes_and_qualifications(training_table: Grid, value: Value) -> None:
    numbers = training(training_table())
    assert value(numbers, "training_places") == 40
    assert value(numbers, "training_places", breakdown="qualification", category="VIG3") == 20
    assert value(numbers, "entrants") == 32


def test_work_based_places_are_bbl_and_dual(training_table: Grid, value: Value) -> None:
    dual = training_table().with_columns(pl.col("route").replace("bol", "dual"))
    full_time = training_table().with_columns(pl.col("route").replace("bol", "full_time"))
    assert value(training(dual), "training_places_work_based") == 40
    assert value(training(full_time), "training_places_work_based") == 20


def test_sector_return_is_a_ratio_of_sums(training_table: Grid, value: Value) -> None:
    large = (pl.col("qualification_code") == "VP4") & (pl.col("route") == "bol")
    table = training_table().with_columns(diplomas=pl.when(large).then(88).otherwise(4).cast(pl.Int64))
    assert value(training(table), "sector_return_pct") == 100 * 12 / 100


def test_without_graduates_there_is_no_return(training_table: Grid) -> None:
    nobody = training_table().with_columns(diplomas=pl.lit(0, pl.Int64), working_in_sector=pl.lit(0, pl.Int64))
    rows = training(nobody).filter(measure="sector_return_pct")
    assert rows["status"].unique().to_list() == ["missing"]


def test_a_total_of_the_source_must_be_the_sum_of_its_qualifications(training_table: Grid) -> None:
    table = training_table()
    own = table.filter(qualification_code="VP4").with_columns(qualification_code=pl.lit("TOTAL"))
    with pytest.raises(TotalsDiffer, match=r"(?s)TOTAL.*training_places 20, parts add up to 40"):
        training(pl.concat([table, own]))


def test_internships_and_work_based_places_are_all_places(training_table: Grid, value: Value) -> None:
    numbers = training(training_table())
    parts = [value(numbers, f"training_places_{kind}") for kind in ("internship", "work_based")]
    assert parts == [20, 20]
    assert value(numbers, "training_places") == 40


def test_graduates_in_the_sector_are_counted_and_divided(training_table: Grid, value: Value) -> None:
    numbers = training(training_table())
    assert value(numbers, "working_in_sector") == 12
    assert value(numbers, "sector_return_pct") == 100 * 12 / 16


def test_diplomas_per_entrants_are_no_study_return(training_table: Grid, value: Value) -> None:
    numbers = training(training_table())
    assert value(numbers, "diplomas_per_100_entrants") == 100 * 16 / 32
    assert numbers.filter(measure="study_return_pct").is_empty()


def test_without_entrants_there_are_no_diplomas_per_entrant(training_table: Grid) -> None:
    nobody = training_table().with_columns(entrants=pl.lit(0, pl.Int64))
    rows = training(nobody).filter(measure="diplomas_per_100_entrants")
    assert rows["status"].unique().to_list() == ["missing"]


def test_what_no_export_delivers_has_no_number(training_table: Grid) -> None:
    assert training(training_table()).filter(measure="training_quota_per_100_fte").is_empty()
