"""The three ways to look four quarters ahead, each from the past only."""

import numpy as np
import pytest

from raat_analysis.models.reconciliation import with_totals
from raat_analysis.models.seasonal import (
    AHEAD,
    METHODS,
    Series,
    candidates,
    fewest_quarters,
    filled,
    pooled_smoothing,
    seasonal_naive,
    shared_season,
)

SEASONS = np.array([[0.1, 0.2, -0.2, -0.1], [-0.3, 0.0, 0.1, 0.2]])


def steady(quarters: int = 24) -> Series:
    """Two regions of 1000 and 3000 and two branches with a season each, without any noise."""
    level = np.array([1000.0, 3000.0])[:, None, None]
    return with_totals(level * np.exp(SEASONS[:, np.arange(quarters) % AHEAD])[None])


def test_the_season_of_each_branch_is_found_back() -> None:
    assert shared_season(steady())[:2] == pytest.approx(SEASONS, abs=0.01)


def test_last_year_is_the_last_four_quarters() -> None:
    panel = with_totals(np.arange(8.0).reshape(1, 1, 8))
    assert seasonal_naive(panel)[0, 0].tolist() == [4, 5, 6, 7]


def test_smoothing_of_a_series_without_change_is_that_series() -> None:
    assert pooled_smoothing(with_totals(np.full((2, 1, 16), 100.0)))[:2, :1] == pytest.approx(np.full((2, 1, 4), 100.0))


def test_a_season_that_repeats_exactly_is_forecast() -> None:
    panel = steady(28)
    assert pooled_smoothing(panel[..., :24])[:2, :2] == pytest.approx(panel[:2, :2, 24:], rel=0.01)


def test_the_mean_lies_halfway() -> None:
    panel = steady() + np.arange(24.0)
    naive, halfway, smooth = candidates(panel, [])
    assert METHODS == ("seasonal_naive", "mean", "pooled_smoothing")
    assert halfway == pytest.approx((naive + smooth) / 2)


def test_what_happened_in_a_masked_quarter_does_not_matter() -> None:
    calm, shocked = steady(), steady()
    shocked[..., 5:7] = 7.0
    assert np.array_equal(candidates(shocked, [5, 6]), candidates(calm, [5, 6]))
    assert not np.allclose(candidates(shocked, []), candidates(calm, []), rtol=1e-3)


def test_a_masked_quarter_gets_the_year_before_and_in_the_first_year_the_year_after() -> None:
    panel = np.arange(12.0).reshape(1, 1, 12)
    assert filled(panel, [5, 2])[0, 0].tolist() == [0, 1, 6, 3, 4, 1, 6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize(("masked", "needed"), [([], 8), ([3, 4], 11), ([5], 12), ([20], 8)])
def test_every_quarter_of_the_year_must_have_been_seen_unmasked(masked: list[int], needed: int) -> None:
    assert fewest_quarters(masked) == needed
    assert np.isfinite(candidates(steady(needed), masked)).all()


def test_a_series_without_vacancies_gives_numbers() -> None:
    assert np.isfinite(candidates(with_totals(np.zeros((2, 2, 12))), [])).all()
