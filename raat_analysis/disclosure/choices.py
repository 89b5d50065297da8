"""Programs of yes or no: which choices to make so that sums come out, at the least price. Solver: HiGHS.

One thread, so that the outcome is the same everywhere; the optimum is proven, or there is none.
"""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

Sizes = NDArray[np.float64]


class Undecided(Exception):
    """The solver gave no proven answer, for want of time or otherwise; says what it reported."""


def cheapest(table: csc_array, outcomes: Sizes, price: Sizes, seconds: float) -> Sizes | None:
    """The choices (1 made, 0 not) with `table` times choices = `outcomes` that cost least; None when there are none.

    A column of `table`, and an entry of `price`, is one choice. Raises Undecided.
    """
    highs = _quiet(seconds)
    highs.passModel(_program(table, outcomes, price))
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise Undecided(highs.modelStatusToString(status))
    return np.rint(np.asarray(highs.getSolution().col_value, dtype=np.float64))


def _program(table: csc_array, outcomes: Sizes, price: Sizes) -> highspy.HighsLp:
    table.sort_indices()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = table.shape[1], table.shape[0]
    model.col_cost_, model.col_lower_, model.col_upper_ = price, np.zeros(price.size), np.ones(price.size)
    model.integrality_ = [highspy.HighsVarType.kInteger] * price.size
    model.row_lower_ = model.row_upper_ = outcomes
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = table.indptr.astype(np.int32)
    model.a_matrix_.index_ = table.indices.astype(np.int32)
    model.a_matrix_.value_ = table.data.astype(np.float64)
    return model


class _Silent(highspy.Highs):
    """HiGHS prints its name when callbacks are enabled, which its constructor does; this turns output off before."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _quiet(seconds: float) -> highspy.Highs:
    highs = _Silent()  # type: ignore[no-untyped-call]
    options = {"threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "time_limit": seconds}
    for option, value in options.items():
        highs.setOptionValue(option, value)
    return highs
