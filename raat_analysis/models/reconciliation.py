"""Forecasts that add up: cells to regions, branches and the grand total.

Every series has a forecast of its own, and these do not add up. Reconciled are the cells b for which the sums S·b lie
nearest to all forecasts ŷ: least squares in which the square of a series' difference is divided by the number of cells
it adds up (`wls_struct`): b = (S'W⁻¹S)⁻¹S'W⁻¹ŷ with W = diag(S·1). Then no cell is below 0, and all sums are made anew.
Wickramasuriya, Athanasopoulos & Hyndman (2019), JASA 114; structural weights: Athanasopoulos et al. (2017), EJOR 262.
Limits: the sums pull at the cells, so a cell's forecast can move without its own past saying so.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.seasonal import Series

Cells = NDArray[np.bool_]


def with_totals(cells: Series) -> Series:
    """Cells (… × regions × branches × quarters) with the area as last region and the whole sector as last branch."""
    regions = np.concatenate([cells, cells.sum(axis=-3, keepdims=True)], axis=-3)
    return np.asarray(np.concatenate([regions, regions.sum(axis=-2, keepdims=True)], axis=-2))


def summing(regions: int, branches: int) -> Series:
    """S: a row per series (region by region, totals last), a column per cell; 1 where the series counts the cell."""
    in_region = np.vstack([np.eye(regions), np.ones(regions)])
    in_branch = np.vstack([np.eye(branches), np.ones(branches)])
    return np.kron(in_region, in_branch).astype(np.float64)


def reconciled(forecasts: Series, held: Cells) -> Series:
    """Forecasts (… × regions + 1 × branches + 1 × quarters) that add up.

    `held` cells (regions × branches) keep their own forecast; the others settle the difference between them. They do
    not count in the number of cells of a series.
    """
    regions, branches = held.shape
    rows = np.moveaxis(forecasts, (-3, -2), (0, 1))
    own = rows.reshape((regions + 1) * (branches + 1), -1)
    cells = rows[:-1, :-1].reshape(regions * branches, -1).copy()
    free = ~held.ravel()
    if free.any():
        left = own - summing(regions, branches)[:, ~free] @ cells[~free]
        cells[free] = _projection(regions, branches, free.tobytes()) @ left
    shaped = np.maximum(cells, 0.0).reshape(regions, branches, *rows.shape[2:])
    return with_totals(np.moveaxis(shaped, (0, 1), (-3, -2)))


@lru_cache(maxsize=16)
def _projection(regions: int, branches: int, free: bytes) -> Series:
    """(S'W⁻¹S)⁻¹S'W⁻¹ for the free cells; the same for every quarter, and costly."""
    counted = summing(regions, branches)[:, np.frombuffer(free, dtype=bool)]
    weighted = counted.T / np.maximum(counted.sum(axis=1), 1.0)
    return np.linalg.solve(weighted @ counted, weighted).astype(np.float64)
