"""Which of the three methods a branch gets: the simplest that is not clearly worse than the best, on past forecasts.

The loss of an origin is the mean over the branch's series (its regions and its total) and horizons of the squared
error ÷ the mean squared change over a year: the square of RMSSE. The one-standard-error rule (Breiman et al., 1984) on
paired differences: seasonal naive unless the best method's mean gain on it exceeds one standard error over the origins;
then the mean of the two unless pooled smoothing is that much better.
Limits: origins overlap, so the standard error is somewhat too small.
"""

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.backtest import known_by
from raat_analysis.models.seasonal import METHODS, Series

FEWEST_ORIGINS = 4

Methods = NDArray[np.intp]


def chosen_methods(squares: Series, scales: Series) -> Methods:
    """Origins × branches + 1: the place in METHODS, from what each origin knew; the first origins have seasonal naive.

    `squares` are squared errors: methods × origins × regions + 1 × branches + 1 × horizons; `scales` has per origin
    what to divide them by: origins × regions + 1 × branches + 1.
    """
    chosen = [_chosen(squares[:, :origin] / scale[..., None], origin) for origin, scale in enumerate(scales)]
    return np.stack(chosen)


def _chosen(losses: Series, origin: int) -> Methods:
    branches = losses.shape[3]
    if origin < FEWEST_ORIGINS:
        return np.zeros(branches, dtype=np.intp)
    known = known_by(origin, origin)[None, :, None, None, :] & ~np.isnan(losses)
    total = np.where(known, losses, 0.0).sum(axis=(2, 4))
    number = known.sum(axis=(2, 4))
    tested = (number > 0).all(axis=(0, 2))
    per_origin = total[:, tested] / number[:, tested]
    if per_origin.shape[1] < FEWEST_ORIGINS:
        return np.zeros(branches, dtype=np.intp)
    return np.array([_simplest(per_origin[..., branch]) for branch in range(branches)], dtype=np.intp)


def _simplest(losses: Series) -> int:
    """Of methods × origins: the first method that is within one standard error of the best."""
    best = int(np.argmin(losses.mean(axis=1)))
    worse = losses - losses[best]
    error = worse.std(axis=1, ddof=1) / worse.shape[1] ** 0.5
    return next(method for method in range(len(METHODS)) if worse[method].mean() <= error[method])
