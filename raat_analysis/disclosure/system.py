"""Everything that is published together as one linear system: cells, the sums between them, and what must stay unknown.

A cell is a count; a line says that its parts add up to its total. Nested or overlapping groupings, quarters and years,
earlier editions and rounded percentages are lines like any other, so nothing is protected table by table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Sizes = NDArray[np.float64]
NOBODY = -1


@dataclass(frozen=True)
class System:
    """Cells and lines. Whatever the cells are, `lines @ cells` stays what it is for the true counts."""

    lines: csr_array  # one row a line, one column a cell: 1 for a part, -1 for the total
    true: Sizes  # per cell its count
    least: Sizes  # what everybody knows it is at least: 0 for counts
    most: Sizes  # and at most: infinite
    fixed: Flags  # cells that are public whatever happens: of a public source, or shown by an earlier edition
    unpublished: Flags  # cells that no table shows, such as a difference between two that are

    @classmethod
    def of_counts(cls, lines: csr_array, true: Sizes, fixed: Flags | None = None) -> "System":
        """Counts: whole, not negative, each shown unless it is hidden."""
        nothing = np.zeros(true.size, dtype=np.bool_)
        endless = np.full(true.size, np.inf)
        return cls(lines, true, np.zeros(true.size), endless, nothing if fixed is None else fixed, nothing)


@dataclass(frozen=True)
class Demands:
    """What must stay unknown. A reader's range of a secret cell reaches from true - below to true + above at least, and
    is at least `width` wide, as far as what is fixed allows.

    `knower` is per cell the one contributor who knows it (NOBODY for most): what a cell's range rests on may not be
    known by one contributor, except its own.
    """

    secret: Flags
    below: Sizes
    above: Sizes
    width: Sizes
    knower: Whole

    @classmethod
    def of_people(cls, true: Sizes, fewest: float, secret: Flags | None = None) -> "Demands":
        """A count of 1 up to `fewest` - 1 is secret: its range is `fewest` wide and reaches `fewest`."""
        few = (true > 0) & (true < fewest)
        chosen = few if secret is None else secret
        above = np.where(chosen, np.maximum(fewest - true, 1.0), 0.0)
        width = np.where(chosen, fewest, 0.0)
        nothing = np.zeros(true.size)
        return cls(chosen, nothing, above, width, np.full(true.size, NOBODY))


@dataclass(frozen=True)
class Group:
    """Cells that can move and hang together through lines, and those lines with a column for each of them."""

    cells: Whole
    lines: csr_array


def groups(system: System, wanted: Flags) -> Iterator[Group]:
    """The groups that hold a wanted cell. What is fixed cannot move, so nothing hangs together through it."""
    yield from parts(system.lines, np.flatnonzero(~system.fixed), wanted)


def parts(lines: csr_array, movable: Whole, wanted: Flags) -> Iterator[Group]:
    """The groups of these cells that hold a wanted one, when no other cell can move."""
    table = csr_array(lines[:, movable])
    table = table[np.flatnonzero(np.diff(table.indptr))]
    beside = abs(table)
    _, label = connected_components(beside.T @ beside, directed=False)
    order = np.argsort(label, kind="stable")
    asked = set(np.unique(label[wanted[movable]]).tolist())
    for inside in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        if inside.size and int(label[inside[0]]) in asked:
            part = csr_array(table[:, inside])
            yield Group(movable[inside], csr_array(part[np.flatnonzero(np.diff(part.indptr))]))
