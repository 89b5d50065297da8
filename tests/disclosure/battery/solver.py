"""HiGHS for the tests, without the package's own way to it."""

import highspy
import numpy as np
from scipy.sparse import csc_array

from raat_analysis.disclosure.system import Sizes


class Quiet(highspy.Highs):
    """A solver that says nothing: HiGHS prints its name when it gets callbacks, so this one has none.

    One thread, as HiGHS wants of all solvers of a process.
    """

    def enableCallbacks(self) -> None:
        """Called when the solver is made."""
        for name, value in {"output_flag": False, "threads": 1, "presolve": "off"}.items():
            self.setOptionValue(name, value)


def linear_program(table: csc_array, known: Sizes) -> highspy.HighsLp:
    """`table @ x = known`, without costs and bounds yet."""
    table.sort_indices()
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = table.shape
    model.col_cost_ = np.zeros(table.shape[1])
    model.row_lower_ = model.row_upper_ = np.asarray(known, dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = table.indptr.astype(np.int32)
    model.a_matrix_.index_ = table.indices.astype(np.int32)
    model.a_matrix_.value_ = table.data.astype(np.float64)
    return model
