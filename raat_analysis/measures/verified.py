"""What must hold for the table of measures as a whole."""

from collections.abc import Iterator

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.one_source import refuse_mixed_sources
from raat_analysis.numbers_table import COLUMNS, KEY

# A breakdown and the codelist its categories come from; route and horizon are codes of their own.
CODELISTS = {"age": "age_classes", "destination": "destinations", "qualification": "qualifications"}
STATUSES = ["final", "provisional", "forecast", "missing"]


class NumbersWrong(RaatError):
    """The table of numbers does not hold together."""


def verified(numbers: pl.DataFrame) -> pl.DataFrame:
    """The numbers sorted by key, when shape, key, codes, units and values hold together; else NumbersWrong."""
    if dict(numbers.schema) != {
        name: kind if isinstance(kind, pl.DataType) else kind() for name, kind in COLUMNS.items()
    }:
        raise NumbersWrong(f"The numbers have columns {numbers.schema}; see raat_analysis/numbers_table.py.")
    found = list(_faults(numbers))
    if found:
        raise NumbersWrong(f"{len(found)} faults in the numbers:\n{cases(found)}\nMend raat_analysis/measures.")
    refuse_mixed_sources(numbers)
    return numbers.sort(KEY, nulls_last=False)


def _faults(numbers: pl.DataFrame) -> Iterator[str]:
    twice = numbers.filter(pl.struct(KEY).is_duplicated()).select(KEY).unique().sort(KEY)
    yield from (f"key occurs more than once: {row}" for row in twice.iter_rows())
    yield from _strangers(numbers, "measure", list(entries("measures")))
    yield from _strangers(numbers, "region_code", list(entries("regions")))
    yield from _strangers(numbers, "branch_code", list(entries("branches")))
    yield from _strangers(numbers, "status", STATUSES)
    for breakdown, codelist in CODELISTS.items():
        yield from _strangers(numbers.filter(breakdown=breakdown), "category", list(entries(codelist)))
    yield from _broken(numbers, "value is not finite", pl.col("value").is_not_null() & ~pl.col("value").is_finite())
    yield from _broken(
        numbers, "no value, status not missing", pl.col("value").is_null() != (pl.col("status") == "missing")
    )
    between = pl.col("value").is_between(pl.col("lower") - 1e-9, pl.col("upper") + 1e-9)
    yield from _broken(numbers, "value is outside its interval", ~between)


def _strangers(numbers: pl.DataFrame, column: str, codes: list[str]) -> Iterator[str]:
    unknown = numbers[column].unique().sort().to_list()
    yield from (f"{column} {code} stands in no codelist" for code in unknown if code not in codes)


def _broken(numbers: pl.DataFrame, fault: str, wrong: pl.Expr) -> Iterator[str]:
    rows = numbers.filter(wrong.fill_null(False)).select(KEY).sort(KEY)
    yield from (f"{fault}: {row}" for row in rows.iter_rows())
