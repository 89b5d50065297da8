"""Cells that were hidden for a proof that no longer needs them are shown again."""

import numpy as np

from raat_analysis.disclosure.covering import Cover
from raat_analysis.disclosure.system import Flags


def cleaned(cover: Cover) -> Flags:
    """Which cells of a cover stay hidden: each is shown, the dearest first, unless a need cannot be met without it."""
    extra = np.flatnonzero(cover.hidden & ~cover.secret & ~cover.unpublished)
    for cell in extra[np.lexsort((extra, -cover.cost[extra]))].tolist():
        if _is_needless(cover, cell):
            cover.hidden[cell] = False
    return cover.hidden


def _is_needless(cover: Cover, cell: int) -> bool:
    """Whether every proof that changes a cell can do without; then it is held and the proofs are the new ones."""
    resting = cover.witnesses.resting_on(cell)
    before = [(need, cover.witnesses.met[need]) for need in resting]
    alone = np.arange(cover.hidden.size) == cell
    cover.hold(alone)
    banned = cover.witnesses.ban(cell)
    if all(cover.meet(need) and cover.meet_apart(need) for need in resting):
        return True
    for need, pair in before:
        cover.witnesses.prove(need, pair)
    cover.witnesses.allow(banned)
    cover.let_go(alone)
    return False
