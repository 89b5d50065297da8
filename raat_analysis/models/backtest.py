"""How well a forecast would have done: at each past quarter (origin) it is made again from what was known then.

Arrays have the shape origins × regions + 1 × branches + 1 × horizons. The last origin is now: its quarters are still to
come. Not a number stands where a quarter is still to come or is a declared pulse.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.seasonal import AHEAD, Series, candidates, filled

Pairs = NDArray[np.bool_]


def rolling_candidates(panel: Series, masked: Sequence[int], first: int) -> Series:
    """Methods × the usual shape, from every origin with at least `first` quarters of history up to now."""
    made = [candidates(panel[..., :origin], masked) for origin in range(first, panel.shape[-1] + 1)]
    return np.stack(made, axis=1)


def rolling_targets(panel: Series, masked: Sequence[int], first: int) -> Series:
    """What came true, in the shape of the forecasts."""
    known = panel.astype(np.float64).copy()
    known[..., [quarter for quarter in masked if quarter < panel.shape[-1]]] = np.nan
    padded = np.pad(known, ((0, 0), (0, 0), (0, AHEAD)), constant_values=np.nan)
    return np.stack([padded[..., origin : origin + AHEAD] for origin in range(first, panel.shape[-1] + 1)])


def known_by(origins: int, origin: int) -> Pairs:
    """Origins × horizons: which targets lie before the origin with this number (0 is the first)."""
    return np.arange(origins)[:, None] + np.arange(AHEAD)[None, :] < origin


def within_last(origins: int, quarters: int) -> Pairs:
    """Origins × horizons: which targets are among the last quarters that are known."""
    target = np.arange(origins)[:, None] + np.arange(AHEAD)[None, :]
    return (target < origins - 1) & (target >= origins - 1 - quarters)


def squared_change(panel: Series, masked: Sequence[int]) -> Series:
    """Mean squared change over a year of each series, at least 1: the scale of RMSSE (Hyndman & Koehler, 2006)."""
    change = filled(panel, masked)[..., AHEAD:] - filled(panel, masked)[..., :-AHEAD]
    return np.asarray(np.maximum((change**2).mean(axis=-1), 1.0))


def mean_squared(errors: Series, pairs: Pairs) -> Series:
    """Per series the mean squared error over the pairs of origin and horizon that have an outcome; 0 without any."""
    squares = np.where(pairs[:, None, None, :], errors**2, np.nan)
    known = ~np.isnan(squares)
    total = np.where(known, squares, 0.0).sum(axis=(0, 3))
    return np.asarray(total / np.maximum(known.sum(axis=(0, 3)), 1))


def skill(squares: Series, benchmark: Series) -> Series:
    """1 minus the ratio of root mean squared errors: 0 is as good as the benchmark, also when that is perfect."""
    perfect = benchmark <= 0
    ratio = np.sqrt(squares / np.where(perfect, 1.0, benchmark))
    return np.asarray(np.where(perfect, 0.0, np.round(1.0 - ratio, 9)))
