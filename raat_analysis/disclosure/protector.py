"""Which cells are hidden, so that no secret one can be worked out: as few and as small ones as can be found.

For each secret cell, the largest demand first, the cheapest deviation (programs.py) that moves it far enough up, and
one down; every cell that these change is hidden, and costs nothing from then on. A cell of which one contributor knows
the count is no cover from that contributor: where a proof rests on such a cell, there is a second one without it. Then
hidden cells that nothing needs are shown again, the dearest first (cleaning.py).
Reference: Fischetti & Salazar-González (2001, Management Science 47) for the problem; Castro (2012, European Journal of
Operational Research 216) for heuristics of this kind. The proof is in the deviations; attacker/ proves it again apart.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import csr_array

from raat_analysis.disclosure.cleaning import cleaned
from raat_analysis.disclosure.covering import Cover
from raat_analysis.disclosure.exchanging import exchanged
from raat_analysis.disclosure.programs import Program, Undecided
from raat_analysis.disclosure.system import Demands, Flags, Group, Sizes, System, Whole, groups
from raat_analysis.running.processes import spread

PRELOAD = ["raat_analysis.disclosure.protect", "raat_analysis.disclosure.estimates"]  # what its pipeline imports
MANY = 2_000  # cells: to protect fewer takes less time than to start processes


@dataclass
class Protected:
    """`hidden` is per cell whether it is hidden; `short` are secret cells of which what is fixed allows a smaller range
    than is asked, `exposed` those that it gives away; `undecided` counts groups in which more is hidden than may be
    needed, because the solver did not decide within its steps."""

    hidden: Flags
    short: list[int] = field(default_factory=list)
    exposed: list[int] = field(default_factory=list)
    undecided: int = 0


@dataclass(frozen=True)
class _Task:
    """A group of cells, with all that is known of them."""

    group: Group
    system: System
    demands: Demands
    cost: Sizes


def protected(system: System, demands: Demands, cost: Sizes) -> Protected:
    """The cells to hide; `cost` is per cell what hiding it is worth. Groups do not touch, so each is done apart."""
    found = Protected(demands.secret & ~system.unpublished)
    own = replace(system, lines=csr_array((0, 0)))  # a group has its own
    tasks = [_Task(group, own, demands, cost) for group in groups(system, demands.secret & ~system.fixed)]
    worth = sum(task.group.cells.size for task in tasks) >= MANY
    for task, part in zip(tasks, spread(_protected_group, tasks, PRELOAD, worth), strict=True):
        at = task.group.cells
        found.hidden[at] |= part.hidden
        found.short += at[part.short].tolist()
        found.exposed += at[part.exposed].tolist()
        found.undecided += part.undecided
    lost = demands.secret & system.fixed
    found.exposed += np.flatnonzero(lost).tolist()
    return found


def _protected_group(task: _Task) -> Protected:
    """What becomes of a group; cells by their place in it."""
    cover = Cover.of(task.group, task.system, task.demands, task.cost)
    shown = ~task.system.unpublished[task.group.cells]
    try:
        cover.protect()
        cleaned(cover)
        hidden = exchanged(cover)
    except Undecided:
        cover.undecided = True
        hidden = shown
    return Protected(hidden & shown, sorted(cover.short), cover.exposed, int(cover.undecided))


def prices(worth: Sizes, tie_breaks: Sizes) -> Sizes:
    """What hiding a cell costs: the logarithm of what it is worth, its count; ties are broken by a thousandth."""
    return np.asarray((np.log1p(worth) + 1.0) * (1 + 1e-3 * tie_breaks), dtype=np.float64)


def attainable(system: System, cells: Whole, asked: Sizes) -> Sizes:
    """Per cell how wide its range can be at most when everything that is not fixed is hidden; no wider than `asked`."""
    wanted = np.zeros(system.true.size, dtype=np.bool_)
    wanted[cells] = True
    width = np.zeros(system.true.size)
    for group in groups(system, wanted & ~system.fixed):
        at = group.cells
        down, up = system.true[at] - system.least[at], system.most[at] - system.true[at]
        program = Program(group, down, up, np.ones(at.size))
        for cell in np.flatnonzero(wanted[at]).tolist():
            most = float(asked[at[cell]])
            width[at[cell]] = program.furthest(cell, most) - program.furthest(cell, -most)
    return np.minimum(width[cells], asked[cells])
