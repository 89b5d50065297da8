"""Which further cells must be hidden so that no secret cell can be worked out from the lines.

In every line with one hidden cell, the smallest other part is hidden too, or else the total; hidden parts under a shown
total must add up to enough people. Then the attacker combines all lines; for each secret cell that it works out, every
line of that cell gets one more hidden cell, or, when those are all hidden, the lines further away that give it away get
one. The same for a secret cell whose range, over whole and non-negative counts, shows it (ranges.py). This is repeated
until nothing is left to find.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.disclosure.attacker import Flags, Whole, lines_used, worked_out
from raat_analysis.disclosure.ranges import Sums, too_narrow
from raat_analysis.errors import RaatError

Sizes = NDArray[np.float64]


@dataclass(frozen=True)
class Entries:
    """Cells in lines: one entry is one cell in one line; within a line the cell to hide first comes first."""

    line: Whole
    cell: Whole
    total: Flags
    size: Sizes
    least: Sizes


def hidden(secret: Flags, lines: pl.DataFrame, least: Sizes, unpublished: Flags | None = None) -> Flags:
    """For each cell whether it is hidden: the secret ones and those that protect them.

    `least` is per cell how much the hidden parts of a line must add up to when its total is shown. `unpublished` cells
    have no rows (a difference that nobody shows): a reader knows them only when they can be worked out. Raises
    RaatError when a secret cell can be worked out although everything that gives it away is hidden.
    """
    entries, sums = _entries(lines, least), _sums(lines, secret.size)
    found, exposed = _by_rule(secret, entries), secret
    while True:
        unknown = found if unpublished is None else found | unpublished
        # What is safe stays so when more is hidden: only what was exposed is looked at again.
        exposed = exposed & (
            worked_out(unknown, entries.line, entries.cell, entries.total, exposed)
            | too_narrow(exposed, unknown, sums, least)
        )
        if not exposed.any():
            return found
        more = _one_more(found, np.isin(entries.line, entries.line[exposed[entries.cell]]), entries)
        if np.array_equal(more, found):
            more = _further_away(found, unknown, exposed, entries)
        if np.array_equal(more, found):
            raise RaatError(
                f"{int(exposed.sum())} secret numbers can be worked out from public ones, whatever else is hidden. "
                "Publish less detail of them (raat_analysis/measures)."
            )
        found = _by_rule(more, entries)


def _entries(lines: pl.DataFrame, least: Sizes) -> Entries:
    """A part comes before the total, something before nothing, the smallest first."""
    nothing = (pl.col("count") == 0) & ~pl.col("total")
    ordered = lines.with_columns(nothing=nothing, size=pl.col("count").abs().fill_null(0)).sort(
        "line", "nothing", "total", "size", "cell"
    )
    cell = ordered["cell"].to_numpy().astype(np.int64)
    line = ordered["line"].to_numpy().astype(np.int64) - 1
    return Entries(line, cell, ordered["total"].to_numpy(), ordered["size"].to_numpy(), least[cell])


def _sums(lines: pl.DataFrame, cells: int) -> Sums:
    """The lines that are sums, with the count of every cell (not a number when it has none or is in no line)."""
    ordered = lines.filter("sum").sort("line", "cell")
    line, cell = (ordered[name].to_numpy().astype(np.int64) for name in ("line", "cell"))
    count = np.full(cells, np.nan)
    count[cell] = ordered["count"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return Sums.of(line - 1, cell, ordered["total"].to_numpy(), count)


def _by_rule(found: Flags, entries: Entries) -> Flags:
    """The cells that are hidden when no line is unsafe any more."""
    while True:
        more = _one_more(found, _unsafe(found, entries)[entries.line], entries)
        if np.array_equal(more, found):
            return found
        found = more


def _one_more(found: Flags, chosen: Flags, entries: Entries) -> Flags:
    """In each line of the chosen entries the first cell that is not hidden is hidden too, if there is one."""
    candidates = np.flatnonzero(chosen & ~found[entries.cell])
    _, first = np.unique(entries.line[candidates], return_index=True)
    more = found.copy()
    more[entries.cell[candidates[first]]] = True
    return more


def _further_away(found: Flags, unknown: Flags, exposed: Flags, entries: Entries) -> Flags:
    """All around an exposed cell is hidden: then the smallest cell still shown in the lines that give it away."""
    more = found.copy()
    for target in np.flatnonzero(exposed).tolist():
        used = lines_used(unknown, entries.line, entries.cell, entries.total, target)
        shown = np.flatnonzero(np.isin(entries.line, used) & ~unknown[entries.cell])
        if shown.size:
            size = np.where(entries.size[shown] > 0, entries.size[shown], np.inf)
            more[entries.cell[shown[int(np.argmin(size))]]] = True
    return more


def _unsafe(found: Flags, entries: Entries) -> Flags:
    """Per line: one cell is hidden, or the hidden parts of a shown total are too few together."""
    number = int(entries.line.max(initial=-1)) + 1
    hides = found[entries.cell]
    count = np.bincount(entries.line, weights=hides, minlength=number)
    of_total = np.bincount(entries.line, weights=hides & entries.total, minlength=number)
    together = np.bincount(entries.line, weights=hides * entries.size, minlength=number)
    needed = np.zeros(number)  # a line without a total in the table has no parts that add up to something shown
    np.maximum.at(needed, entries.line[entries.total], entries.least[entries.total])
    return np.asarray((count == 1) | ((count > 1) & (of_total == 0) & (together < needed)))
