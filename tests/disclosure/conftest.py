"""Rows of numbers to protect."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.numbers_table import COLUMNS, KEY

Row = dict[str, object]
ROW: Row = {
    "region_code": "RA0205",
    "branch_code": "SMAL",
    "period": "2025",
    "breakdown": "total",
    "category": "total",
    "scenario": "",
    "edition": "",
    "status": "final",
}


def alike(row: Row) -> Row:
    """Contributors who all give ten, when a row says how many there are and not what they give."""
    number = row.get("contributors")
    if not isinstance(number, int):
        return {}
    only = "TW-V01" if number == 1 else None
    sizes = {"largest": 10.0 * min(number, 1), "second_largest": 10.0 * (number > 1)}
    return {"contributed": 10.0 * number, "only_contributor": only, **sizes}


def number_table(rows: list[Row]) -> pl.DataFrame:
    """A table of numbers; unit and source as in measures.yml."""
    about = entries("measures")
    full = [
        {"unit": about[str(r["measure"])]["unit"], "source": about[str(r["measure"])]["source"]} | ROW | alike(r) | r
        for r in rows
    ]
    table = pl.DataFrame({name: [row.get(name) for row in full] for name in COLUMNS}, schema=COLUMNS, strict=False)
    return table.sort(KEY)


def own_table(rows: list[Row], code: str = "TW-V01") -> pl.DataFrame:
    return number_table(rows).select(pl.lit(code).alias("organisation_code"), pl.all())


@pytest.fixture(scope="session")
def table() -> Callable[[list[Row]], pl.DataFrame]:
    return number_table


@pytest.fixture(scope="session")
def own() -> Callable[..., pl.DataFrame]:
    return own_table
