"""The two ways to look four quarters ahead; a series is a row, a quarter a column, the past only.

seasonal_naive: the same quarter of a year ago. pooled_smoothing: a season that the series share, and simple
exponential smoothing of what is left (docs/methods/forecast.md).
"""

import numpy as np
from numpy.typing import NDArray

AHEAD = 4
SMOOTHING = np.round(np.arange(0.05, 1.0, 0.05), 2)

Series = NDArray[np.float64]


def seasonal_naive(counts: Series) -> Series:
    return counts[:, -AHEAD:].copy()


def pooled_smoothing(counts: Series) -> Series:
    """Level and shared season on log(count + ½); one smoothing factor for all series, by their one-step errors."""
    season = shared_season(counts)
    quarters = np.arange(counts.shape[1])
    deseasoned = np.log(counts + 0.5) - season[quarters % AHEAD]
    errors = [_one_step_error(deseasoned, factor) for factor in SMOOTHING]
    level = _levels(deseasoned, float(SMOOTHING[int(np.argmin(errors))]))[:, -1:]
    ahead = season[(counts.shape[1] + np.arange(AHEAD)) % AHEAD]
    return np.asarray(np.maximum(np.exp(level + ahead) - 0.5, 0.0))


def shared_season(counts: Series) -> Series:
    """Four log factors (by column modulo four) that add up to 0: the mean, weighted with the size of the series and
    over years, of log(count / its centred four-quarter mean)."""
    weights = np.array([0.125, 0.25, 0.25, 0.25, 0.125])
    centred = np.stack([np.convolve(row, weights, mode="valid") for row in counts])
    ratios = np.log(counts[:, 2:-2] + 0.5) - np.log(centred + 0.5)
    size = counts.mean(axis=1) + 0.5
    pooled = size @ ratios / size.sum()
    quarters = (np.arange(pooled.size) + 2) % AHEAD
    season = np.array([pooled[quarters == quarter].mean() for quarter in range(AHEAD)])
    return np.asarray(season - season.mean())


def _levels(values: Series, factor: float) -> Series:
    """The smoothed level after each quarter; it starts at the mean of the first year."""
    levels = np.empty_like(values)
    level = values[:, :AHEAD].mean(axis=1)
    for quarter in range(values.shape[1]):
        level = level + factor * (values[:, quarter] - level)
        levels[:, quarter] = level
    return levels


def _one_step_error(values: Series, factor: float) -> float:
    """Sum of squared errors one quarter ahead, after the first year."""
    levels = _levels(values, factor)
    return float(((values[:, AHEAD:] - levels[:, AHEAD - 1 : -1]) ** 2).sum())
