"""Random publications from a seed: cells and the lines between them, what must stay unknown, and the tables in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from raat_analysis.disclosure.protector import prices
from raat_analysis.disclosure.system import Demands, Flags, Sizes, System

FEWEST = 10


@dataclass(frozen=True)
class Case:
    """One publication. `tables` are the cells of each table that somebody might protect on its own."""

    name: str
    system: System
    demands: Demands
    cost: Sizes
    tables: tuple[Flags, ...] = ()

    @property
    def size(self) -> int:
        return int(self.system.true.size)


def people(chance: np.random.Generator, sizes: Sequence[int], mean: float) -> Sizes:
    """Counts of atoms: every code has a size of its own, and cells differ beyond that; many are small."""
    expected: Sizes = np.ones(1)
    for size in sizes:
        expected = np.multiply.outer(expected, chance.lognormal(0, 0.7, size)).ravel()
    expected = expected * chance.gamma(2, 0.5, expected.size)
    return chance.poisson(expected * mean / expected.mean()).astype(np.float64)


def case(name: str, lines: csr_array, true: Sizes, seed: int) -> Case:
    """Counts of people, all published, nothing known beforehand."""
    cost = prices(true, np.random.default_rng(seed).random(true.size))
    return Case(f"{name}, seed {seed}", System.of_counts(lines, true), Demands.of_people(true, FEWEST), cost)


def known_before(made: Case, fixed: Flags) -> Case:
    """The same publication when these cells are public whatever happens; what is public is no secret."""
    demands = replace(made.demands, secret=made.demands.secret & ~fixed)
    return replace(made, system=replace(made.system, fixed=made.system.fixed | fixed), demands=demands)


def not_shown(made: Case, cells: Flags) -> Case:
    """The same publication when no table shows these cells; the small ones among them stay secret."""
    return replace(made, system=replace(made.system, unpublished=made.system.unpublished | cells))
