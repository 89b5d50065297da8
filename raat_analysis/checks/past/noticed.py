"""What looks as if part of the newest export is missing, and is too ordinary to stop the run: a person must look."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from raat_analysis.checks.past.compare import PREVIOUS
from raat_analysis.checks.past.findings import SMALL
from raat_analysis.checks.past.profile import ALL, EXPORT, ROWS

HALF = 0.5
QUARTER, YEAR = r"^[0-9]{4}Q[1-4]$", r"^[0-9]{4}$"


def noticed(profile: pl.DataFrame, compared: pl.DataFrame) -> list[dict[str, Any]]:
    """Signs that rows are missing from the newest export, beside the one before it.

    - fewer_rows: less than half of the rows per period (`previous` and `value`). Beyond the contract's factor it stops.
    - ends_early: the last period is further before the day of the export than it was (`last`, `previous_last`, and by
      how many `periods`). A file in order of date that was cut off between two rows has whole periods before the cut,
      so that its rows per period say nothing.
    """
    newest = compared.filter(pl.col(EXPORT) == pl.col(EXPORT).max())
    return [*_fewer_rows(newest), *_ends_early(profile, newest)]


def _fewer_rows(newest: pl.DataFrame) -> Iterator[dict[str, Any]]:
    rows = newest.filter(pl.col("dimension") == ALL, pl.col("column") == ROWS, pl.col("previous") >= SMALL)
    for row in rows.filter(pl.col("ratio") < HALF).iter_rows(named=True):
        yield {"kind": "fewer_rows", "previous": round(row["previous"], 1), "value": round(row["value"], 1)}


def _ends_early(profile: pl.DataFrame, newest: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for previous, export in newest.select(PREVIOUS, EXPORT).unique().iter_rows():
        ends = [_last(profile, day) for day in (previous, export)]
        behind = [_period_of(day, last) - _number(last) for day, last in zip((previous, export), ends, strict=True)]
        if all(ends) and len(ends[0]) == len(ends[1]) and behind[1] > behind[0]:
            late = behind[1] - behind[0]
            yield {"kind": "ends_early", "previous_last": ends[0], "last": ends[1], "periods": late}


def _last(profile: pl.DataFrame, day: date) -> str:
    """The last quarter, or else year, that an export covers: with at least half of the rows of its middle one."""
    rows = profile.filter(pl.col(EXPORT) == day, pl.col("dimension") == ALL, pl.col("column") == ROWS)
    for form in (QUARTER, YEAR):
        of_form = rows.filter(pl.col("period").str.contains(form))
        covered = of_form.filter(pl.col("value") >= HALF * pl.col("value").median())["period"].sort()
        ended = covered.filter(covered < _named(day, form))
        if len(covered):
            return str(ended[-1] if len(ended) and form == QUARTER else covered[-1])
    return ""


def _named(day: date, form: str) -> str:
    return f"{day.year}Q{_quarter(day)}" if form == QUARTER else str(day.year)


def _number(period: str) -> int:
    """Quarters or years counted from the year 0."""
    return 4 * int(period[:4]) + int(period[5]) if "Q" in period else int(period or 0)


def _period_of(day: date, like: str) -> int:
    return 4 * day.year + _quarter(day) if "Q" in like else day.year


def _quarter(day: date) -> int:
    return (day.month + 2) // 3
