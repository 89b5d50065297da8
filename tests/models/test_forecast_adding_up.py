"""Forecasts that add up, with some series held where they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from raat_analysis.models.benchmarking import benchmarked
from raat_analysis.models.reconciliation import reconciled, summing, with_totals
from raat_analysis.models.seasonal import Series

REGIONS, BRANCHES, AHEAD = 4, 3, 4
forecasts = arrays(np.float64, (REGIONS + 1, BRANCHES + 1, AHEAD), elements=st.floats(0, 1e5))
cells = arrays(np.float64, (REGIONS, BRANCHES, AHEAD), elements=st.floats(0, 1e5))
some_cells = arrays(np.bool_, (REGIONS, BRANCHES))
NONE = np.zeros((REGIONS, BRANCHES), dtype=bool)


def incoherence(made: Series) -> float:
    return float(np.abs(made - with_totals(made[:-1, :-1])).max())


def test_two_cells_of_4_and_a_total_of_10_meet_at_9() -> None:
    """With one branch each region's row is its cell and both totals are one: 4δ² + (2δ - 2)² is least at δ = ½."""
    own = np.array([4.0, 4.0, 4.0, 4.0, 10.0, 10.0]).reshape(3, 2, 1)
    made = reconciled(own, np.zeros((2, 1), dtype=bool))
    assert made[..., 0].ravel() == pytest.approx([4.5, 4.5, 4.5, 4.5, 9.0, 9.0])


def test_it_is_least_squares_with_the_number_of_cells_as_weight() -> None:
    own = np.random.Generator(np.random.PCG64DXSM(5)).uniform(50, 100, (REGIONS + 1, BRANCHES + 1, 1))
    sums = summing(REGIONS, BRANCHES)
    weight = 1 / np.sqrt(sums.sum(axis=1))
    nearest = np.linalg.lstsq(sums * weight[:, None], own.ravel() * weight, rcond=None)[0]
    made = reconciled(own, NONE)[:-1, :-1].ravel()
    assert made == pytest.approx(np.maximum(nearest, 0), abs=1e-9)


@given(forecasts)
def test_the_result_adds_up_and_is_not_below_0(own: Series) -> None:
    made = reconciled(own, NONE)
    assert incoherence(made) <= 1e-6
    assert made.min() >= 0


@given(cells)
def test_what_adds_up_already_stays(own: Series) -> None:
    assert reconciled(with_totals(own), NONE) == pytest.approx(with_totals(own), abs=1e-6)


@given(forecasts, some_cells)
def test_held_cells_do_not_move(own: Series, held: Series) -> None:
    assert np.array_equal(reconciled(own, held)[:-1, :-1][held], own[:-1, :-1][held])


@given(forecasts, st.permutations(range(REGIONS)), st.permutations(range(BRANCHES)))
def test_the_order_of_regions_and_branches_does_not_matter(
    own: Series, regions: list[int], branches: list[int]
) -> None:
    order = np.ix_([*regions, REGIONS], [*branches, BRANCHES])
    assert reconciled(own[order], NONE) == pytest.approx(reconciled(own, NONE)[order], abs=1e-6)


def test_a_fixed_total_is_met_in_proportion() -> None:
    """Cells 30 and 10 must add up to 20: both are halved (but for the hundredth that lets a cell of 0 grow)."""
    made = benchmarked(
        with_totals(np.array([[[30.0]], [[10.0]]])),
        with_totals(np.array([[[12.0]], [[8.0]]])),
        np.array([[False, False], [False, False], [False, True]]),
        np.zeros((2, 1), dtype=bool),
    )
    assert made[:, 0, 0] == pytest.approx([15, 5, 20], abs=0.01)


@given(
    arrays(np.float64, (REGIONS, BRANCHES, AHEAD), elements=st.floats(0.1, 1e4)),
    arrays(np.float64, (REGIONS, BRANCHES, AHEAD), elements=st.integers(1, 1000).map(float)),
    arrays(np.bool_, (REGIONS + 1, BRANCHES + 1)),
    arrays(np.bool_, (REGIONS,)),
)
def test_all_fixed_totals_are_met_and_kept_cells_stay(own: Series, year: Series, fixed: Series, kept: Series) -> None:
    last_year = with_totals(year)
    keep = np.repeat(kept[:, None], BRANCHES, axis=1)
    start = with_totals(np.where(keep[..., None], year, own))
    made = benchmarked(start, last_year, fixed, keep)
    assert np.array_equal(made[:-1, :-1][keep], year[keep])
    free_regions, free_branches = fixed[:-1, -1] & ~kept, fixed[-1, :-1] & ~kept.all()
    assert made[:-1, -1][free_regions] == pytest.approx(last_year[:-1, -1][free_regions], rel=1e-6)
    assert made[-1, :-1][free_branches] == pytest.approx(last_year[-1, :-1][free_branches], rel=1e-6)
    assert incoherence(made) <= 1e-6
    assert made.min() >= 0
