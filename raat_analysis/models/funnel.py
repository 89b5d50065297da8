"""Which regions differ from the country more than chance and ordinary differences between regions explain.

In words: each region's rate is set on the arcsine scale, where chance alone spreads all rates of one size equally. What
regions differ beyond chance (τ²) is measured on all of them, with the most extreme tenth on each side drawn in, so
that a true exception does not excuse itself. A region counts as different only after correction for looking at all
regions at once (Benjamini-Hochberg, 10 percent).
Sources: D.J. Spiegelhalter (2005), Statistics in Medicine 24 (funnel plots, additive overdispersion); Y. Benjamini &
Y. Hochberg (1995), JRSS B 57. Limits: fewer than ten regions get no verdict; regions hardly differ by chance alone when
they are large, so it is τ that decides. Method: docs/methods/turnover.md.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

Regions = NDArray[np.float64]
FEWEST_REGIONS = 10
DRAWN_IN = 0.10
FALSE_SHARE = 0.10


def verdicts(leavers: Regions, people: Regions, country: tuple[float, float]) -> NDArray[np.int64]:
    """Per region 1 (clearly higher), -1 (clearly lower) or 0; `country` is its leavers and people."""
    z = distances(leavers, people, country)
    flagged = multipletests(2 * norm.sf(np.abs(z)), alpha=FALSE_SHARE, method="fdr_bh")[0]
    return np.where(flagged, np.sign(z), 0).astype(np.int64)


def distances(leavers: Regions, people: Regions, country: tuple[float, float]) -> Regions:
    """How many standard deviations each region is from the country, of chance and ordinary differences together."""
    chance = 1 / (2 * np.sqrt(people + 0.5))
    apart = _arcsine(leavers, people) - np.arcsin(np.sqrt(country[0] / country[1]))
    return np.asarray(apart / np.sqrt(chance**2 + spread_between(apart / chance, chance)))


def spread_between(z: Regions, chance: Regions) -> float:
    """τ²: the variance between regions beyond chance, by moments, with the extremes drawn in."""
    low, high = np.quantile(z, [DRAWN_IN, 1 - DRAWN_IN])
    phi = float((np.clip(z, low, high) ** 2).mean())
    weights, regions = 1 / chance**2, z.size
    of_one = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, (regions * phi - (regions - 1)) / float(of_one))


def _arcsine(leavers: Regions, people: Regions) -> Regions:
    return np.asarray(np.arcsin(np.sqrt((leavers + 3 / 8) / (people + 3 / 4))))
