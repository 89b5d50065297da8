"""HiGHS as disclosure control uses it: silent, one thread, from a table to a program. Statuses are for who asks."""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

Sizes = NDArray[np.float64]


class _Silent(highspy.Highs):
    """HiGHS prints its name when callbacks are enabled, which its constructor does; this turns output off before."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def solver(**options: bool | int | float | str) -> highspy.Highs:
    """A solver with these options. Of all solvers in a process the number of threads must be the same: one."""
    highs = _Silent()  # type: ignore[no-untyped-call]
    for name, value in {"threads": 1, "random_seed": 0, **options}.items():
        highs.setOptionValue(name, value)
    return highs


def program(table: csc_array, outcomes: Sizes, price: Sizes, most: Sizes) -> highspy.HighsLp:
    """Columns from 0 to `most`, of which `table` times columns = `outcomes`, at the least price."""
    table.sort_indices()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = table.shape[1], table.shape[0]
    model.col_cost_, model.col_lower_, model.col_upper_ = price, np.zeros(price.size), most
    model.row_lower_ = model.row_upper_ = outcomes
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = table.indptr.astype(np.int32)
    model.a_matrix_.index_ = table.indices.astype(np.int32)
    model.a_matrix_.value_ = table.data.astype(np.float64)
    return model
