"""Direct standardisation: the rate that a region would have with the age distribution of the whole country.

In words: the rate of each age group, weighted with that group's share of the employees in Nederland in one fixed
year, so that neither regions nor years differ by their ages. An empty age group joins its neighbour, with its weight:
dropping it would weigh the rest differently. Interval: the binomial form of Wilson's (statistics of this project,
compared with Fay-Feuer below: rates of 5 to 17 percent are not rare, so an interval for Poisson counts is wider than
it need be). Source: M.P. Fay & E.J. Feuer (1997), Statistics in Medicine 16, for the gamma interval that is kept as a
yardstick. Limits: ages only, in five groups; who is compared works in different branches too. Method:
docs/methods/turnover.md.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

Ages = NDArray[np.float64]


def standardised(leavers: Ages, people: Ages, weights: Ages, level: float = 0.95) -> tuple[float, float, float]:
    """The standardised rate and the ends of its interval, between 0 and 1; nan when there is nobody at all."""
    if people.sum() == 0:
        return np.nan, np.nan, np.nan
    y, n, w = joined(np.stack([leavers, people, weights / weights.sum()]), people)
    z = float(norm.ppf((1 + level) / 2))
    groups = y.size
    shrunk = (y + z**2 / (2 * groups)) / (n + z**2 / groups)
    spread = z * np.sqrt((w**2 * shrunk * (1 - shrunk) / (n + z**2 / groups)).sum())
    middle, rate = float((w * shrunk).sum()), float((w * y / n).sum())
    return rate, max(0.0, min(rate, middle - spread)), min(1.0, max(rate, middle + spread))


def joined(figures: Ages, people: Ages) -> Ages:
    """Figures (rows) by age group (columns, young to old), where a group without people has joined its neighbour.

    `people` may have several rows: a group is empty when it is in one of them. It joins the younger group; the youngest
    joins the older one.
    """
    empty = np.atleast_2d(people).min(axis=0) == 0
    groups: list[tuple[Ages, bool]] = []
    for figure, without in zip(figures.T, empty.tolist(), strict=True):
        if groups and (groups[-1][1] or without):
            groups[-1] = (groups[-1][0] + figure, groups[-1][1] and without)
        else:
            groups.append((figure, without))
    return np.array([figure for figure, _ in groups]).T


def fay_feuer(leavers: Ages, people: Ages, weights: Ages, level: float = 0.95) -> tuple[float, float, float]:
    """The same rate with the gamma interval of Fay & Feuer (1997): a yardstick, not what is published."""
    w = weights / weights.sum() / people
    rate, variance, largest = float((w * leavers).sum()), float((w**2 * leavers).sum()), float(w.max())
    tail = (1 - level) / 2
    low = variance / (2 * rate) * chi2.ppf(tail, 2 * rate**2 / variance) if rate else 0.0
    above, wider = rate + largest, variance + largest**2
    high = wider / (2 * above) * chi2.ppf(1 - tail, 2 * above**2 / wider)
    return rate, float(low), float(high)
