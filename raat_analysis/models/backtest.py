"""How well a forecast would have done: at each past quarter (origin) it is made again from what was known then.

An array of errors has the shape origins × series × horizons; not a number where the quarter is still to come or is a
declared pulse. The last series is the area: the sum of the others.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from raat_analysis.models.seasonal import AHEAD

Errors = NDArray[np.float64]
Method = Callable[[Errors], Errors]


def with_area(values: Errors) -> Errors:
    """The series and, as the last one, their sum."""
    return np.asarray(np.concatenate([values, values.sum(axis=-2, keepdims=True)], axis=-2))


def rolling_forecasts(counts: Errors, method: Method, first: int) -> Errors:
    """The forecasts (origins × series × horizons) from every origin after `first` quarters of history."""
    return np.stack([method(counts[:, :origin]) for origin in range(first, counts.shape[1])])


def rolling_targets(counts: Errors, pulses: list[int], first: int) -> Errors:
    """What came true, in the shape of the forecasts."""
    known = counts.astype(np.float64).copy()
    known[:, pulses] = np.nan
    padded = np.pad(known, ((0, 0), (0, AHEAD)), constant_values=np.nan)
    return np.stack([padded[:, origin : origin + AHEAD] for origin in range(first, counts.shape[1])])


def skill(errors: Errors, benchmark: Errors) -> float:
    """1 minus the ratio of root mean squared errors: 0 is as good as the benchmark, 1 is perfect."""
    worse = float(np.nanmean(benchmark**2))
    return 1.0 - float(np.nanmean(errors**2) / worse) ** 0.5 if worse > 0 else 0.0


def clearly_better(errors: Errors, benchmark: Errors, scale: Errors) -> bool:
    """Is the mean gain in scaled squared error (RMSSE's square) more than one standard error over the origins?

    The benchmark is the simpler of the two, so it stays unless it is clearly beaten.
    """
    gain = np.nanmean((benchmark**2 - errors**2) / scale[None, :, None], axis=(1, 2))
    return bool(gain.mean() > gain.std(ddof=1) / gain.size**0.5)


def half_widths(forecast: Errors, past: Errors, errors: Errors, level: float) -> Errors:
    """Half the width of the interval at `level`, for forecasts of one level (series × horizons).

    Errors are scaled with √(ŷ + c·ŷ²), with c from their own spread (never Poisson alone), pooled over the series;
    Student's t with as many degrees of freedom as there are origins. A further quarter is never narrower.
    """
    known = ~np.isnan(errors)
    extra = max(0.0, float((errors[known] ** 2 - past[known]).sum() / np.maximum(past[known] ** 2, 1.0).sum()))
    scaled = errors / np.sqrt(np.maximum(past + extra * past**2, 1.0))
    spread = np.maximum.accumulate(np.sqrt(np.nanmean(scaled**2, axis=(0, 1))))
    factor = float(stdtrit(errors.shape[0], (1 + level) / 2))
    return np.asarray(factor * spread[None, :] * np.sqrt(np.maximum(forecast + extra * forecast**2, 1.0)))
