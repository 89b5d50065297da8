"""Which further cells must be hidden so that no secret cell is what is left of a total.

In every line with one secret cell, the smallest other part is hidden too (then the total), until no line has one.
Hidden parts under a shown total must add up to enough people. This is the simple rule, not a proof: several lines
together may still narrow a cell down (docs/methods/disclosure.md).
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]


def hidden(secret: Flags, lines: pl.DataFrame, least: NDArray[np.float64]) -> Flags:
    """For each cell whether it is hidden: the secret ones and those that protect them.

    `least` is per cell how much the hidden parts of a line must add up to when its total is shown.
    """
    ordered = _by_preference(lines)
    line = ordered["line"].to_numpy().astype(np.int64) - 1
    cell = ordered["cell"].to_numpy().astype(np.int64)
    total = ordered["total"].to_numpy()
    size = np.abs(ordered["count"].fill_null(0).to_numpy())
    found = secret.copy()
    while True:
        open_lines = _unsafe(line, found[cell], total, size, least[cell])
        candidates = np.flatnonzero(open_lines[line] & ~found[cell])
        if not candidates.size:
            return found
        _, first = np.unique(line[candidates], return_index=True)
        found[cell[candidates[first]]] = True


def _by_preference(lines: pl.DataFrame) -> pl.DataFrame:
    """Within a line the cell to hide first comes first: a part before the total, not nothing, the smallest."""
    nothing = (pl.col("count") == 0) & ~pl.col("total")
    return lines.with_columns(nothing=nothing, size=pl.col("count").abs()).sort(
        "line", "nothing", "total", "size", "cell"
    )


def _unsafe(line: Whole, hides: Flags, total: Flags, size: NDArray[np.float64], least: NDArray[np.float64]) -> Flags:
    """Per line: one cell is hidden, or the hidden parts of a shown total are too few together."""
    number = int(line.max()) + 1 if line.size else 0
    count = np.bincount(line, weights=hides, minlength=number)
    of_total = np.bincount(line, weights=hides & total, minlength=number)
    together = np.bincount(line, weights=hides * size, minlength=number)
    needed = np.zeros(number)  # a line without a total in the table has no parts that add up to something shown
    np.maximum.at(needed, line[total], least[total])
    return np.asarray((count == 1) | ((count > 1) & (of_total == 0) & (together < needed)))
