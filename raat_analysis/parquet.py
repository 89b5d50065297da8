"""The tables between two stages: parquet files, with the same bytes for the same table.

A column that repeats itself may be stored as an Enum: its distinct texts once, and a number per row. It is read as
text, unless it is asked for `as_stored`.
"""

from pathlib import Path
from typing import BinaryIO

import polars as pl
import polars.selectors as cs

from raat_analysis.errors import RaatError


def read_table(path: Path, as_stored: bool = False) -> pl.DataFrame:
    """A table that an earlier stage wrote; one that is not there is a RaatError with the next step."""
    refuse_absent(path)
    table = pl.read_parquet(path)
    return table if as_stored else table.with_columns(cs.enum().cast(pl.String))


def refuse_absent(path: Path) -> None:
    """A table that is not there is a RaatError."""
    if not path.is_file():
        raise RaatError(f"{path} does not exist; an earlier stage makes it. Next step: make report.")


def scan_table(path: Path) -> pl.LazyFrame:
    """The same without reading it yet."""
    refuse_absent(path)
    return as_texts(pl.scan_parquet(path))


def as_texts(table: pl.LazyFrame) -> pl.LazyFrame:
    """A lazy table with texts for every Enum."""
    return table.with_columns(cs.enum().cast(pl.String))


def write_table(table: pl.DataFrame | pl.LazyFrame, target: Path | BinaryIO) -> None:
    """Write a table as it stands: its rows must be in order already. A lazy table need not fit in memory."""
    table.lazy().sink_parquet(target, compression="zstd", statistics=False, row_group_size=250_000, engine="streaming")
