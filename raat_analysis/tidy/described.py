"""tables.yml: what the tidy tables are. Every table is held against its description before it is used."""

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.contracts import contracts
from raat_analysis.errors import RaatError, cases
from raat_analysis.tidy.coding import as_enum
from raat_analysis.yaml_files import read_yaml

TYPES: dict[str, type[pl.DataType]] = {
    "text": pl.String,
    "integer": pl.Int64,
    "decimal": pl.Float64,
    "date": pl.Date,
}


class TableDiffers(RaatError):
    """A tidy table is not as tables.yml describes it."""


@cache
def descriptions() -> dict[str, dict[str, Any]]:
    """Table name → title (Dutch), row, key, and per column type, unit, meaning and whether it may be empty."""
    return dict(read_yaml(Path(__file__).with_name("tables.yml")))


def as_described(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """The table sorted by its key, when columns, types, key and filled cells are as described; else TableDiffers."""
    about = descriptions()[name]
    table = table.with_columns(as_enum(table[column]) for column in repeated(name) if column in table.columns)
    faults = _columns(about, table)
    if not faults:
        table = _sorted(about["key"], table)
        faults = [*_empty(about, table), *_repeated(about, table)]
    if faults:
        raise TableDiffers(
            f"Tidy table {name}: {len(faults)} differences from raat_analysis/tidy/tables.yml:\n{cases(faults)}\n"
            "Correct the table's function in raat_analysis/tidy, or its description when the table is right."
        )
    return table


def repeated(name: str) -> list[str]:
    """The text columns of a table that are stored as their distinct texts and a number per row."""
    return [column for column, about in descriptions()[name]["columns"].items() if about.get("repeated")]


def _columns(about: dict[str, Any], table: pl.DataFrame) -> list[str]:
    described = {column: TYPES[a["type"]]() for column, a in about["columns"].items()}
    if list(described) != table.columns:
        return [f"columns are {table.columns}, described are {list(described)}"]
    types = {column: pl.String() if kind == pl.Enum else kind for column, kind in table.schema.items()}
    return [f"{c} is {types[c]}, described is {d}" for c, d in described.items() if types[c] != d]


def _empty(about: dict[str, Any], table: pl.DataFrame) -> list[str]:
    counts = {column: table[column].null_count() for column, a in about["columns"].items() if not a.get("empty")}
    return [f"{column}: {count} empty cells" for column, count in counts.items() if count]


def _sorted(key: list[str], table: pl.DataFrame) -> pl.DataFrame:
    """The table sorted by its key; one that is in order already is not copied, which counts in millions of rows."""
    in_order = len(key) == 1 and table[key[0]].null_count() == 0 and table[key[0]].is_sorted()
    return table if in_order else table.sort(key)


def _repeated(about: dict[str, Any], table: pl.DataFrame) -> list[str]:
    """Keys that stand more than once in a sorted table: each next to its like. A person's is counted and not shown."""
    key = about["key"]
    again = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in key)
    twice = table.filter(again & (pl.int_range(pl.len()) > 0)).select(key).unique(maintain_order=True)
    source = contracts().get(str(about["source"]))  # a table of several sources is of published figures
    if twice.height and source is not None and source.kind_of_data == "personal":
        return [f"key occurs more than once: {twice.height} keys of persons"]
    return [f"key occurs more than once: {row}" for row in twice.iter_rows()]
