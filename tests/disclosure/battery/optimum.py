"""The cheapest set of hidden cells that there is, proved: cell suppression as an integer program.

Whether a cell is hidden is 0 or 1. For a secret cell that is not yet safe the solution of a linear program (how far can
a reader believe it to go up and down?) gives an inequality that every safe set meets and this one does not; it is added
and the integer program is solved again, until nothing is unsafe. As every safe set meets all inequalities, the last
solution is the cheapest safe one. First with fractions of hidden cells, as that is quick and finds most inequalities.
Reference: Fischetti & Salazar-González (2000, Journal of the American Statistical Association 95:916, capacity
constraints), with coefficients min(weight, demand). A reader who knows that counts are whole is not looked at, so for
that reader this is the optimum or below it.
"""

from dataclasses import dataclass, field

import highspy
import numpy as np
from scipy.sparse import csc_array, hstack

from raat_analysis.disclosure.system import Flags, Sizes
from tests.disclosure.battery.cases import Case
from tests.disclosure.battery.solver import Quiet, linear_program

FAR = 10_000.0  # no cell has to go further to move one that is secret
CLOSE = 1e-6
ROUNDS = 400


class NotProved(Exception):
    """The optimum was not found within the rounds allowed."""


@dataclass
class Reader:
    """How far a cell can go when each other cell can go a share of its way; and what that end is owed to."""

    case: Case
    down: Sizes = field(init=False)
    up: Sizes = field(init=False)

    def __post_init__(self) -> None:
        system = self.case.system
        self.down = np.minimum(system.true - system.least, FAR)
        self.up = np.minimum(system.most - system.true, FAR)
        self.size = self.case.size
        table = csc_array(hstack([system.lines, -system.lines]))
        model = linear_program(table, np.zeros(table.shape[0]))
        model.col_lower_, model.col_upper_ = np.zeros(2 * self.size), np.zeros(2 * self.size)
        self.solver = Quiet()
        self.solver.passModel(model)

    def end(self, cell: int, way: int, most: float, room: Sizes) -> tuple[float, Sizes]:
        """How far `cell` goes up (`way` 1) or down (-1), at most `most`; `room` is how far each may go up, then down.

        And per cell and direction what a unit of room is worth there.
        """
        towards = cell if way > 0 else cell + self.size
        back = cell + self.size if way > 0 else cell
        limit = room.copy()
        limit[towards], limit[back] = min(room[towards], most), 0.0
        columns = np.arange(limit.size, dtype=np.int32)
        costs = np.where(columns == towards, -1.0, 0.0)
        self.solver.changeColsCost(columns.size, columns, costs)
        self.solver.changeColsBounds(columns.size, columns, np.zeros(limit.size), limit)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NotProved(self.solver.modelStatusToString(self.solver.getModelStatus()))
        solution = self.solver.getSolution()
        worth = np.maximum(-np.asarray(solution.col_dual), 0.0)
        worth[back] = 0.0
        return float(solution.col_value[towards]), worth


@dataclass
class Optimum:
    """The integer program so far."""

    case: Case
    cuts: int = 0

    def __post_init__(self) -> None:
        case = self.case
        self.reader = Reader(case)
        self.forced = case.demands.secret | case.system.unpublished
        self.cost = np.where(case.system.unpublished, 0.0, case.cost)
        self.secret = np.flatnonzero(case.demands.secret).tolist()
        self.solver = Quiet()
        self.solver.setOptionValue("presolve", "on")
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 1e-6)
        model = linear_program(csc_array((0, case.size)), np.zeros(0))
        model.col_cost_, model.col_lower_ = self.cost, self.forced.astype(np.float64)
        model.col_upper_ = (~case.system.fixed | self.forced).astype(np.float64)
        self.solver.passModel(model)

    def found(self) -> Flags:
        """The cheapest cells to hide."""
        self._settled(highspy.HighsVarType.kContinuous)
        return np.asarray(self._settled(highspy.HighsVarType.kInteger) > 0.5)

    def _settled(self, kind: highspy.HighsVarType) -> Sizes:
        columns = np.arange(self.case.size, dtype=np.int32)
        self.solver.changeColsIntegrality(columns.size, columns, np.array([kind] * columns.size))
        for _ in range(ROUNDS):
            share = self._solved(kind == highspy.HighsVarType.kInteger)
            if not sum([self._cut(cell, share) for cell in self.secret]):
                return share
        raise NotProved(f"{ROUNDS} rounds")

    def _solved(self, whole: bool) -> Sizes:
        if whole:  # started from an earlier solution HiGHS 1.16 called one optimal that was not
            self.solver.clearSolver()
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NotProved(self.solver.modelStatusToString(self.solver.getModelStatus()))
        share = np.clip(np.asarray(self.solver.getSolution().col_value), 0.0, 1.0)
        if whole and float(self.cost @ np.rint(share)) > self.solver.getInfo().mip_dual_bound + 1e-4:
            raise NotProved("the bound is below the solution")
        return np.rint(share) if whole else share

    def _cut(self, cell: int, share: Sizes) -> int:
        """Add the inequalities that these shares do not meet for a cell; how many."""
        demands = self.case.demands
        above, below, width = demands.above[cell], demands.below[cell], demands.width[cell]
        # A share of more than the demand would let a tenth of a hidden cell do the work of a whole one.
        most = max(above, below, width)
        whole = bool(np.all((share < CLOSE) | (share > 1 - CLOSE)))
        up = self.reader.up if whole else np.minimum(self.reader.up, most)
        down = self.reader.down if whole else np.minimum(self.reader.down, most)
        room = np.concatenate([up * share, down * share])
        risen, worth_up = self.reader.end(cell, 1, max(above, width), room)
        fallen, worth_down = self.reader.end(cell, -1, max(below, width), room)
        added = 0
        for reached, wanted, worth in (
            (risen, above, worth_up),
            (fallen, below, worth_down),
            (risen + fallen, width, worth_up + worth_down),
        ):
            if reached < wanted - CLOSE:
                added += self._add(worth, wanted, share)
        return added

    def _add(self, worth: Sizes, wanted: float, share: Sizes) -> int:
        """Hidden cells must be worth the demand together."""
        capacity = worth * np.concatenate([self.reader.up, self.reader.down])
        each = np.minimum(capacity[: self.case.size] + capacity[self.case.size :], wanted) / wanted
        each[each < CLOSE] = 0.0
        if float(each @ share) > 1 - 1e-5:
            return 0
        cells = np.flatnonzero(each)
        self.solver.addRow(1.0, highspy.kHighsInf, cells.size, cells.astype(np.int32), each[cells])
        self.cuts += 1
        return 1


def proved_optimum(case: Case) -> Flags:
    """The cells to hide with the lowest sum of costs, of all ways that keep every secret cell safe."""
    return Optimum(case).found()
