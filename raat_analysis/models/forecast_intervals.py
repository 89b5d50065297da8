"""How far a forecast may be off: intervals from the errors of the same method at earlier origins.

Errors e are made comparable: |y − ŷ| ÷ √(ŷ + c·ŷ²), where c is the spread beyond chance (Poisson) of the level. Cells
have enough of them for the empirical quantile; regions, branches and the total get Student's t (degrees of freedom: the
number of origins) × the root mean square. The grand total stands alone: its method was chosen by the very errors that
its interval comes from, which costs one origin in the mean. Never Poisson alone: that covers 54% of cells, not 80%.
Limits: marginal coverage per level; the ends of an interval do not add up. After a break the past says too little.
"""

import numpy as np
from scipy.special import stdtrit

from raat_analysis.models.backtest import Pairs
from raat_analysis.models.seasonal import AHEAD, LEVELS, Series

FEWEST_ORIGINS = 2


def half_widths(forecast: Series, past: Series, errors: Series, never: Pairs, coverage: float) -> Series:
    """Half the width of the interval of each series and horizon; not a number at a horizon with too few origins.

    `past` and `errors` have the origins as first dimension. A further quarter is never narrower. Series that `never`
    had a vacancy are left out, and have no width.
    """
    usable = ~np.isnan(errors) & ~never[None, ..., None]
    half = np.zeros_like(forecast)
    for place, part in enumerate(LEVELS):
        level = (slice(None), *part)
        used, before, missed = usable[level], past[level], np.nan_to_num(errors[level])
        extra = _beyond_chance(before[used], missed[used])
        scaled = np.abs(missed) / np.sqrt(np.maximum(before + extra * before**2, 1.0))
        factors = [_factor(scaled[..., h], used[..., h], coverage, cells=place == 0) for h in range(AHEAD)]
        width = np.sqrt(np.maximum(forecast[part] + extra * forecast[part] ** 2, 1.0))
        half[part] = np.maximum.accumulate(factors) * width
    return np.where(never[..., None], 0.0, half)


def _beyond_chance(before: Series, missed: Series) -> float:
    """c: what the squared errors have above Poisson's, per squared forecast; at least 0."""
    squares = float((before**2).sum())
    return max(0.0, float((missed**2 - before).sum()) / squares) if squares > 0 else 0.0


def _factor(scaled: Series, used: Pairs, coverage: float, cells: bool) -> float:
    """How many scaled errors the interval reaches to either side."""
    origins = int(used.any(axis=(1, 2)).sum())
    if origins < FEWEST_ORIGINS:
        return float("nan")
    if cells:
        return float(np.quantile(scaled[used], coverage))
    lost = 1 if used[0].size == 1 else 0
    spread = (scaled[used] ** 2).mean() * origins / (origins - lost)
    return float(stdtrit(origins, (1 + coverage) / 2) * np.sqrt(spread))
