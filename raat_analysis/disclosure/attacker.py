"""Which hidden cells can be worked out exactly, by combining as many lines as it takes.

Every line is an equation over its hidden cells, of which the outcome is public. A cell is known when no change of the
hidden cells that leaves all outcomes as they are can change it (elimination.py).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from raat_analysis.disclosure.elimination import fixed

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
CLOSE = 1e-9


def worked_out(found: Flags, line: Whole, cell: Whole, total: Flags, wanted: Flags | None = None) -> Flags:
    """For each cell whether it is hidden and yet fixed by the lines. One entry of `line` is one cell in one line.

    With `wanted` only groups of connected lines that hold such a cell are looked at.
    """
    known = np.zeros(found.size, dtype=np.bool_)
    inside = np.flatnonzero(found[cell])
    for part in _connected(line[inside], cell[inside], found.size):
        chosen = inside[part]
        if wanted is not None and not wanted[cell[chosen]].any():
            continue
        cells, columns = np.unique(cell[chosen], return_inverse=True)
        _, rows = np.unique(line[chosen], return_inverse=True)
        equations = np.zeros((rows.max() + 1, cells.size), dtype=np.int64)
        equations[rows, columns] = np.where(total[chosen], -1, 1)
        known[cells] = fixed(equations)
    return known


def lines_used(found: Flags, line: Whole, cell: Whole, total: Flags, target: int) -> Whole:
    """The lines that together give a hidden cell away (the least combination of them that leaves nothing else)."""
    inside = np.flatnonzero(found[cell])
    parts = _connected(line[inside], cell[inside], found.size)
    chosen = inside[next(part for part in parts if (cell[inside[part]] == target).any())]
    cells, columns = np.unique(cell[chosen], return_inverse=True)
    numbers, rows = np.unique(line[chosen], return_inverse=True)
    equations = np.zeros((numbers.size, cells.size))
    equations[rows, columns] = np.where(total[chosen], -1.0, 1.0)
    share = np.linalg.lstsq(equations.T, (cells == target).astype(np.float64), rcond=None)[0]
    return np.asarray(numbers[np.abs(share) > CLOSE])


def _connected(line: Whole, cell: Whole, cells: int) -> Iterator[Whole]:
    """The entries that hang together through shared lines and cells; each group can be solved by itself."""
    group = np.arange(cells)
    while True:
        least = np.full(int(line.max(initial=-1)) + 1, cells)
        np.minimum.at(least, line, group[cell])
        smaller = group.copy()
        np.minimum.at(smaller, cell, least[line])
        if np.array_equal(smaller, group):
            break
        group = smaller
    order = np.argsort(group[cell], kind="stable")
    edges = np.flatnonzero(np.diff(group[cell][order])) + 1
    yield from (part for part in np.split(order, edges) if part.size)
