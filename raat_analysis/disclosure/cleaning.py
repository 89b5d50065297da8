"""Cells that were hidden for a proof that no longer needs them are shown again."""

import numpy as np

from raat_analysis.disclosure.covering import Cover
from raat_analysis.disclosure.programs import Undecided
from raat_analysis.disclosure.system import Flags
from raat_analysis.disclosure.witnesses import Need


def cleaned(cover: Cover) -> Flags:
    """Which cells of a cover stay hidden: each is shown, the dearest first, unless a need cannot be met without it."""
    show_needless(cover, dearest_first(cover))
    return cover.hidden


def dearest_first(cover: Cover) -> list[int]:
    """The hidden cells that are not secret themselves."""
    extra = np.flatnonzero(cover.hidden & ~cover.secret & ~cover.unpublished)
    order = np.lexsort((extra, -cover.cost[extra]))
    return [int(cell) for cell in extra[order]]


def show_needless(cover: Cover, cells: list[int]) -> None:
    """Show each of these cells that is not needed; cells that are not hidden do not move meanwhile."""
    for cell in cells:
        if _is_needless(cover, cell):
            cover.hidden[cell] = False


def _is_needless(cover: Cover, cell: int) -> bool:
    """Whether every proof that changes a cell can do without; then it is held and the proofs are the new ones."""
    resting = cover.witnesses.resting_on(cell)
    before = [(need, cover.witnesses.met[need]) for need in resting]
    alone = np.arange(cover.hidden.size) == cell
    cover.hold(alone)
    banned = cover.witnesses.ban(cell)
    if _met_again(cover, resting):
        return True
    for need, pair in before:
        cover.witnesses.prove(need, pair)
    cover.witnesses.allow(banned)
    cover.let_go(alone)
    return False


def _met_again(cover: Cover, resting: list[Need]) -> bool:
    """Not when the solver does not decide: then the cell stays hidden."""
    try:
        return all(cover.meet(need) and cover.meet_apart(need) for need in resting)
    except Undecided:
        cover.undecided = True
        return False
