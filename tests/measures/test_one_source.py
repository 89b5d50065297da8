"""T16: CBS and Vernet count absence differently, so a line holds one of them."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.factsheets.reading import Sheet
from raat_analysis.measures.one_source import SourcesMixed, refuse_mixed_sources
from raat_analysis.measures.verified import verified
from raat_analysis.measures.working_time import working_time

Grid = Callable[..., pl.DataFrame]
LAST = pl.col("period") == "2026Q3"


def cbs(working_time_table: Grid) -> pl.DataFrame:
    return working_time(working_time_table(periods=["2026Q2", "2026Q3"])).filter(measure="absence_pct")


def with_vernet(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(source=pl.when(LAST).then(pl.lit("vernet")).otherwise("source"))


def test_absence_of_cbs_alone_is_one_line(working_time_table: Grid) -> None:
    refuse_mixed_sources(cbs(working_time_table))


def test_cbs_and_vernet_in_one_line_are_refused(working_time_table: Grid) -> None:
    rows = with_vernet(cbs(working_time_table))
    with pytest.raises(SourcesMixed, match=r"absence_pct RA0205 BREED: azw_kerncijfers, vernet"):
        refuse_mixed_sources(rows)


def test_two_sources_of_two_branches_are_two_lines(working_time_table: Grid) -> None:
    rows = cbs(working_time_table)
    refuse_mixed_sources(rows.with_columns(source=pl.col("branch_code")))


def test_the_measures_refuse_a_mixed_line(working_time_table: Grid) -> None:
    with pytest.raises(SourcesMixed):
        verified(with_vernet(cbs(working_time_table)))


def test_a_factsheet_refuses_a_mixed_line(working_time_table: Grid) -> None:
    rows = with_vernet(cbs(working_time_table))
    none = pl.DataFrame()
    with pytest.raises(SourcesMixed):
        Sheet("RA0205", "2026Q3", rows, none, none, none, none).facts("absence_pct")


def test_a_table_without_rows_mixes_nothing(working_time_table: Grid) -> None:
    refuse_mixed_sources(cbs(working_time_table).clear())
