"""The tightest interval of each hidden count: least and most over all lines at once, whole where counts are.

Per component: ends by narrowing, then a linear program per end that no solution found so far reaches. Where a solution
is not whole and the interval is so narrow that it matters, a whole-number program decides.
"""

from dataclasses import dataclass, field

import numpy as np

from raat_analysis.attacker.narrowing import narrowed
from raat_analysis.attacker.programs import Endless, Program, Undecided
from raat_analysis.attacker.system import Component, Flags, Numbers, System
from raat_analysis.running.processes import spread

CLOSE = 1e-6
NARROW = 12.0  # wider intervals are not settled in whole numbers: they are no leak under any rule
SEVERAL = 3
MANY = 500  # variables: fewer are found sooner than processes start
PRELOAD = ["raat_analysis.attacker.audit"]  # what its pipeline imports


@dataclass
class Ranges:
    """Per variable of the system its ends (those of the files where nobody asked); `failed`: findings in words."""

    low: Numbers
    high: Numbers
    failed: list[str] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)  # variables whose interval could not be found


def ranges(given: System, wanted: Flags, parts: list[Component], narrow: float = NARROW) -> Ranges:
    """The intervals of the wanted variables, which are in `parts` (system.components) when they are not known.

    A component without an answer is a finding and leaves its variables undecided.
    """
    found = Ranges(given.low.copy(), given.high.copy())
    asked = [Asked(part, np.flatnonzero(wanted[part.cells]).tolist(), narrow) for part in parts]
    worth = sum(len(each.places) for each in asked) >= MANY
    for each, answer in zip(asked, spread(answered, asked, PRELOAD, worth), strict=True):
        cells = each.part.cells[each.places]
        if isinstance(answer, str):
            found.failed.append(answer)
            found.undecided += cells.tolist()
        else:
            found.low[cells], found.high[cells] = answer[0][each.places], answer[1][each.places]
    return found


@dataclass(frozen=True)
class Asked:
    """Which variables of a component are asked for, and below what width in whole numbers."""

    part: Component
    places: list[int]
    narrow: float


def answered(asked: Asked) -> tuple[Numbers, Numbers] | str:
    """The ends of a component, or why there are none."""
    try:
        return ends(asked.part, asked.places, asked.narrow)
    except Undecided as reason:
        return failure(asked.part, reason)


def failure(part: Component, reason: Undecided) -> str:
    """What is wrong with a component, with some of its lines by name."""
    used = part.system.names if len(part.system.names) <= SEVERAL else least_contradiction(part)
    shown = "; ".join(used[:SEVERAL]) + (f" … and {len(used) - SEVERAL} more" if len(used) > SEVERAL else "")
    return f"{reason} in {len(part.system.names)} lines over {part.cells.size} hidden counts: {shown}"


def least_contradiction(part: Component) -> list[str]:
    """Lines that contradict each other: every row gets slack, and those that need it are named."""
    size, rows = part.system.low.size, part.system.row_low.size
    row, column = np.arange(rows), size + np.arange(rows)
    slack = System(
        np.concatenate([part.system.low, np.zeros(2 * rows)]),
        np.concatenate([part.system.high, np.full(2 * rows, np.inf)]),
        np.zeros(size + 2 * rows, dtype=np.bool_),
        np.concatenate([part.system.row, row, row]),
        np.concatenate([part.system.column, column, column + rows]),
        np.concatenate([part.system.factor, np.ones(rows), -np.ones(rows)]),
        part.system.row_low,
        part.system.row_high,
        part.system.names,
    )
    try:
        point = Program(slack, slack.low, slack.high).best(np.concatenate([np.zeros(size), np.ones(2 * rows)]))
    except Undecided:
        return part.system.names
    need = point[size : size + rows] + point[size + rows :] > CLOSE
    return [part.system.names[place] for place in np.flatnonzero(need)] or part.system.names


def ends(part: Component, places: list[int], narrow: float) -> tuple[Numbers, Numbers]:
    """The ends of each variable of a component, as tight as can be at `places`; Undecided without an answer."""
    low, high = narrowed(part.system)
    if (low > high + CLOSE).any():
        raise Undecided("contradiction")
    search = _Search(part.system, low, high)
    for place in places:
        search.settle(place)
    for place in places:
        if search.high[place] - search.low[place] < narrow and not search.reached(place):
            search.settle_whole(place)
    return search.low, search.high


class _Search:
    """Ends proven so far, and how far the solutions found so far reach."""

    def __init__(self, given: System, low: Numbers, high: Numbers) -> None:
        self.given, self.low, self.high = given, low.copy(), high.copy()
        self.program = Program(given, low, high)
        self.whole_program: Program | None = None
        self.least, self.most = np.full(low.size, np.inf), np.full(low.size, -np.inf)
        self.whole_least, self.whole_most = self.least.copy(), self.most.copy()

    def settle(self, place: int) -> None:
        """Both ends by linear programs, where no solution reaches what narrowing allows."""
        whole = bool(self.given.whole[place])
        if self.least[place] > self.low[place] + CLOSE:
            value = self._seen(self.program, place, False)
            self.low[place] = max(self.low[place], np.ceil(value - CLOSE) + 0.0 if whole else value)
        if self.most[place] < self.high[place] - CLOSE:
            value = self._seen(self.program, place, True)
            self.high[place] = min(self.high[place], np.floor(value + CLOSE) if whole else value)

    def settle_whole(self, place: int) -> None:
        """Both ends in whole numbers, where no whole solution reaches them."""
        if self.whole_program is None:
            self.whole_program = Program(self.given, self.low, self.high, whole=True)
        if self.whole_least[place] > self.low[place] + CLOSE:
            self.low[place] = self._tidy(place, self._seen(self.whole_program, place, False))
        if self.whole_most[place] < self.high[place] - CLOSE:
            self.high[place] = self._tidy(place, self._seen(self.whole_program, place, True))

    def reached(self, place: int) -> bool:
        """Whether whole solutions reach both ends."""
        near = self.whole_least[place] <= self.low[place] + CLOSE
        return bool(near and self.whole_most[place] >= self.high[place] - CLOSE)

    def _seen(self, program: Program, place: int, highest: bool) -> float:
        try:
            point = program.end(place, highest)
        except Endless:
            return np.inf if highest else -np.inf
        np.minimum(self.least, point, out=self.least)
        np.maximum(self.most, point, out=self.most)
        if (np.abs(point - np.round(point))[self.given.whole] < CLOSE).all():
            np.minimum(self.whole_least, point, out=self.whole_least)
            np.maximum(self.whole_most, point, out=self.whole_most)
        return float(point[place])

    def _tidy(self, place: int, value: float) -> float:
        return float(np.round(value)) + 0.0 if self.given.whole[place] else value  # zero has no sign
