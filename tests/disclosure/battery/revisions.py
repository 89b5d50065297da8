"""A table that was published before, and is published again with other figures."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from raat_analysis.disclosure.protector import protected
from raat_analysis.disclosure.system import Flags, Sizes, Whole
from tests.disclosure.battery.cases import Case, case, known_before, not_shown, people
from tests.disclosure.battery.dimensions import Dimension, crossed, with_total
from tests.disclosure.battery.kinds import BRANCHES, REGIONS


def first_and_revised(seed: int, mean: float) -> Case:
    """Regions by branches, published with what the protector hides, and then revised."""
    table = crossed([with_total(REGIONS), with_total(BRANCHES)])
    atoms = people(np.random.default_rng(seed), (REGIONS, BRANCHES), mean)
    first = case("first", table.lines, np.asarray(table.parts @ atoms), seed)
    hidden = protected(first.system, first.demands, first.cost).hidden
    return revised(table, atoms, hidden, seed + 1000)


def revised(table: Dimension, atoms: Sizes, hidden: Flags, seed: int) -> Case:
    """A table published before with `hidden`, and now with one in ten atoms a little different.

    Cells are those of the new table, and after them the old values of those that changed; a reader sees which did.
    Tables: the new cells, as if nothing had been published before.
    """
    old, new = np.asarray(table.parts @ atoms), np.asarray(table.parts @ later(atoms, seed))
    changed = np.flatnonzero(old != new)
    made = case("revised", both_editions(table.lines, changed), np.concatenate([new, old[changed]]), seed)
    gone = np.arange(made.size) >= new.size
    shown = np.concatenate([~hidden & (old == new), ~hidden[changed]])
    return replace(not_shown(known_before(made, shown), gone & ~shown), tables=(~gone,))


def later(atoms: Sizes, seed: int) -> Sizes:
    """The atoms of the next edition: one in ten is up to three more or less."""
    chance = np.random.default_rng([seed, 1])
    moved = np.where(chance.random(atoms.size) < 0.1, chance.integers(-3, 4, atoms.size), 0)
    return np.asarray(np.maximum(atoms + moved, 0))


def both_editions(lines: csr_array, changed: Whole) -> csr_array:
    """The lines of the new table, and those of the old one that hold a cell that changed."""
    width = lines.shape[1]
    place = np.arange(width)
    place[changed] = width + np.arange(changed.size)
    moved = csr_array((np.ones(width), (np.arange(width), place)), shape=(width, width + changed.size))
    touched = np.flatnonzero(np.diff(csr_array(lines[:, changed]).indptr))
    now = hstack([lines, csr_array((lines.shape[0], changed.size))])
    return csr_array(vstack([now, lines[touched] @ moved]))
