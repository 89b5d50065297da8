"""Tables to round: counts with the sums over them, and what an attacker can make of published numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

Sizes = NDArray[np.float64]


@dataclass
class Table:
    """Counts, and sums of them that are counts too; every sum is a line."""

    counts: list[float]
    sums: list[tuple[list[int], int]] = field(default_factory=list)

    def total(self, parts: Iterable[int]) -> int:
        """The number of a new cell that is the sum of others."""
        chosen = list(parts)
        self.counts.append(sum(self.counts[part] for part in chosen))
        self.line(chosen, len(self.counts) - 1)
        return len(self.counts) - 1

    def line(self, parts: Iterable[int], total: int) -> None:
        """A sum that holds already."""
        self.sums.append((list(parts), total))

    @property
    def true(self) -> Sizes:
        return np.array(self.counts, dtype=np.float64)

    @property
    def lines(self) -> csr_array:
        entries = [(row, cell, 1.0) for row, (parts, _) in enumerate(self.sums) for cell in parts]
        entries += [(row, total, -1.0) for row, (_, total) in enumerate(self.sums)]
        rows, cells, signs = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((signs, (rows, cells)), shape=(len(self.sums), len(self.counts)))


def crossed(counts: Sequence[Sequence[int]], groups: Iterable[Sequence[int]] = ()) -> Table:
    """A table of rows and columns with all margins, and the same for each group of rows (they may overlap)."""
    height, width = len(counts), len(counts[0])
    table = Table([float(count) for row in counts for count in row])
    rows = [table.total(range(row * width, (row + 1) * width)) for row in range(height)]
    columns = [table.total(range(column, height * width, width)) for column in range(width)]
    table.line(columns, table.total(rows))
    for group in groups:
        below = [table.total(row * width + column for row in group) for column in range(width)]
        table.line(below, table.total(rows[row] for row in group))
    return table


def ranges(table: Table, low: Sizes, high: Sizes) -> tuple[Sizes, Sizes]:
    """The least and the most that each cell can be, for who knows the lines and the bounds of each cell."""
    bounds = np.stack([np.maximum(low, 0.0), high], axis=1)
    ends = []
    for cell in range(low.size):
        for way in (1.0, -1.0):
            asked = np.where(np.arange(low.size) == cell, way, 0.0)
            found = linprog(asked, A_eq=table.lines, b_eq=np.zeros(table.lines.shape[0]), bounds=bounds)
            assert found.status == 0, found.message
            ends.append(way * found.fun)
    return np.array(ends[::2]), np.array(ends[1::2])
