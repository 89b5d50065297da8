"""Whole numbers that keep their totals, and random streams that do not disturb each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.demo.calendars import last_day, quarter_of, quarters, short_dutch, statline
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import controlled, fitted, shared, to_total


def test_largest_remainder_gives_the_last_unit_to_the_largest_fraction():
    assert shared(np.array([1.0, 1.0, 2.0]), 5).tolist() == [1, 1, 3]


def test_negative_numbers_keep_their_total_too():
    assert to_total(np.array([-0.6, 1.3, 3.3]), 4).tolist() == [0, 1, 3]


@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=30), st.integers(0, 100_000))
def test_shares_sum_to_the_total_and_miss_by_less_than_one(weights, total):
    found = shared(np.array(weights), total)
    assert found.sum() == total
    assert (abs(found - np.array(weights) / sum(weights) * total) < 1 + 1e-6).all()


@given(st.integers(0, 2**32), st.integers(2, 12), st.integers(2, 6))
def test_controlled_rounding_keeps_rows_columns_and_zeros(seed, rows, columns):
    rng = np.random.default_rng(seed)
    true = rng.integers(5, 500, (rows, columns))
    true[0, 0] = 0
    start = np.where(true > 0, rng.lognormal(0, 0.2, true.shape), 0)
    table = fitted(start, true.sum(axis=1).astype(float), true.sum(axis=0).astype(float))
    found = controlled(table, true.sum(axis=1), true.sum(axis=0))
    assert (found.sum(axis=0) == true.sum(axis=0)).all()
    assert (found.sum(axis=1) == true.sum(axis=1)).all()
    assert found[0, 0] == 0


def test_controlled_rounding_refuses_margins_that_cannot_be():
    with pytest.raises(ValueError, match="not reached"):
        controlled(np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([2, 4]), np.array([4, 2]))


def test_streams_are_repeatable_and_differ_by_name():
    assert stream("adverts").random(3).tolist() == stream("adverts").random(3).tolist()
    assert stream("adverts").random(3).tolist() != stream("board").random(3).tolist()
    assert stream("adverts").random() != stream("adverts", root=1).random()


def test_quarters_and_days_as_the_exports_spell_them():
    assert quarters("2025Q3", "2026Q2") == ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    assert statline("2026Q3", provisional=True) == "2026 3e kwartaal*"
    assert quarter_of(last_day("2024Q1")) == "2024Q1"
    assert short_dutch(last_day("2024Q1")) == "31-3-2024"
