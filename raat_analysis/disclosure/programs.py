"""The range of a hidden cell that all sums give at once, for cells that one sum at a time leaves open.

Only cells whose range is nearly too narrow are solved (ranges.py says which); with every cell it takes minutes.
Solver: HiGHS through scipy; its optimum, unlike the point where it is reached, is the same everywhere.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from raat_analysis.disclosure.attacker import Flags, Whole
from raat_analysis.errors import RaatError

Sizes = NDArray[np.float64]
UNLIMITED = 3  # status of scipy's linprog


def ends(
    wanted: Whole, unknown: Flags, line: Whole, cell: Whole, sign: Sizes, left: Sizes
) -> Iterator[tuple[int, float, float]]:
    """Each wanted cell with its lowest and highest value. `left` is per line what its unknown cells make together."""
    inside = unknown[cell]
    line, cell, sign = line[inside], cell[inside], sign[inside]
    shape = (left.size, unknown.size)
    table = coo_array((sign, (line, cell)), shape=shape).tocsr()
    _, group = connected_components(abs(table).T @ abs(table), directed=False)
    for number in np.unique(group[wanted]).tolist():
        columns = np.flatnonzero((group == number) & unknown)
        part = table[:, columns]
        rows = np.flatnonzero(abs(part).sum(axis=1))
        equations = np.asarray(part[rows].toarray())
        for target in wanted[group[wanted] == number].tolist():
            low, high = (_end(equations, left[rows], columns == target, way) for way in (1, -1))
            yield target, low, high


def _end(equations: Sizes, outcomes: Sizes, target: Flags, way: int) -> float:
    """The lowest value of the target (way 1) or the highest (way -1); without end when nothing limits it."""
    found = linprog(way * target.astype(np.float64), A_eq=equations, b_eq=outcomes, method="highs")
    if found.status == UNLIMITED:
        return -way * np.inf
    if found.fun is None:
        raise RaatError(
            f"The range of a secret number could not be found: {found.message}\nSee disclosure/programs.py."
        )
    return way * float(found.fun)
