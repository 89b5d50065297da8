"""What a reader can work out, by a program that shares nothing with the package's: plain HiGHS on the published cells.

A range is cut at `FAR` above the true count: no demand asks for so much, and every program has an end. Ways to fill in
the hidden cells that a program finds are looked at again here, line by line, before they count as proof.
"""

from dataclasses import dataclass, field

import highspy
import numpy as np
from scipy.sparse import csc_array

from raat_analysis.disclosure.system import Demands, Flags, Sizes, System, Whole
from tests.disclosure.battery.solver import Quiet, linear_program

FAR = 1000.0
CLOSE = 1e-6


class Unsolved(Exception):
    """The solver did not find the end of a range: nothing may be called safe."""


@dataclass
class Attack:
    """A reader who sees every cell but the open ones. `whole`: and who knows that counts are whole."""

    system: System
    open: Flags
    whole: bool = False
    low: Sizes = field(init=False)
    high: Sizes = field(init=False)

    def __post_init__(self) -> None:
        self.columns = np.flatnonzero(self.open)
        self.column = {cell: place for place, cell in enumerate(self.columns.tolist())}
        self.table = csc_array(self.system.lines[:, self.columns])
        self.known = self.table @ self.system.true[self.columns]
        self.least = self.system.least[self.columns]
        self.most = np.minimum(self.system.most, self.system.true + FAR)[self.columns]
        self.low, self.high = self.system.true.copy(), self.system.true.copy()
        self.solver = self._passed()

    def ranges(self, cells: Whole) -> tuple[Sizes, Sizes]:
        """The exact ends of the range of each cell."""
        ends = [self._end(cell, way) for way in (1.0, -1.0) for cell in cells.tolist()]
        return np.array(ends[: cells.size]), np.array(ends[cells.size :])

    def leaks(self, demands: Demands, spreads: int = 4) -> Whole:
        """The secret cells with a range that is too narrow; the exact ends are found of all that may be."""
        wanted = demands.secret & self.open
        if not wanted.any():
            return np.flatnonzero(demands.secret & ~self.open)
        for number in range(spreads):
            chance = np.random.default_rng(number)
            direction = chance.normal(size=self.columns.size) * self._narrow(demands, wanted)[self.columns]
            for way in (1.0, -1.0):
                self._reach(way * direction)
        for cell in np.flatnonzero(wanted).tolist():
            for way in (1.0, -1.0):
                if self._narrow(demands, wanted)[cell]:
                    self._end(cell, way)
        return np.flatnonzero(self._narrow(demands, wanted) | (demands.secret & ~self.open))

    def _narrow(self, demands: Demands, wanted: Flags) -> Flags:
        true = self.system.true
        short = (self.high < true + demands.above - CLOSE) | (self.low > true - demands.below + CLOSE)
        return np.asarray(wanted & (short | (self.high - self.low < demands.width - CLOSE)))

    def _end(self, cell: int, way: float) -> float:
        """The lowest (`way` 1) or highest (-1) value of a cell."""
        place = self.column[cell]
        return float(self._reach(np.where(np.arange(self.columns.size) == place, way, 0.0))[place])

    def _reach(self, direction: Sizes) -> Sizes:
        """The counts of the open cells where their sum times `direction` is least."""
        self.solver.changeColsCost(direction.size, np.arange(direction.size, dtype=np.int32), direction)
        point = self._solved()
        if self.whole and np.abs(point - np.rint(point)).max() > CLOSE:
            self._kind(highspy.HighsVarType.kInteger)
            point = self._solved()
            self._kind(highspy.HighsVarType.kContinuous)
        self._look_again(point)
        np.minimum.at(self.low, self.columns, point)
        np.maximum.at(self.high, self.columns, point)
        return point

    def _look_again(self, point: Sizes) -> None:
        wrong = np.abs(self.table @ point - self.known).max(initial=0.0)
        outside = np.maximum(self.least - point, point - self.most).max(initial=0.0)
        if max(wrong, outside) > 1e-4:
            raise Unsolved(f"the solver's point breaks a line by {wrong} or a bound by {outside}")

    def _solved(self) -> Sizes:
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(self.solver.modelStatusToString(status))
        return np.asarray(self.solver.getSolution().col_value)

    def _kind(self, kind: highspy.HighsVarType) -> None:
        columns = np.arange(self.columns.size, dtype=np.int32)
        self.solver.changeColsIntegrality(columns.size, columns, np.array([kind] * columns.size))

    def _passed(self) -> highspy.Highs:
        solver = Quiet()
        model = linear_program(self.table, self.known)
        model.col_lower_, model.col_upper_ = self.least, self.most
        solver.passModel(model)
        return solver


def leaks(system: System, demands: Demands, hidden: Flags, whole: bool = False) -> Whole:
    """The secret cells that a reader of everything but `hidden` knows too well. Public secrets are leaks too."""
    return Attack(system, (hidden | system.unpublished) & ~system.fixed, whole).leaks(demands)


def leaks_to_contributors(system: System, demands: Demands, hidden: Flags) -> dict[int, Whole]:
    """Per contributor who knows cells: the secret cells of others that this contributor knows too well."""
    hidden_from_all = (hidden | system.unpublished) & ~system.fixed
    found = {}
    for who in np.unique(demands.knower[demands.knower >= 0]).tolist():
        own = demands.knower == who
        others = Demands(**{**vars(demands), "secret": demands.secret & ~own})
        found[who] = Attack(system, hidden_from_all & ~own).leaks(others)
    return {who: cells for who, cells in found.items() if cells.size}
