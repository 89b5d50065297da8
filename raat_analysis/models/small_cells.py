"""Rates of small cells (region × branch), each drawn to its branch as far as its own number of people leaves room for.

In words: leavers are binomial; the true rates of one branch differ between regions as a beta distribution whose
spread on the log-odds scale, τ, is the same in all branches. How large τ is, is not estimated as one number but
weighed: 21 values (flat beforehand), each with its own mean rate per branch (weighted least squares, so that a cell
counts for no more than it says) and its weight (the beta-binomial likelihood with Laplace's correction for those
means). The estimate and its interval are the mean and quantiles of the mixture, found by root finding: nothing is
drawn. A cell without figures has the distribution of any region. Estimates are then scaled so that a branch adds up
to its leavers in the country.

Sources: Rao & Molina (2015), Small Area Estimation, ch. 9; Rue, Martino & Chopin (2009), JRSS B 71 (the grid). An
interval that takes one estimated τ for the truth holds it in 53 of 100 cases when cells do not differ, where 90 was
promised. Limits: one τ for all branches; no neighbours or years; shrunken estimates show less spread than there is,
so they are not for ranking. Method: docs/methods/turnover.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, gammaln, logit

from raat_analysis.models.mixtures import Mixture, quantile

Cells = NDArray[np.float64]
Branches = NDArray[np.int64]
GRID = 21
LARGEST_TAU = 1.5
REFINEMENTS = 4  # each looks closer at where the weight is; the last grid is the one that is used
NEGLIGIBLE = 12.0  # log units below the best value of τ
LEAST_SHARE = 1e-4  # of the weight; a value of τ with less does not change the third digit of an interval
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(3)


@dataclass(frozen=True)
class Estimates:
    """Per cell the estimate and the ends of its interval, and per branch the mean rate; all between 0 and 1."""

    rates: Cells
    lower: Cells
    upper: Cells
    means: Cells


@dataclass(frozen=True)
class Fit:
    """For one τ: the mean rate and the strength (people that the branch counts for) per branch, and the log weight."""

    means: Cells
    strength: Cells
    information: Cells
    log_weight: float


def estimates(leavers: Cells, people: Cells, branch: Branches, level: float = 0.90) -> Estimates:
    """Estimates of the cells; branches are numbered from 0, and each has a cell with people."""
    fits = fitted(leavers, people, branch)
    mixed = _mixture(fits, leavers, people, branch)
    tail = (1 - level) / 2
    ends = [quantile(mixed, chance) for chance in (tail, 1 - tail)]
    means = np.stack([weight * each.means for weight, each in fits]).sum(axis=0)
    return Estimates(mixed.mean(), ends[0], ends[1], means)


def benchmarked(found: Estimates, people: Cells, branch: Branches, totals: tuple[Cells, Cells]) -> Estimates:
    """The estimates scaled per branch to the leavers of the country; `totals` are leavers and people per branch.

    People of the country who are in no cell count with the mean rate of their branch. Of a branch that nobody left all
    estimates are 0; their upper ends stay, because nobody leaving is no proof that nobody would.
    """
    inside, expected = (np.bincount(branch, weights=each) for each in (people, people * found.rates))
    factor = totals[0] / (expected + np.maximum(totals[1] - inside, 0) * found.means)
    rates = np.minimum(found.rates * factor[branch], 1.0)
    lower = np.minimum(found.lower * factor[branch], 1.0)
    upper = np.minimum(found.upper * np.where(factor > 0, factor, 1.0)[branch], 1.0)
    return Estimates(rates, lower, upper, found.means * factor)


def fitted(leavers: Cells, people: Cells, branch: Branches) -> list[tuple[float, Fit]]:
    """The values of τ that matter, as fits with weights that add up to 1."""
    low, high = 1e-3, LARGEST_TAU
    for _ in range(REFINEMENTS):
        taus = np.linspace(low, high, GRID)
        fits = [fit(leavers, people, branch, float(tau)) for tau in taus]
        logs = np.array([each.log_weight for each in fits])
        kept = np.flatnonzero(logs > logs.max() - NEGLIGIBLE)
        low, high = float(taus[max(kept[0] - 1, 0)]), float(taus[min(kept[-1] + 1, GRID - 1)])
    weights = np.exp(logs - logs.max())
    shares = (weights / weights.sum()).tolist()
    return [(share, each) for share, each in zip(shares, fits, strict=True) if share > LEAST_SHARE]


def fit(leavers: Cells, people: Cells, branch: Branches, tau: float) -> Fit:
    """The mean rates for one τ, and how well they and τ explain the leavers of all cells."""
    means = _rate_within(leavers, people, branch, people)
    for _ in range(20):
        rho = (means * (1 - means) * tau**2)[branch]
        means = _rate_within(leavers, people, branch, people / (1 + (people - 1) * rho))
    rho = means * (1 - means) * tau**2
    strength = 1 / rho - 1
    information = np.bincount(branch, weights=people / (1 + (people - 1) * rho[branch])) * means * (1 - means)
    a, b = (means * strength)[branch], ((1 - means) * strength)[branch]
    choose = gammaln(people + 1) - gammaln(leavers + 1) - gammaln(people - leavers + 1)
    likelihood = choose + betaln(leavers + a, people - leavers + b) - betaln(a, b)
    return Fit(means, strength, information, float(likelihood.sum() - 0.5 * np.log(information).sum()))


def _rate_within(leavers: Cells, people: Cells, branch: Branches, weights: Cells) -> Cells:
    """Mean rate per branch; never quite 0 or 1, because log odds have no such value."""
    shares = leavers / np.where(people > 0, people, 1)
    total = np.bincount(branch, weights=weights)
    mean = np.bincount(branch, weights=weights * shares) / total
    edge = 0.5 / (np.bincount(branch, weights=people) + 1)
    return np.asarray(np.clip(mean, edge, 1 - edge))


def _mixture(fits: list[tuple[float, Fit]], leavers: Cells, people: Cells, branch: Branches) -> Mixture:
    """Beta distributions per cell: for each τ, and around its mean rate three values by their own uncertainty."""
    weights, first, second = [], [], []
    for share, each in fits:
        for node, weight in zip(NODES.tolist(), (NODE_WEIGHTS / NODE_WEIGHTS.sum()).tolist(), strict=True):
            mean = expit(logit(each.means) + node / np.sqrt(each.information))
            weights.append(share * weight)
            first.append(leavers + (mean * each.strength)[branch])
            second.append(people - leavers + ((1 - mean) * each.strength)[branch])
    return Mixture(np.array(weights), np.array(first), np.array(second))
