"""The cheapest way to change cells so that every line still holds and one of them has another value.

Such a change is a deviation: added to the true counts it gives counts that a reader cannot tell from the true ones, as
long as every cell that it changes is hidden. Solver: HiGHS (dual simplex), started each time from "nothing changes",
the best there is before the one cell is asked to move; so a program takes as many steps as its answer is long.
Reference: the heuristic of Kelly, Golden & Assad (1992, Networks 22) for cell suppression.
"""

import highspy
import numpy as np
from scipy.sparse import csc_array, hstack

from raat_analysis.disclosure.solver import program, solver
from raat_analysis.disclosure.system import Flags, Group, Sizes, Whole, parts
from raat_analysis.models.random_streams import stream

STEPS = 20_000  # of the simplex method for one program (a hundred is usual); more is undecided, and then more is hidden
NODES = 2_000  # of a program in whole numbers; counted in steps, not in time, so that every machine decides the same
SPREADS = (0.1, 0.2, 0.3, 0.5, 0.5, 1.0, 1.0, 2.0, 2.0, 5.0)  # how much dearer a cell may be when prices are changed
FREE = 1e-4  # the price of changing a cell that is hidden already: short deviations before long ones
CLOSE = 1e-6
ANY_PRICE = 10.0  # asked of whole numbers is that they are, not that they are the cheapest


class Undecided(Exception):
    """The solver gave no answer within its steps."""


class Program:
    """The deviations of a group: a column for how far each cell goes up, and one for how far it goes down."""

    def __init__(self, group: Group, down: Sizes, up: Sizes, price: Sizes) -> None:
        """`down` and `up` are how far each cell can go; `price` what it costs to change it by one."""
        self.size = group.cells.size
        self.solved = 0  # how many programs
        self._room = np.concatenate([up, down])
        finite = self._room[np.isfinite(self._room)]
        self._whole = _is_whole(finite)
        self._highs = solver(
            presolve="off",
            solver="simplex",
            mip_rel_gap=ANY_PRICE,
            simplex_iteration_limit=STEPS,
            mip_max_nodes=NODES,
        )
        self._price = np.concatenate([price, price])
        table = csc_array(hstack([group.lines, -group.lines]))
        self._highs.passModel(program(table, np.zeros(table.shape[0]), self._price, self._room))

    def price(self, cells: Whole, price: Sizes) -> None:
        """Change what it costs to change these cells."""
        both, twice = np.concatenate([cells, cells + self.size]), np.concatenate([price, price])
        self._price[both] = twice
        self._highs.changeColsCost(both.size, both.astype(np.int32), twice)

    def hold(self, cells: Whole) -> None:
        """From now on these cells stay as they are."""
        both = np.concatenate([cells, cells + self.size])
        self._limit(both, np.zeros(both.size), np.zeros(both.size))

    def release(self, cells: Whole) -> None:
        """These cells can move again."""
        both = np.concatenate([cells, cells + self.size])
        self._limit(both, np.zeros(both.size), self._room[both])

    def moved(self, cell: int, amount: float) -> Sizes | None:
        """The cheapest deviation that changes `cell` by `amount`; None when there is none.

        In whole numbers when the counts are. Raises Undecided.
        """
        ends = np.array([cell, cell + self.size])
        there = np.array([max(amount, 0.0), max(-amount, 0.0)])
        if (there > self._room[ends] + CLOSE).any():
            return None
        self._limit(ends, there, there)
        try:
            found = self._solved()
            if found is not None and self._whole and not _is_whole(found):
                found = self._at_other_prices()
                found = self._in_whole_numbers() if found is None else found
        finally:
            self.release(np.array([cell]))
        return found

    def furthest(self, cell: int, amount: float) -> float:
        """How far `cell` can go towards `amount` when it costs nothing, in whole numbers. Raises Undecided."""
        up, down = (cell, cell + self.size) if amount > 0 else (cell + self.size, cell)
        column = np.array([up, down])
        self._costs(np.where(np.arange(self._price.size) == up, -1.0, 0.0))
        self._limit(column, np.zeros(2), np.array([min(self._room[up], abs(amount)), 0.0]))
        try:
            found = self._solved()
        finally:
            self.release(np.array([cell]))
            self._costs(self._price)
        return 0.0 if found is None else float(np.copysign(np.floor(abs(found[cell]) + CLOSE), amount))

    def _costs(self, costs: Sizes) -> None:
        self._highs.changeColsCost(costs.size, np.arange(costs.size, dtype=np.int32), costs)

    def _limit(self, columns: Whole, low: Sizes, high: Sizes) -> None:
        self._highs.changeColsBounds(columns.size, columns.astype(np.int32), low, high)

    def _solved(self) -> Sizes | None:
        self.solved += 1
        self._highs.clearSolver()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Undecided(self._highs.modelStatusToString(status))
        parts = np.asarray(self._highs.getSolution().col_value)
        found = parts[: self.size] - parts[self.size :]
        return np.where(np.abs(found) < CLOSE, 0.0, found)

    def _at_other_prices(self) -> Sizes | None:
        """A deviation in whole numbers that is the cheapest at prices a little different; None when none was found.

        Corners with halves are few, so that one beside them mostly has whole numbers; a program that asks for whole
        numbers may take minutes.
        """
        chance = stream("deviations in whole numbers")
        try:
            for spread in SPREADS:
                self._costs(self._price * (1 + spread * chance.random(self._price.size)))
                found = self._solved()
                if found is not None and _is_whole(found):
                    return found
            return None
        finally:
            self._costs(self._price)

    def _in_whole_numbers(self) -> Sizes | None:
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        columns = np.arange(2 * self.size, dtype=np.int32)
        try:
            self._highs.changeColsIntegrality(columns.size, columns, np.array([kinds[True]] * columns.size))
            self._highs.setOptionValue("presolve", "on")
            return self._solved()
        finally:
            self._highs.setOptionValue("presolve", "off")
            self._highs.changeColsIntegrality(columns.size, columns, np.array([kinds[False]] * columns.size))


class Parts:
    """The programs of cells that are hidden, when no other cell can move: small ones, made when they are asked for."""

    def __init__(self, group: Group, hidden: Flags, down: Sizes, up: Sizes) -> None:
        self.size = group.cells.size
        self._parts = list(parts(group.lines, np.flatnonzero(hidden), hidden))
        self._part = np.full(self.size, -1)
        self._place = np.zeros(self.size, dtype=np.int64)
        for number, part in enumerate(self._parts):
            self._part[part.cells], self._place[part.cells] = number, np.arange(part.cells.size)
        self._room = down, up
        self._made: dict[int, Program] = {}
        self._held = np.zeros(self.size, dtype=np.bool_)

    def price(self, cells: Whole, price: Sizes) -> None:
        """Nothing more is hidden here, so no price changes."""
        raise AssertionError(f"{cells.size} cells of {self.size} moved that are not hidden ({price.size})")

    def hold(self, cells: Whole) -> None:
        """From now on these cells stay as they are."""
        self._held[cells] = True
        for number in np.unique(self._part[cells]).tolist():
            if number in self._made:
                self._made[number].hold(self._place[cells[self._part[cells] == number]])

    def release(self, cells: Whole) -> None:
        """These cells can move again."""
        self._held[cells] = False
        for number in np.unique(self._part[cells]).tolist():
            if number in self._made:
                self._made[number].release(self._place[cells[self._part[cells] == number]])

    def moved(self, cell: int, amount: float) -> Sizes | None:
        """As of Program."""
        number = int(self._part[cell])
        part = self._program(number)
        found = part.moved(int(self._place[cell]), amount)
        if found is None:
            return None
        everywhere = np.zeros(self.size)
        everywhere[self._parts[number].cells] = found
        return everywhere

    def furthest(self, cell: int, amount: float) -> float:
        """As of Program."""
        return self._program(int(self._part[cell])).furthest(int(self._place[cell]), amount)

    def _program(self, number: int) -> Program:
        if number not in self._made:
            part = self._parts[number]
            down, up = (room[part.cells] for room in self._room)
            self._made[number] = Program(part, down, up, np.full(part.cells.size, FREE))
            self._made[number].hold(np.flatnonzero(self._held[part.cells]))
        return self._made[number]


def _is_whole(found: Sizes) -> bool:
    return bool(np.all(np.abs(found - np.rint(found)) < CLOSE))


def changed(deviation: Sizes) -> Flags:
    """Which cells a deviation changes."""
    return np.asarray(np.abs(deviation) > CLOSE)
