"""Linear and whole-number programs over one component, with HiGHS (Huangfu & Hall 2018). What is not optimal is
told.
"""

import highspy
import numpy as np

from raat_analysis.attacker.system import Numbers, System
from raat_analysis.errors import RaatError

SECONDS = 20.0
CLOSE = 1e-6


class Undecided(RaatError):
    """The program has no answer: contradicting rows, no bound, or no time."""


class Endless(Undecided):
    """A variable has no end in that direction."""


class _Silent(highspy.Highs):
    """HiGHS says its name on the screen when callbacks are enabled; here none are needed."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)


class Program:
    """One model that is asked again and again; each answer is the start of the next."""

    def __init__(
        self, given: System, low: Numbers, high: Numbers, whole: bool = False, seconds: float = SECONDS
    ) -> None:
        self.size, self.seconds = given.low.size, seconds
        self.model = _Silent()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("simplex_strategy", 4)):
            self.model.setOptionValue(name, value)
        self.model.passModel(_lp(given, low, high, whole))

    def end(self, column: int, highest: bool) -> Numbers:
        """A solution in which a variable is as large, or as small, as it can be."""
        weights = np.zeros(self.size)
        weights[column] = -1.0 if highest else 1.0
        return self.best(weights)

    def best(self, weights: Numbers) -> Numbers:
        """A solution with the least weighted sum."""
        self.model.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), weights)
        self.model.setOptionValue("time_limit", self.model.getRunTime() + self.seconds)
        status = self._run()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            status = self._which()
        if status == highspy.HighsModelStatus.kUnbounded:
            raise Endless("unbounded")
        if status != highspy.HighsModelStatus.kOptimal:
            raise Undecided(REASONS.get(status, self.model.modelStatusToString(status)))
        return np.asarray(self.model.getSolution().col_value, dtype=np.float64)

    def _run(self) -> highspy.HighsModelStatus:
        self.model.run()
        return self.model.getModelStatus()

    def _which(self) -> highspy.HighsModelStatus:
        """Unbounded or infeasible: when there is a solution at all, it is unbounded."""
        self.model.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), np.zeros(self.size))
        kinds = highspy.HighsModelStatus
        return kinds.kUnbounded if self._run() == kinds.kOptimal else kinds.kInfeasible

    def rows_used(self) -> list[int]:
        """The rows that hold the last answer where it is: those with a dual value."""
        duals = np.asarray(self.model.getSolution().row_dual, dtype=np.float64)
        return [int(row) for row in np.flatnonzero(np.abs(duals) > CLOSE)]


REASONS = {
    highspy.HighsModelStatus.kInfeasible: "contradiction",
    highspy.HighsModelStatus.kTimeLimit: "no time",
}


def _lp(given: System, low: Numbers, high: Numbers, whole: bool) -> highspy.HighsLp:
    order = np.lexsort((given.column, given.row))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = given.low.size, given.row_low.size
    lp.col_cost_ = np.zeros(given.low.size)
    lp.col_lower_, lp.col_upper_ = low, high
    lp.row_lower_, lp.row_upper_ = given.row_low, given.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    counts = np.bincount(given.row, minlength=given.row_low.size)
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    lp.a_matrix_.index_ = given.column[order].astype(np.int32)
    lp.a_matrix_.value_ = given.factor[order]
    if whole:
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if each else kinds.kContinuous for each in given.whole.tolist()]
    return lp
