"""Direct standardisation: by head, against the exact Poisson interval, and coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import gamma

from raat_analysis.models.standardised import fay_feuer, joined, standardised

NATIONAL = np.array([0.14, 0.21, 0.20, 0.21, 0.24])
# Births and cases of Down's syndrome by age of the mother, fifth and later births: Fleiss (1981) p. 249, as in the
# example of R's epitools; the standard is all births ÷ 5, the mean of five such columns.
CASES = np.array([0.0, 8, 63, 112, 262, 295])
BIRTHS = np.array([327.0, 30666, 123419, 149919, 104088, 34392])
STANDARD = np.array([319933.0, 931318, 786511, 488235, 237863, 61313]) / 5


def test_the_standardised_rate_weighs_each_age_with_the_country() -> None:
    leavers, people = np.array([30.0, 10.0]), np.array([100.0, 200.0])
    assert standardised(leavers, people, np.array([1.0, 3.0]))[0] == pytest.approx(0.25 * 0.30 + 0.75 * 0.05)


def test_with_the_own_ages_the_standardised_rate_is_the_crude_rate() -> None:
    leavers, people = np.array([70.0, 30, 20, 20, 50]), np.array([400.0, 500, 450, 500, 550])
    assert standardised(leavers, people, people)[0] == pytest.approx(190 / 2400)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([0.0, 20, 30], [[20.0, 30], [3, 3]]),  # joins the older group
        ([10.0, 0, 30], [[10.0, 30], [3, 3]]),  # the younger one has taken it in already
        ([10.0, 20, 0], [[10.0, 20], [1, 5]]),
        ([0.0, 0, 30], [[30.0], [6]]),
    ],
)
def test_an_empty_age_group_joins_its_neighbour_with_its_weight(
    people: list[float], expected: list[list[float]]
) -> None:
    assert joined(np.array([people, [1.0, 2, 3]]), np.array(people)).tolist() == expected


def test_an_empty_age_group_is_not_dropped() -> None:
    leavers, people = np.array([0.0, 10, 30]), np.array([0.0, 100, 100])
    assert standardised(leavers, people, np.array([0.5, 0.25, 0.25]))[0] == pytest.approx(0.75 * 0.1 + 0.25 * 0.3)


def test_without_people_there_is_no_rate() -> None:
    assert np.isnan(standardised(np.zeros(5), np.zeros(5), NATIONAL)).all()


def test_nobody_left_is_a_rate_of_zero_with_room_above_it() -> None:
    rate, lower, upper = standardised(np.zeros(5), np.full(5, 200.0), NATIONAL)
    assert (rate, lower) == (0.0, 0.0)
    assert 0 < upper < 0.01


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=5, max_size=5))
def test_the_interval_holds_its_rate_and_stays_between_zero_and_one(cells: list[tuple[int, int]]) -> None:
    people = np.array([float(max(pair)) for pair in cells])
    leavers = np.array([float(min(pair)) for pair in cells])
    rate, lower, upper = standardised(leavers, people, NATIONAL)
    assert 0 <= lower <= rate <= upper <= 1


def test_fay_feuer_with_one_group_is_the_exact_poisson_interval() -> None:
    """Ten events: 4.795389 to 18.390356 (Garwood 1936; R 4.2.2 poisson.test(10))."""
    found = fay_feuer(np.array([10.0]), np.array([1.0]), np.array([1.0]))
    assert found == pytest.approx((10, 4.795389, 18.390356), abs=1e-6)


def test_fay_feuer_is_the_gamma_interval_of_epitools() -> None:
    """The formula of ageadjust.direct in R's epitools (shape and scale of a gamma) on the data of its example."""
    weights = STANDARD / STANDARD.sum()
    rate = float((weights * CASES / BIRTHS).sum())
    variance, largest = float((weights**2 * CASES / BIRTHS**2).sum()), float((weights / BIRTHS).max())
    low = gamma.ppf(0.025, rate**2 / variance, scale=variance / rate)
    shape, scale = (rate + largest) ** 2 / (variance + largest**2), (variance + largest**2) / (rate + largest)
    assert fay_feuer(CASES, BIRTHS, STANDARD) == pytest.approx(
        (rate, low, gamma.ppf(0.975, shape, scale=scale)), rel=1e-9
    )


def test_fay_feuer_equals_r_on_a_published_example() -> None:
    """Vignette of R's dsrTest 1.0.0 (method "gamma", per 100.000): all births as standard; Fay & Feuer (1997)."""
    found = 1e5 * np.array(fay_feuer(CASES, BIRTHS, STANDARD))
    assert found == pytest.approx((75.52901, 67.70212, 188.30017), rel=1e-7)


def test_fay_feuer_agrees_with_the_result_of_r_whose_input_is_not_given() -> None:
    """ageadjust.direct, R 4.2.2: adjusted rate and both ends; crude.rate is 1.800 of Twente's 55.400, in all digits.

    The leavers by age and the standard are not given. Two numbers about them are: the lower end gives the variance, and
    the upper end then needs the largest weight ÷ people, which turns out to be 0,20 ÷ 10.500, Twente's 35-45.
    """
    crude, rate, lower, upper = 0.032490974729, 0.032298278777, 0.030822401849, 0.033827700185
    assert crude == pytest.approx(1_800 / 55_400, rel=1e-10)
    largest = 0.20 / 10_500

    def two_groups(variance: float) -> tuple[float, float, float]:
        """Our interval for two groups with this rate, variance and largest weight ÷ people."""
        second = largest / 2
        counts = np.linalg.solve([[largest, second], [largest**2, second**2]], [rate, variance])
        weights = np.array([0.20, 0.80])
        return fay_feuer(counts, weights / [largest, second], weights)

    variance = brentq(lambda v: two_groups(v)[1] - lower, 1.1 * rate * largest / 2, 0.99 * rate * largest, xtol=1e-22)
    assert two_groups(variance) == pytest.approx((rate, lower, upper), rel=1e-9)


def coverage(total: int, interval: object, seed: int, runs: int) -> float:
    random = np.random.default_rng(seed)
    rates: NDArray[np.float64] = np.array([0.17, 0.09, 0.06, 0.05, 0.09])
    people = np.round(total * np.array([0.13, 0.22, 0.19, 0.22, 0.24]))
    truth = float(NATIONAL @ rates)
    held = 0
    for drawn in random.binomial(people.astype(int), rates, (runs, 5)).astype(float):
        _, low, high = interval(drawn, people, NATIONAL)  # type: ignore[operator]
        held += low <= truth <= high
    return held / runs


@pytest.mark.parametrize("total", [150, 600, 5000])
def test_the_interval_covers_the_truth_in_95_of_100_cases(total: int) -> None:
    assert 0.93 <= coverage(total, standardised, seed=9041, runs=3000) <= 0.97


def test_the_interval_for_poisson_counts_is_wider_than_need_be() -> None:
    assert coverage(600, fay_feuer, seed=9042, runs=3000) > 0.96
