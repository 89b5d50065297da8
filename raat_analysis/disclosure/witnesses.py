"""Proofs that a secret cell is safe: deviations of hidden cells that move it far enough.

A need is a secret cell, seen by everybody or by one contributor who knows some cells. It is met by one deviation up and
one down that move it far enough and change no cell that this contributor knows. A deviation found for one need often
meets others.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from raat_analysis.disclosure.programs import CLOSE, changed
from raat_analysis.disclosure.system import NOBODY, Flags, Sizes, Whole


@dataclass(frozen=True)
class Need:
    """A secret cell (its place in the group) that must stay unknown to `knower` (NOBODY: to everybody)."""

    cell: int
    knower: int = NOBODY


@dataclass(frozen=True)
class Deviation:
    """Which cells change and by how much."""

    cells: Whole
    amounts: Sizes
    knowers: frozenset[int]

    def of(self, cell: int) -> float:
        """By how much it changes a cell."""
        place = int(np.searchsorted(self.cells, cell))
        return float(self.amounts[place]) if place < self.cells.size and self.cells[place] == cell else 0.0


@dataclass
class Witnesses:
    """The deviations found so far, and which two of them meet each need."""

    knower: Whole  # per cell of the group who knows it
    found: list[Deviation] = field(default_factory=list)
    met: dict[Need, tuple[int, int]] = field(default_factory=dict)
    banned: set[int] = field(default_factory=set)
    _resting: dict[int, set[Need]] = field(default_factory=lambda: defaultdict(set))  # per deviation the needs it meets
    _of_cell: dict[int, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, amounts: Sizes) -> Deviation:
        """Remember a deviation."""
        cells = np.flatnonzero(changed(amounts))
        made = Deviation(cells, amounts[cells], frozenset(self.knower[cells].tolist()) - {NOBODY})
        for cell, amount in zip(cells.tolist(), made.amounts.tolist(), strict=True):
            self._of_cell[cell].append((amount, len(self.found)))
        self.found.append(made)
        return made

    def prove(self, need: Need, pair: tuple[int, int]) -> None:
        """From now on these two deviations (-1 for none) are the proof of a need."""
        self._forget(need)
        for number in pair:
            self._resting[number].add(need)
        self.met[need] = pair

    def _forget(self, need: Need) -> None:
        for number in self.met.pop(need, ()):
            self._resting[number].discard(need)

    def return_to(self, met: dict[Need, tuple[int, int]]) -> None:
        """The proofs are those of before; needs that came since are forgotten."""
        for need, pair in list(self.met.items()):
            if need not in met:
                self._forget(need)
            elif met[need] != pair:
                self.prove(need, met[need])

    def ban(self, cell: int) -> set[int]:
        """Use no deviation that changes a cell any more; those that could be used until now."""
        new = {number for _, number in self._of_cell[cell]} - self.banned
        self.banned |= new
        return new

    def allow(self, numbers: set[int]) -> None:
        """Use these deviations again."""
        self.banned -= numbers

    def reach(self, need: Need) -> tuple[float, float, int, int]:
        """How far the found deviations move a need's cell down and up, and which do; -1 for none."""
        best = (0.0, 0.0, -1, -1)
        for amount, number in self._of_cell[need.cell]:
            if number in self.banned or need.knower in self.found[number].knowers:
                continue
            if amount < best[0] - CLOSE:
                best = (amount, best[1], number, best[3])
            elif amount > best[1] + CLOSE:
                best = (best[0], amount, best[2], number)
        return best

    def knowers(self, need: Need) -> Iterator[int]:
        """Who knows a cell that the proof of a need rests on, other than the need's own cell."""
        own = self.knower[need.cell]
        there = {who for number in self.met.get(need, ()) if number >= 0 for who in self.found[number].knowers}
        yield from sorted(there - {own, NOBODY})

    def since(self, number: int, cells: Flags) -> set[int]:
        """The deviations found since there were `number` that change one of these cells."""
        return {place for place in range(number, len(self.found)) if cells[self.found[place].cells].any()}

    def resting_on(self, cell: int) -> list[Need]:
        """The needs whose proof changes a cell."""
        found = {need for _, number in self._of_cell[cell] for need in self._resting[number]}
        return sorted(found, key=lambda need: (need.cell, need.knower))
