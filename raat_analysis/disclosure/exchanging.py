"""A hidden cell is exchanged for cheaper ones, where the proofs that change it can be had with those instead.

Hiding cell by cell (covering.py) looks at one secret cell at a time, so what is hidden for the first may be dear for
all together; where tables overlap that costs most. An exchange shows one cell, proves again what rested on it, hiding
what that takes, and shows again what these proofs made needless. It is kept when that is cheaper.
"""

from dataclasses import dataclass

import numpy as np

from raat_analysis.disclosure.cleaning import dearest_first, show_needless
from raat_analysis.disclosure.covering import Cover
from raat_analysis.disclosure.programs import FREE, Program, Undecided
from raat_analysis.disclosure.system import Flags
from raat_analysis.disclosure.witnesses import Need

WORK = 200_000  # programs times cells that exchanges may take in a group: not time, as that is not the same twice
LARGEST = 1_000  # cells; in a larger group the programs of one exchange take too long
DEAREST = 6.0  # how many times the price of the cell may be hidden before something is shown again


@dataclass(frozen=True)
class Before:
    """A cover that is safe, to return to."""

    hidden: Flags
    met: dict[Need, tuple[int, int]]
    banned: set[int]
    found: int


def exchanged(cover: Cover) -> Flags:
    """Which cells stay hidden when no exchange of a cell that is not secret, the dearest first, makes it cheaper."""
    if cover.hidden.size > LARGEST:
        return cover.hidden
    price = np.where(cover.hidden, FREE, cover.cost)
    cover.program = program = Program(cover.group, cover.down, cover.up, price)
    program.hold(np.flatnonzero(cover.held))
    before = np.inf
    while (now := _price(cover)) < before:
        before = now
        for cell in dearest_first(cover):
            if cover.hidden[cell] and program.solved * cover.hidden.size < WORK:
                _exchange(cover, cell)
    return cover.hidden


def _price(cover: Cover) -> float:
    return float(cover.cost[cover.hidden].sum())


def _exchange(cover: Cover, cell: int) -> None:
    proofs = cover.witnesses
    before = Before(cover.hidden.copy(), dict(proofs.met), set(proofs.banned), len(proofs.found))
    resting = proofs.resting_on(cell)
    _show(cover, cell)
    if _proven_again(cover, resting, before, DEAREST * cover.cost[cell]):
        cover.hold(~cover.hidden)
        show_needless(cover, dearest_first(cover))
        if _price(cover) < float(cover.cost[before.hidden].sum()) * (1 - 1e-9):
            return
    _return(cover, before)


def _show(cover: Cover, cell: int) -> None:
    """Show a cell for good; all others may be hidden again at their price."""
    cover.hidden[cell] = False
    shown = np.flatnonzero(~cover.hidden)
    cover.program.price(shown, cover.cost[shown])
    cover.let_go(~cover.hidden)
    cover.witnesses.ban(cell)
    cover.hold(np.arange(cover.hidden.size) == cell)


def _proven_again(cover: Cover, resting: list[Need], before: Before, most: float) -> bool:
    """Meet the needs without the cell; False when that is not possible or hides too much."""
    try:
        for need in resting:
            if not (cover.meet(need) and cover.meet_apart(need)):
                return False
            if cover.cost[cover.hidden & ~before.hidden].sum() >= most:
                return False
    except Undecided:
        return False
    return True


def _return(cover: Cover, before: Before) -> None:
    """Hide and show what was hidden and shown before; deviations that change a shown cell are used no more."""
    cover.hidden = cover.hidden & before.hidden
    cover.hide(before.hidden)
    cover.let_go(before.hidden)
    cover.hold(~before.hidden)
    cover.witnesses.return_to(before.met)
    cover.witnesses.banned = before.banned | cover.witnesses.since(before.found, ~before.hidden & ~cover.unpublished)
