"""Small cells: honest intervals whatever the differences between regions, and estimates that add up."""

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import beta

from raat_analysis.models.mixtures import Mixture, quantile
from raat_analysis.models.small_cells import benchmarked, estimates, fitted

REGIONS, BRANCHES = 28, 10
BRANCH = np.tile(np.arange(BRANCHES), REGIONS)


def drawn(spread: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leavers, people and the true rates of 28 × 10 cells, many of them small."""
    random = np.random.default_rng(seed)
    people = np.exp(random.normal(5.0, 1.2, BRANCH.size)).astype(int) + 5
    truth = expit(logit(np.linspace(0.05, 0.15, BRANCHES))[BRANCH] + random.normal(0, spread, BRANCH.size))
    return random.binomial(people, truth).astype(float), people.astype(float), truth


@pytest.mark.slow
@pytest.mark.parametrize(("spread", "better"), [(0.0, 5.0), (0.1, 2.5), (0.2, 1.8), (0.35, 1.3)])
def test_intervals_of_90_percent_hold_the_truth_for_every_size_of_differences(spread: float, better: float) -> None:
    held, raw, shrunken = [], [], []
    for seed in range(72_000, 72_024):
        leavers, people, truth = drawn(spread, seed)
        found = estimates(leavers, people, BRANCH)
        held.append(((found.lower <= truth) & (truth <= found.upper)).mean())
        raw.append(((leavers / people - truth) ** 2).mean())
        shrunken.append(((found.rates - truth) ** 2).mean())
    assert 0.86 <= np.mean(held) <= 0.97
    assert np.sqrt(np.mean(raw) / np.mean(shrunken)) > better


def test_the_weights_of_tau_are_near_the_true_differences() -> None:
    leavers, people, _ = drawn(0.35, 71_100)
    fits = fitted(leavers, people, BRANCH)
    assert sum(weight for weight, _ in fits) == pytest.approx(1, abs=0.01)
    rho = [1 / (fit.strength + 1) / (fit.means * (1 - fit.means)) for _, fit in fits]
    tau = sum(weight * float(np.sqrt(each).mean()) for (weight, _), each in zip(fits, rho, strict=True))
    assert 0.28 <= tau <= 0.42


def test_estimates_add_up_to_the_country_per_branch() -> None:
    leavers, people, _ = drawn(0.2, 71_101)
    totals = np.bincount(BRANCH, weights=leavers), np.bincount(BRANCH, weights=people)
    found = benchmarked(estimates(leavers, people, BRANCH), people, BRANCH, totals)
    assert np.bincount(BRANCH, weights=people * found.rates) == pytest.approx(totals[0], rel=1e-12)


def test_people_in_no_cell_count_with_the_mean_rate_of_their_branch() -> None:
    leavers, people, _ = drawn(0.2, 71_102)
    totals = np.bincount(BRANCH, weights=leavers) + 90, np.bincount(BRANCH, weights=people) + 1000
    found = benchmarked(estimates(leavers, people, BRANCH), people, BRANCH, totals)
    whole = np.bincount(BRANCH, weights=people * found.rates) + 1000 * found.means
    assert whole == pytest.approx(totals[0], rel=1e-12)


def test_a_small_cell_moves_to_its_branch_and_a_large_one_stays() -> None:
    people = np.array([30.0, 30_000, *[5_000.0] * 10])
    leavers = np.array([9.0, 3_600, *(5_000 * np.linspace(0.08, 0.10, 10))])
    found = estimates(leavers, np.round(people), np.zeros(12, dtype=np.int64))
    assert abs(found.rates[0] - 0.09) < abs(found.rates[0] - 0.30) / 4
    assert found.rates[1] == pytest.approx(0.12, abs=0.002)


def test_a_cell_without_figures_gets_the_spread_of_all_regions() -> None:
    leavers, people, _ = drawn(0.2, 71_103)
    leavers[0], people[0] = 0.0, 0.0
    found = estimates(leavers, people, BRANCH)
    assert found.rates[0] == pytest.approx(found.means[0], rel=0.02)
    same_branch = (BRANCH == 0) & (people > 500)
    assert found.upper[0] - found.lower[0] > (found.upper - found.lower)[same_branch].max()


def test_a_branch_that_nobody_left_gets_zero_with_room_above_it() -> None:
    leavers, people, _ = drawn(0.1, 71_104)
    leavers[BRANCH == 3] = 0.0
    totals = np.bincount(BRANCH, weights=leavers), np.bincount(BRANCH, weights=people)
    found = benchmarked(estimates(leavers, people, BRANCH), people, BRANCH, totals)
    assert (found.rates[BRANCH == 3] == 0).all()
    assert (found.lower[BRANCH == 3] == 0).all()
    assert ((found.upper[BRANCH == 3] > 0) & (found.upper[BRANCH == 3] < 0.01)).all()


def test_when_nobody_leaves_at_all_the_estimates_are_finite() -> None:
    _, people, _ = drawn(0.1, 71_105)
    found = estimates(np.zeros_like(people), people, BRANCH)
    assert all(np.isfinite(part).all() for part in (found.rates, found.lower, found.upper))


def test_quantiles_of_one_beta_are_those_of_scipy() -> None:
    first, second = np.array([0.7, 5.0, 900.0]), np.array([12.0, 50.0, 9_000.0])
    one = Mixture(np.array([1.0]), first[None, :], second[None, :])
    for chance in (0.05, 0.5, 0.95):
        assert quantile(one, chance) == pytest.approx(beta.ppf(chance, first, second), rel=1e-9)


def test_a_quantile_of_a_mixture_has_its_chance_below_it() -> None:
    mixed = Mixture(
        np.array([0.25, 0.75]), np.array([[2.0, 30.0], [40.0, 5.0]]), np.array([[80.0, 20.0], [9.0, 400.0]])
    )
    for chance in (0.05, 0.2, 0.95):
        assert mixed.below(quantile(mixed, chance)) == pytest.approx(chance, abs=1e-12)
