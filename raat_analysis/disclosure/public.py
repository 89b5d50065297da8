"""The public numbers: which are secret, and which would give those away."""

import numpy as np
import polars as pl

from raat_analysis.disclosure.between import with_differences
from raat_analysis.disclosure.cells import CELL, cells, with_cells
from raat_analysis.disclosure.lines import lines, numbered
from raat_analysis.disclosure.primary import primary
from raat_analysis.disclosure.rules import sources_with
from raat_analysis.disclosure.secondary import hidden


def marked(numbers: pl.DataFrame) -> pl.DataFrame:
    """The numbers with two columns more: `secret` by their own rule, and `hidden` when secret or protecting one."""
    listed = numbers.with_row_index("row").with_columns(primary())
    rows = with_cells(listed.drop("secret"))
    found = rows.select("row", *CELL).join(_protected(cells(rows)), on=CELL, how="left", validate="m:1")
    found = found.with_columns(pl.col("hidden").fill_null(True))  # what has no cell is not known to be safe
    both = listed.join(found.select("row", "hidden"), on="row", how="left", validate="1:1", maintain_order="left")
    return both.with_columns(pl.col("hidden").fill_null(False) | pl.col("secret")).drop("row")


def _protected(found: pl.DataFrame) -> pl.DataFrame:
    """The cells with `hidden`."""
    everything, between = with_differences(found)
    sums = numbered([*lines(found), between])
    least = everything["source"].replace_strict(_least(), default=0.0, return_dtype=pl.Float64).to_numpy()
    secret = everything["secret"].to_numpy().astype(np.bool_)
    unpublished = np.arange(everything.height) >= found.height  # differences are numbered after the cells
    return everything.with_columns(hidden=pl.Series(hidden(secret, sums, least, unpublished)))


def _least() -> dict[str, float]:
    """Per source how many people the hidden parts of a shown total must add up to."""
    return {source: float(entry["fewest"]) for source, entry in sources_with("persons").items()}
