"""What elimination modulo a prime finds, beside the null space in real numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import null_space

from raat_analysis.disclosure.elimination import fixed

ROWS = st.lists(st.lists(st.sampled_from([-1, 0, 0, 0, 1, 1]), min_size=9, max_size=9), min_size=1, max_size=10)


@given(rows=ROWS)
@settings(max_examples=200, deadline=None)
def test_fixed_is_what_no_change_in_the_null_space_touches(rows: list[list[int]]) -> None:
    equations = np.array(rows)
    expected = np.abs(null_space(equations.astype(np.float64))).max(axis=1, initial=0.0) < 1e-9
    assert fixed(equations).tolist() == expected.tolist()


def test_an_unknown_that_is_in_no_equation_has_any_value() -> None:
    assert fixed(np.array([[1, 0], [2, 0]])).tolist() == [True, False]


def test_three_sums_of_two_fix_three_unknowns_and_four_in_a_ring_do_not_fix_four() -> None:
    """a + b, b + c, a + c give a = (first + third - second) / 2; of a ring of four, one alternation stays free."""
    assert fixed(np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]])).all()
    assert not fixed(np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]])).any()


def test_a_table_of_thirty_by_forty_has_no_fixed_cell_until_one_row_but_one_cell_is_known() -> None:
    cells = np.arange(1200).reshape(30, 40)
    margins = np.array([np.isin(np.arange(1200), line) for line in (*cells, *cells.T)]).astype(np.int64)
    assert not fixed(margins).any()
    known = np.isin(np.arange(1200), cells[0, :-1])  # whoever knows these knows the last of the row
    assert np.flatnonzero(fixed(np.where(known, 0, margins)) & ~known).tolist() == [39]


def test_the_equations_stay_as_they_were() -> None:
    equations = np.array([[1, 1, -1], [1, -1, 0]])
    fixed(equations)
    assert equations.tolist() == [[1, 1, -1], [1, -1, 0]]
