"""Which method a branch gets, and how wide its intervals are, from what was known at the time."""

import numpy as np
import pytest

from raat_analysis.models.backtest import known_by, mean_squared, rolling_targets, skill, squared_change, within_last
from raat_analysis.models.forecast_assessment import assessed
from raat_analysis.models.forecast_choice import chosen_methods
from raat_analysis.models.forecast_intervals import half_widths
from raat_analysis.models.seasonal import METHODS, Series
from tests.models.generated_demand import as_history, demand

NAIVE, MEAN, SMOOTH = range(len(METHODS))


def squares(naive: list[float], halfway: list[float], smooth: list[float]) -> Series:
    """Squared errors per method and origin, the same for the one region, branch, total and horizon."""
    return np.repeat(np.array([naive, halfway, smooth], dtype=float)[..., None], 16, axis=-1).reshape(3, -1, 2, 2, 4)


def chosen(losses: Series) -> int:
    return int(chosen_methods(losses, np.ones((losses.shape[1], 2, 2)))[-1, 0])


def test_equal_methods_give_last_year() -> None:
    assert chosen(squares([1.0] * 9, [1.0] * 9, [1.0] * 9)) == NAIVE


def test_a_method_that_always_gains_is_chosen() -> None:
    assert chosen(squares([4.0, 3.0, 4.0] * 3, [2.0, 2.5, 2.0] * 3, [1.0] * 9)) == SMOOTH


def test_between_the_mean_and_a_hardly_better_smoothing_it_is_the_mean() -> None:
    assert chosen(squares([4.0] * 9, [1.0] * 9, [1.9, 0.05, 1.0] * 3)) == MEAN


def test_a_gain_within_one_standard_error_is_no_gain() -> None:
    """Over the eight origins that are known the gain is 9, -8, 9, -8, …: mean ½, standard error 3."""
    assert chosen(squares([10.0, 1.0] * 5, [9.0, 9.0] * 5, [1.0, 9.0] * 5)) == NAIVE


def test_with_fewer_than_four_origins_there_is_no_choice() -> None:
    losses = squares([9.0] * 9, [5.0] * 9, [1.0] * 9)
    ones = np.ones((9, 2, 2))
    assert chosen_methods(losses, ones)[:, 0].tolist() == [NAIVE] * 4 + [SMOOTH] * 5


def test_targets_are_what_came_true_and_unknown_afterwards() -> None:
    targets = rolling_targets(np.arange(6.0).reshape(1, 1, 6), [4], 3)
    assert np.isnan(targets[0, 0, 0, [1, 3]]).all()
    assert targets[0, 0, 0, [0, 2]].tolist() == [3, 5]
    assert np.isnan(targets[-1]).all()


def test_known_targets_and_the_last_quarters_by_hand() -> None:
    assert known_by(3, 2).astype(int).tolist() == [[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    assert within_last(4, 2).astype(int).tolist() == [[0, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def test_skill_is_0_for_the_benchmark_itself_and_half_for_half_the_error() -> None:
    pairs = np.array([[True, True, True, False]])
    errors = np.array([1.0, -2.0, np.nan, 99.0]).reshape(1, 1, 1, 4)
    assert mean_squared(errors, pairs).item() == 2.5
    assert skill(mean_squared(errors, pairs), mean_squared(errors, pairs)).item() == 0
    assert skill(mean_squared(errors / 2, pairs), mean_squared(errors, pairs)).item() == 0.5
    assert skill(np.array([1.0]), np.array([0.0])).item() == 0


def test_the_scale_is_the_mean_squared_change_over_a_year_but_at_least_1() -> None:
    assert squared_change(np.arange(8.0).reshape(1, 1, 8), []).item() == 16
    assert squared_change(np.ones((1, 1, 8)), []).item() == 1


def halves(errors: list[float], forecast: float, coverage: float, region_errors: float = 1.0) -> Series:
    """Half widths for a panel of one cell, with these errors at as many origins and every horizon."""
    made = np.full((len(errors), 2, 2, 4), 100.0)
    wrong = np.broadcast_to(np.array(errors)[:, None, None, None], made.shape).copy()
    wrong[:, :, 1] *= region_errors
    return half_widths(np.full((2, 2, 4), forecast), made, wrong, np.zeros((2, 2), dtype=bool), coverage)


def test_cells_get_the_empirical_quantile() -> None:
    """Errors within √100 are chance alone, so c = 0; half of them are at most 5; 4 × the forecast is 2 × as wide."""
    errors = [float(error) for error in range(11)]
    assert halves(errors, 100.0, 0.5)[0, 0] == pytest.approx([5.0] * 4)
    assert halves(errors, 400.0, 0.5)[0, 0] == pytest.approx([10.0] * 4)


def test_totals_get_students_t_with_an_origin_less_for_the_choice() -> None:
    """t at 80% with 4 degrees of freedom is 1,5332; errors of 6 at four origins have root mean square 6 × √(4/3)."""
    assert halves([6.0, -6.0, 6.0, -6.0], 100.0, 0.8)[1, 1] == pytest.approx(
        [1.5332 * 6 * (4 / 3) ** 0.5] * 4, rel=1e-4
    )


def test_one_origin_is_too_few_for_an_interval() -> None:
    assert np.isnan(halves([3.0], 100.0, 0.8)).all()


def test_later_quarters_change_neither_earlier_choices_nor_earlier_forecasts() -> None:
    counts = demand(31, 0.12, 5, 4, without=1)
    later = counts.copy()
    later[..., 20:] *= 3
    one, other = (assessed(as_history(table), (80,)) for table in (counts, later))
    known = 20 - as_history(counts).first_origin + 1
    assert np.array_equal(one.material.methods[:known], other.material.methods[:known])
    assert np.array_equal(one.material.candidates[:, :known], other.material.candidates[:, :known])
