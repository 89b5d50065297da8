"""The cover of one group: which of its cells are hidden, and the proofs that this is enough."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from raat_analysis.disclosure.programs import CLOSE, FREE, Parts, Program, changed
from raat_analysis.disclosure.system import NOBODY, Demands, Flags, Group, Sizes, System
from raat_analysis.disclosure.witnesses import Need, Witnesses


@dataclass(frozen=True)
class Asked:
    """How far a reader's range must reach below and above the true count, and how wide it must be."""

    below: float
    above: float
    width: float


@dataclass
class Cover:
    """Flags are per cell of the group: secret, hidden or not published at all, and held (may not move any more)."""

    group: Group
    program: Program | Parts
    witnesses: Witnesses
    secret: Flags
    unpublished: Flags
    hidden: Flags
    held: Flags
    cost: Sizes
    down: Sizes  # how far each cell can go down
    up: Sizes
    asked: dict[Need, Asked] = field(default_factory=dict)
    short: set[int] = field(default_factory=set)
    exposed: list[int] = field(default_factory=list)
    settled: bool = False
    undecided: bool = False

    @classmethod
    def of(cls, group: Group, system: System, demands: Demands, cost: Sizes) -> "Cover":
        """Nothing but the secret cells is hidden yet."""
        at = group.cells
        down, up = system.true[at] - system.least[at], system.most[at] - system.true[at]
        secret, unpublished = demands.secret[at], system.unpublished[at]
        hidden = secret | unpublished
        program = Program(group, down, up, np.where(hidden, FREE, cost[at]))
        made = cls(
            group=group,
            program=program,
            witnesses=Witnesses(demands.knower[at]),
            secret=secret,
            unpublished=unpublished,
            hidden=hidden,
            held=np.zeros(at.size, dtype=np.bool_),
            cost=cost[at],
            down=down,
            up=up,
        )
        for cell in np.flatnonzero(secret).tolist():
            ends = (float(each[at[cell]]) for each in (demands.below, demands.above, demands.width))
            made.asked[Need(cell)] = Asked(*ends)
        return made

    def protect(self) -> None:
        """Hide until every secret cell has its proof, the largest demand first, and then one for each contributor who
        knows a cell that the proof rests on. From then on no less is asked, and only what is hidden can move."""
        first = sorted(self.asked, key=lambda need: (-self._size(need), need.cell))
        met = [need for need in first if self.meet(need)]
        kept = {need.cell for need in met if self.meet_apart(need)}
        self.exposed += [need.cell for need in first if need.cell not in kept]
        self.settled, self.held = True, ~self.hidden
        self.program = Parts(self.group, self.hidden, self.down, self.up)

    def meet_apart(self, need: Need) -> bool:
        """Meet a need also for each contributor who knows a cell that its proof rests on."""
        apart = [Need(need.cell, knower) for knower in self.witnesses.knowers(need)] if need.knower == NOBODY else []
        for each in apart:
            self.asked.setdefault(each, self.asked[need])
        return len([each for each in apart if self.meet(each)]) == len(apart)  # all are asked, also after a failure

    def _size(self, need: Need) -> float:
        asked = self.asked[need]
        return max(asked.below + asked.above, asked.width)

    def meet(self, need: Need) -> bool:
        """Find the proof of a need, hiding what it takes; False when there is none."""
        return self.proven(need) or self._moved(need)

    def proven(self, need: Need) -> bool:
        """Whether deviations that were found already meet a need; then they are its proof."""
        down, up, lower, upper = self.witnesses.reach(need)
        asked = self.asked[need]
        enough = up >= asked.above - CLOSE and -down >= asked.below - CLOSE and up - down >= asked.width - CLOSE
        if enough:
            self.witnesses.prove(need, (lower, upper))
        return enough

    def _moved(self, need: Need) -> bool:
        """Move the cell up, and then as far down as is still asked."""
        with self._known_by(need.knower):
            asked = self.asked[need]
            up = self._reached(need, max(asked.above, asked.width - self.down[need.cell]))
            down = self._reached(need, -max(asked.below, asked.width - up))
        if not self.settled:
            self._ask(need, Asked(min(asked.below, down), min(asked.above, up), min(asked.width, up + down)))
        return up + down > 0 and self.proven(need)

    def _ask(self, need: Need, asked: Asked) -> None:
        """Ask no more of a need than can be; its cell falls short when that is less."""
        if asked != self.asked[need]:
            self.asked[need] = asked
            self.short.add(need.cell)

    def _reached(self, need: Need, amount: float) -> float:
        """Move a cell by `amount` and hide what moves; how far it went: until settled, as far as it can."""
        if abs(amount) < CLOSE:
            return 0.0
        found = self.program.moved(need.cell, amount)
        if found is None and not self.settled:
            furthest = self.program.furthest(need.cell, amount)
            found = self.program.moved(need.cell, furthest) if furthest else None
        if found is None:
            return 0.0
        self.witnesses.add(found)
        self.hide(changed(found))
        return abs(float(found[need.cell]))

    @contextmanager
    def _known_by(self, knower: int) -> Iterator[None]:
        """Meanwhile the cells that a contributor knows do not move."""
        cells = (
            np.flatnonzero((self.witnesses.knower == knower) & ~self.held) if knower != NOBODY else np.array([], int)
        )
        self.program.hold(cells)
        try:
            yield
        finally:
            self.program.release(cells)

    def hide(self, cells: Flags) -> None:
        """Hide cells; from now on it costs nothing to change them."""
        new = np.flatnonzero(cells & ~self.hidden)
        if new.size:
            self.hidden[new] = True
            self.program.price(new, np.full(new.size, FREE))

    def let_go(self, cells: Flags) -> None:
        """These cells, held before, can move again."""
        old = np.flatnonzero(cells & self.held)
        self.held[old] = False
        self.program.release(old)

    def hold(self, cells: Flags) -> None:
        """From now on these cells do not move: they are shown."""
        new = np.flatnonzero(cells & ~self.held)
        self.held[new] = True
        self.program.hold(new)
