"""Cells brought into line with totals that are fixed: pro rata, turn by turn, until all fixed totals hold.

Iterative proportional fitting (Deming & Stephan, 1940, Annals of Mathematical Statistics 11): of all cells that add
up, those nearest in proportion to what they were. Proportions, not differences, so no cell falls below 0.
Limits: the fixed totals must be possible together. Here they are: all are last year's counts, which add up.
"""

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.reconciliation import Cells, with_totals
from raat_analysis.models.seasonal import Series

ROUNDS = 500
CLOSE = 1e-12
SMALLEST = 1e-9  # where a cell may grow from when its total asks for it


def benchmarked(forecasts: Series, last_year: Series, fixed: NDArray[np.bool_], kept: Cells) -> Series:
    """Forecasts that add up (… × regions + 1 × branches + 1 × quarters), with last year in each `fixed` series.

    `fixed` has the shape regions + 1 × branches + 1; only its totals count. The `kept` cells do not change.
    """
    if not (fixed[-1].any() or fixed[:, -1].any()):
        return forecasts
    loose = ~kept[..., None]
    wanted = last_year - with_totals(np.where(loose, 0.0, forecasts[..., :-1, :-1, :]))
    cells = np.where(loose, np.maximum(forecasts[..., :-1, :-1, :], SMALLEST), 0.0)
    for _ in range(ROUNDS):
        before = cells
        cells = cells * _needed(cells.sum(axis=-2, keepdims=True), wanted[..., :-1, -1:, :], fixed[:-1, -1:, None])
        cells = cells * _needed(cells.sum(axis=-3, keepdims=True), wanted[..., -1:, :-1, :], fixed[-1:, :-1, None])
        total = cells.sum(axis=(-3, -2), keepdims=True)
        cells = cells * _needed(total, wanted[..., -1:, -1:, :], fixed[-1:, -1:, None])
        if np.allclose(cells, before, rtol=CLOSE, atol=CLOSE):
            break
    return with_totals(np.where(loose, cells, forecasts[..., :-1, :-1, :]))


def _needed(sums: Series, wanted: Series, fixed: NDArray[np.bool_]) -> Series:
    """The factor from the sums to what they must be; 1 where they may be anything."""
    ratio = np.maximum(wanted, 0.0) / np.where(sums > 0, sums, 1.0)
    return np.where(fixed & (sums > 0), ratio, 1.0)
