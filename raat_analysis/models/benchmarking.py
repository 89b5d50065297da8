"""Cells brought into line with totals that are fixed: the difference is divided over them in proportion to their size.

Of all cells that add up to the fixed totals, those with the least Σ (new − old)² ÷ old: linear calibration (Deville &
Särndal, 1992, JASA 87). A cell that would fall below 0 becomes 0, and the others are brought into line again.
Limits: the fixed totals must be possible together. Here they are: all are last year's counts, which add up; where the
cells cannot follow, they get last year's counts too.
"""

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.reconciliation import Cells, summing, with_totals
from raat_analysis.models.seasonal import Series

ROUNDS = 20
CLOSE = 1e-9
SMALLEST = 0.01  # vacancies; a cell of 0 can grow when its total asks for it
SINGULAR = 1e-10


def benchmarked(forecasts: Series, last_year: Series, fixed: NDArray[np.bool_], kept: Cells) -> Series:
    """Forecasts that add up (… × regions + 1 × branches + 1 × quarters), with last year in each `fixed` series.

    `fixed` has the shape regions + 1 × branches + 1; only its totals count. The `kept` cells do not change.
    """
    regions, branches = kept.shape
    totals = fixed.copy()
    totals[:-1, :-1] = False
    if not totals.any():
        return forecasts
    sums = summing(regions, branches)[totals.ravel()]
    own, year = _columns(forecasts), _columns(last_year)
    wanted = year @ sums.T
    made = _calibrated(own, wanted, sums, ~kept.ravel())
    met = (np.abs(made @ sums.T - wanted) <= CLOSE * np.maximum(wanted, 1.0)).all(axis=1, keepdims=True)
    cells = np.where(met | kept.ravel(), made, year)
    quarters_last = np.moveaxis(forecasts[..., :-1, :-1, :], -1, -3).shape
    return with_totals(np.moveaxis(cells.reshape(quarters_last), -3, -1))


def _columns(forecasts: Series) -> Series:
    """The cells of each forecast and quarter as a row."""
    cells = np.moveaxis(forecasts[..., :-1, :-1, :], -1, -3)
    return cells.reshape(-1, cells.shape[-2] * cells.shape[-1])


def _calibrated(own: Series, wanted: Series, sums: Series, free: NDArray[np.bool_]) -> Series:
    """Rows of cells that add up to what is wanted, where they can."""
    cells, loose = own, np.broadcast_to(free, own.shape)
    for _ in range(ROUNDS):
        weight = np.where(loose, own + SMALLEST, 0.0)
        system = (sums * weight[:, None, :]) @ sums.T
        factors = np.linalg.pinv(system, rcond=SINGULAR, hermitian=True) @ (wanted - cells @ sums.T)[..., None]
        cells = cells + weight * (factors[..., 0] @ sums)
        below = cells < 0
        if not below.any():
            break
        cells, loose = np.where(below, 0.0, cells), loose & ~below
    return cells
