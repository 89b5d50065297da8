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
