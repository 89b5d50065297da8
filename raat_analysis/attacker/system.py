"""Counts and lines as one system of numbers: which unknowns there are, what the lines say of them, what hangs
together.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
KNOWN = 1e-3  # a count whose ends are so close is known


@dataclass(frozen=True)
class System:
    """Variables with their ends, and rows lower ≤ Σ factor · variable ≤ upper. One entry is one variable in one row."""

    low: Numbers
    high: Numbers
    whole: Flags
    row: Whole
    column: Whole
    factor: Numbers
    row_low: Numbers
    row_high: Numbers
    names: list[str]  # of the rows

    def fixed(self, columns: Whole, values: Numbers) -> "System":
        """The same with some variables known."""
        low, high = self.low.copy(), self.high.copy()
        low[columns], high[columns] = values, values
        return replace(self, low=low, high=high)

    def freed(self, columns: Whole) -> "System":
        """The same with nothing known of some counts."""
        low, high = self.low.copy(), self.high.copy()
        low[columns], high[columns] = 0.0, np.inf
        return replace(self, low=low, high=high)

    def unknown(self) -> Flags:
        return np.asarray(self.high - self.low >= KNOWN)


def system(cells: pl.DataFrame, lines: pl.DataFrame) -> System:
    """The system over all counts; a variable is a row of `cells`."""
    _, first, row = np.unique(
        lines["line"].to_numpy() + lines["kind"].to_numpy(), return_index=True, return_inverse=True
    )
    low, high = cells["lower"].to_numpy().astype(np.float64), cells["upper"].to_numpy().astype(np.float64)
    at_most = lines["at_most"].to_numpy()[first]
    return System(
        low,
        high,
        cells["whole"].to_numpy().astype(np.bool_),
        row.astype(np.int64),
        lines["cell"].to_numpy().astype(np.int64),
        lines["factor"].to_numpy().astype(np.float64),
        np.where(at_most, -np.inf, 0.0),
        np.zeros(first.size),
        lines["line"].to_numpy()[first].tolist(),
    )


@dataclass(frozen=True)
class Component:
    """Unknowns that hang together: `cells` are their variables in the whole, sorted; `system` is theirs only."""

    cells: Whole
    system: System

    def place(self, cell: int) -> int:
        return int(np.searchsorted(self.cells, cell))


def components(whole: System, wanted: Flags) -> list[Component]:
    """The parts of a system that hold a wanted unknown, with what is known moved to the ends of their rows."""
    open_cells = whole.unknown()
    inside = open_cells[whole.column]
    low, high = _left(whole, inside)
    row, column = whole.row[inside], whole.column[inside]
    group = _groups(row, column, whole.low.size, low.size)
    keep = np.unique(group[np.flatnonzero(wanted & open_cells)])
    entries = np.flatnonzero(np.isin(group[column], keep))
    entries = entries[np.argsort(group[column[entries]], kind="stable")]
    cells = np.flatnonzero(open_cells & np.isin(group, keep))
    cells = cells[np.argsort(group[cells], kind="stable")]
    starts = np.searchsorted(group[column[entries]], keep), np.searchsorted(group[cells], keep)
    parts = np.split(entries, starts[0][1:]), np.split(cells, starts[1][1:])
    factor = whole.factor[inside]
    return [
        _component(whole, own, row[chosen], column[chosen], factor[chosen], low, high)
        for chosen, own in zip(*parts, strict=True)
    ]


def part_of(parts: list[Component], size: int) -> list[Component | None]:
    """For each of `size` variables the component that it is in."""
    found: list[Component | None] = [None] * size
    for part in parts:
        for cell in part.cells.tolist():
            found[cell] = part
    return found


def _groups(row: Whole, column: Whole, columns: int, rows: int) -> Whole:
    size = columns + rows
    graph = coo_matrix((np.ones(row.size), (column, columns + row)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][:columns], dtype=np.int64)


def _left(whole: System, inside: Flags) -> tuple[Numbers, Numbers]:
    """The ends of each row when what is known is taken off."""
    outside = ~inside
    row, factor = whole.row[outside], whole.factor[outside]
    one, other = factor * whole.low[whole.column[outside]], factor * whole.high[whole.column[outside]]
    least = np.bincount(row, np.minimum(one, other), whole.row_low.size)
    most = np.bincount(row, np.maximum(one, other), whole.row_low.size)
    return whole.row_low - most, whole.row_high - least


def _component(
    whole: System, cells: Whole, row: Whole, column: Whole, factor: Numbers, low: Numbers, high: Numbers
) -> Component:
    rows, numbered = np.unique(row, return_inverse=True)
    own = System(
        whole.low[cells],
        whole.high[cells],
        whole.whole[cells],
        numbered.astype(np.int64),
        np.searchsorted(cells, column),
        factor,
        low[rows],
        high[rows],
        [whole.names[place] for place in rows.tolist()],
    )
    return Component(cells, own)
