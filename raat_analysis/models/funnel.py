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


def limits(leavers: Regions, people: Regions, country: tuple[float, float], sizes: Regions) -> tuple[Regions, Regions]:
    """The lines of a funnel plot: the rates below and above which a region of each size gets a verdict.

    Between them lies what chance and ordinary differences explain after looking at all regions at once, so a region
    lies outside exactly when its verdict is not 0. Rates between 0 and 1.
    """
    spread = np.sqrt(_chance(sizes) ** 2 + _between(leavers, people, country))
    reach = _farthest_ordinary(distances(leavers, people, country)) * spread
    middle = np.arcsin(np.sqrt(country[0] / country[1]))
    ends = (np.clip(middle + way * reach, 0.0, np.pi / 2) for way in (-1, 1))
    low, high = (np.clip((np.sin(end) ** 2 * (sizes + 3 / 4) - 3 / 8) / sizes, 0.0, 1.0) for end in ends)
    return np.asarray(low), np.asarray(high)


def distances(leavers: Regions, people: Regions, country: tuple[float, float]) -> Regions:
    """How many standard deviations each region is from the country, of chance and ordinary differences together."""
    spread = np.sqrt(_chance(people) ** 2 + _between(leavers, people, country))
    return np.asarray(_apart(leavers, people, country) / spread)


def _between(leavers: Regions, people: Regions, country: tuple[float, float]) -> float:
    """τ² of these regions."""
    chance = _chance(people)
    return spread_between(_apart(leavers, people, country) / chance, chance)


def _apart(leavers: Regions, people: Regions, country: tuple[float, float]) -> Regions:
    return _arcsine(leavers, people) - float(np.arcsin(np.sqrt(country[0] / country[1])))


def _chance(people: Regions) -> Regions:
    return np.asarray(1 / (2 * np.sqrt(people + 0.5)))


def _farthest_ordinary(z: Regions) -> float:
    """The distance from which Benjamini-Hochberg flags: that of the last one flagged, or that the first would need."""
    chances = 2 * norm.sf(np.abs(z))
    flagged = int(multipletests(chances, alpha=FALSE_SHARE, method="fdr_bh")[0].sum())
    return float(norm.isf(FALSE_SHARE * max(flagged, 1) / z.size / 2))


def spread_between(z: Regions, chance: Regions) -> float:
    """τ²: the variance between regions beyond chance, by moments, with the extremes drawn in."""
    low, high = np.quantile(z, [DRAWN_IN, 1 - DRAWN_IN])
    phi = float((np.clip(z, low, high) ** 2).mean())
    weights, regions = 1 / chance**2, z.size
    of_one = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, (regions * phi - (regions - 1)) / float(of_one))


def _arcsine(leavers: Regions, people: Regions) -> Regions:
    return np.asarray(np.arcsin(np.sqrt((leavers + 3 / 8) / (people + 3 / 4))))
