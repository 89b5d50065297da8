"""Programs of yes or no: which choices to make so that sums come out, at the least price. Solver: HiGHS.

One thread, so that the outcome is the same everywhere; the optimum is proven, or there is none.
"""

import highspy
import numpy as np
from scipy.sparse import csc_array

from raat_analysis.disclosure.solver import Sizes, program, solver


class Undecided(Exception):
    """The solver gave no proven answer, for want of time or otherwise; says what it reported."""


def cheapest(table: csc_array, outcomes: Sizes, price: Sizes, seconds: float) -> Sizes | None:
    """The choices (1 made, 0 not) with `table` times choices = `outcomes` that cost least; None when there are none.

    A column of `table`, and an entry of `price`, is one choice. Raises Undecided.
    """
    highs = solver(mip_rel_gap=0.0, mip_abs_gap=0.0, time_limit=seconds)
    choices = program(table, outcomes, price, np.ones(price.size))
    choices.integrality_ = [highspy.HighsVarType.kInteger] * price.size
    highs.passModel(choices)
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise Undecided(highs.modelStatusToString(status))
    return np.rint(np.asarray(highs.getSolution().col_value, dtype=np.float64))
