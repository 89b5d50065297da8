"""The range of a hidden cell that all sums give at once, for cells that one sum at a time leaves open.

Only cells whose range is nearly too narrow are solved (ranges.py says which). Every way to fill in the hidden cells
that a program finds says something about all of them: a cell that has had values far enough apart needs no program of
its own, because its range is at least as wide as that.
Solver: HiGHS through scipy; its optimum, unlike the point where it is reached, is the same everywhere. A point can
only decide what the optima would have decided too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from raat_analysis.disclosure.attacker import Flags, Whole
from raat_analysis.errors import RaatError
from raat_analysis.models.random_streams import stream

Sizes = NDArray[np.float64]
Narrow = Callable[[Sizes, Sizes], Flags]
UNLIMITED = 3  # status of scipy's linprog
SPREADS = 6  # programs over all open cells at once; after these nearly every safe cell is known to be safe
ROOM = 1000.0  # how far such a program may go from the true counts, so that it has an end


@dataclass(frozen=True)
class Group:
    """Unknown cells that hang together: `equations` has a column for each of `cells`."""

    cells: Whole
    equations: csr_array
    outcomes: Sizes


def shown(wanted: Flags, narrow: Narrow, true: Sizes, found: Iterator[Group]) -> Flags:
    """Which of the wanted cells have ends that `narrow` finds too close; `true` is one way to fill in the cells."""
    low, high = true.copy(), true.copy()
    for group in found:
        _spread(group, wanted, narrow, low, high)
        solved = ~wanted[group.cells]
        while (left := narrow(low, high)[group.cells] & ~solved).any():
            target = np.arange(left.size) == np.argmax(left)
            for way in (1, -1):
                _reach(group, way * target, np.inf, low, high)
            solved |= target
    return np.asarray(wanted & narrow(low, high))


def _spread(group: Group, wanted: Flags, narrow: Narrow, low: Sizes, high: Sizes) -> None:
    """Widen the ends of many cells at once: as far as the sums allow in a few random directions and back."""
    most, directions = high[group.cells] + ROOM, stream("disclosure programs")
    for _ in range(SPREADS):
        left = (wanted & narrow(low, high))[group.cells]
        if not left.any():
            return
        direction = directions.normal(size=left.size) * left
        for way in (1, -1):
            _reach(group, way * direction, most, low, high)


def _reach(group: Group, direction: Sizes, most: Sizes | float, low: Sizes, high: Sizes) -> None:
    """Widen the ends to the point where the sum of the cells times `direction` is least."""
    found = linprog(  # its types leave out the sparse arrays that its documentation allows
        direction, A_eq=group.equations, b_eq=group.outcomes, bounds=_bounds(most, direction.size)
    )  # type: ignore[call-overload]
    if found.status == UNLIMITED:  # only with one cell
        high[group.cells[direction < 0]] = np.inf
    elif found.x is None:
        raise RaatError(
            f"The range of a secret number could not be found: {found.message}\nSee disclosure/programs.py."
        )
    else:
        np.minimum.at(low, group.cells, found.x)
        np.maximum.at(high, group.cells, found.x)


def _bounds(most: Sizes | float, cells: int) -> Sizes:
    return np.stack([np.zeros(cells), np.broadcast_to(most, cells)], axis=1)


def groups(wanted: Flags, unknown: Flags, line: Whole, cell: Whole, sign: Sizes, left: Sizes) -> Iterator[Group]:
    """The groups with a wanted cell. `left` is per line what its unknown cells make together."""
    inside = unknown[cell]
    table = coo_array((sign[inside], (line[inside], cell[inside])), shape=(left.size, unknown.size)).tocsr()
    _, group = connected_components(abs(table).T @ abs(table), directed=False)
    for number in np.unique(group[wanted]).tolist():
        columns = np.flatnonzero((group == number) & unknown)
        part = table[:, columns]
        rows = np.flatnonzero(np.diff(part.indptr))
        yield Group(columns, part[rows], left[rows])
