"""The tables between two stages: parquet files, with the same bytes for the same table."""

from pathlib import Path

import polars as pl

from raat_analysis.errors import RaatError


def read_table(path: Path) -> pl.DataFrame:
    """A table that an earlier stage wrote; one that is not there is a RaatError with the next step."""
    if not path.is_file():
        raise RaatError(f"{path} does not exist; an earlier stage makes it. Next step: make report.")
    return pl.read_parquet(path)


def write_table(table: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write a table as it stands: its rows must be in order already. A lazy table need not fit in memory."""
    table.lazy().sink_parquet(path, compression="zstd", statistics=True, row_group_size=100_000, engine="streaming")
