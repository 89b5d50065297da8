"""Contributors who know what they gave: an employer alone in a cell, or the one person that a cell counts."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from raat_analysis.disclosure.system import NOBODY, Sizes, Whole
from tests.disclosure.battery.cases import Case, case, people
from tests.disclosure.battery.dimensions import Dimension, crossed, with_total
from tests.disclosure.battery.kinds import BRANCHES, REGIONS

EMPLOYERS = 40


def known_by(table: Dimension, present: NDArray[np.bool_]) -> Whole:
    """Per cell the only contributor in it; `present` is per atom and contributor."""
    there = (table.parts @ present.astype(np.float64)) > 0
    return np.where(there.sum(axis=1) == 1, there.argmax(axis=1), NOBODY)


def employers(seed: int, mean: float, regions: int = REGIONS, branches: int = BRANCHES) -> Case:
    """Regions by branches, where every cell has one, two or three of forty employers."""
    chance = np.random.default_rng(seed)
    table = crossed([with_total(regions), with_total(branches)])
    atoms = people(chance, (regions, branches), mean)
    present = np.zeros((atoms.size, EMPLOYERS), dtype=np.bool_)
    for atom, number in enumerate(chance.integers(1, 4, atoms.size).tolist()):
        present[atom, chance.choice(EMPLOYERS, number, replace=False)] = atoms[atom] > 0
    return _known(f"employers {regions} x {branches}, mean {mean:g}", table, atoms, present, seed)


def persons(seed: int, mean: float, regions: int = REGIONS, branches: int = BRANCHES) -> Case:
    """Regions by branches, where whoever is alone in a cell knows it."""
    table = crossed([with_total(regions), with_total(branches)])
    atoms = people(np.random.default_rng(seed), (regions, branches), mean)
    everyone = np.repeat(np.arange(atoms.size), atoms.astype(int))  # a person is a contributor
    present = np.arange(atoms.size)[:, None] == everyone[None, :]
    return _known(f"persons {regions} x {branches}, mean {mean:g}", table, atoms, present, seed)


def _known(name: str, table: Dimension, atoms: Sizes, present: NDArray[np.bool_], seed: int) -> Case:
    made = case(name, table.lines, np.asarray(table.parts @ atoms), seed)
    return replace(made, demands=replace(made.demands, knower=known_by(table, present)))
