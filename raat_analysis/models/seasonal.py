"""The three ways to look four quarters ahead, each for all series at once and from the past only.

A panel has the shape regions + 1 × branches + 1 × quarters: the last region is the area, the last branch the whole
sector. Masked quarters (declared pulses) are treated as missing.
Seasonal naive: the same quarter of the last year. Pooled smoothing: on log(count + ½), a season per branch that the
regions share, and simple exponential smoothing of what is left. Mean: halfway the two. docs/methods/forecast.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

AHEAD = 4
SMOOTHING = np.round(np.arange(0.05, 1.0, 0.05), 2)
CENTRED_YEAR = np.array([0.125, 0.25, 0.25, 0.25, 0.125])
METHODS = ("seasonal_naive", "mean", "pooled_smoothing")  # the nearer to last year, the simpler

Series = NDArray[np.float64]
# The four levels share a smoothing factor and the width of intervals: cells, regions, branches, the grand total.
LEVELS = (np.s_[:-1, :-1], np.s_[:-1, -1:], np.s_[-1:, :-1], np.s_[-1:, -1:])


def candidates(panel: Series, masked: Sequence[int]) -> Series:
    """The forecasts of each of METHODS, in that order, for the four quarters after the panel."""
    naive, smooth = seasonal_naive(panel, masked), pooled_smoothing(panel, masked)
    return np.stack([naive, (naive + smooth) / 2, smooth])


def seasonal_naive(panel: Series, masked: Sequence[int] = ()) -> Series:
    return filled(panel, masked)[..., -AHEAD:].copy()


def pooled_smoothing(panel: Series, masked: Sequence[int] = ()) -> Series:
    """Level and shared season; one smoothing factor per level, by the one-step errors of its series together."""
    counts, quarters = filled(panel, masked), panel.shape[-1]
    season = shared_season(panel, masked)
    seasoned = np.log(counts + 0.5) - season[:, np.arange(quarters) % AHEAD]
    ahead = season[:, (quarters + np.arange(AHEAD)) % AHEAD]
    level = _smoothed(seasoned, counts.mean(axis=-1) + 0.5, masked)
    return np.asarray(np.maximum(np.exp(level[..., None] + ahead) - 0.5, 0.0))


def filled(panel: Series, masked: Sequence[int]) -> Series:
    """The panel with the same quarter of the year before in each masked quarter, or else of the year after."""
    counts = panel.copy()
    quarters = panel.shape[-1]
    for quarter in (q for q in masked if q < quarters):
        others = [*range(quarter - AHEAD, -1, -AHEAD), *range(quarter + AHEAD, quarters, AHEAD)]
        counts[..., quarter] = next((panel[..., q] for q in others if q not in masked), panel[..., quarter])
    return counts


def fewest_quarters(masked: Sequence[int]) -> int:
    """The least history in which every quarter of the year has a centred four-quarter mean and is not masked."""
    seen: set[int] = set()
    quarter = 2
    while True:
        seen |= {quarter % AHEAD} if quarter not in masked else set()
        quarter += 1
        if len(seen) == AHEAD:
            return quarter + 2


def shared_season(panel: Series, masked: Sequence[int] = ()) -> Series:
    """Four log factors per branch that add up to 0: the mean log-ratio to the centred four-quarter mean.

    Over the regions it is weighted with their size, over the years not; masked quarters have no part in it.
    """
    counts = filled(panel, masked)[:-1]
    centred = np.lib.stride_tricks.sliding_window_view(counts, CENTRED_YEAR.size, axis=-1) @ CENTRED_YEAR
    ratios = np.log(counts[..., 2:-2] + 0.5) - np.log(centred + 0.5)
    size = counts.mean(axis=-1) + 0.5
    pooled = (size[..., None] * ratios).sum(axis=0) / size.sum(axis=0)[:, None]
    quarters = np.arange(2, panel.shape[-1] - 2)
    used = ~np.isin(quarters, masked)
    season = np.stack([pooled[:, used & (quarters % AHEAD == q)].mean(axis=-1) for q in range(AHEAD)], axis=-1)
    return np.asarray(season - season.mean(axis=-1, keepdims=True))


def _smoothed(values: Series, size: Series, masked: Sequence[int]) -> Series:
    """The last level of each series, which starts at the mean of its first year.

    The smoothing factor of a level has the least squared error one quarter ahead, weighted with the size of a series.
    """
    known = [quarter for quarter in range(values.shape[-1]) if quarter not in masked]
    factors = SMOOTHING[:, None, None]
    level = np.repeat(values[None, ..., known[:AHEAD]].mean(axis=-1), SMOOTHING.size, axis=0)
    loss = np.zeros_like(level)
    for place, quarter in enumerate(known):
        error = values[..., quarter] - level
        loss += error**2 if place >= AHEAD else 0.0
        level = level + factors * error
    last = np.empty(values.shape[:2])
    for part in LEVELS:
        best = int(np.argmin([(size[part] * of_factor[part]).sum() for of_factor in loss]))
        last[part] = level[best][part]
    return last
