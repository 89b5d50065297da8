"""Whole numbers that keep their totals: largest remainder, fitting to margins, and rounding with both margins exact."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def shared(weights: Floats, total: int) -> Ints:
    """`total` divided over `weights` in whole numbers (largest remainder); the parts sum to `total` exactly."""
    wanted = weights / weights.sum() * total if total else np.zeros(len(weights))
    return to_total(wanted, total)


def to_total(wanted: Floats, total: int) -> Ints:
    """`wanted` rounded down or up so that the sum is `total`; negative numbers may be among them."""
    down = np.floor(wanted).astype(np.int64)
    order = np.argsort(-(wanted - down), kind="stable")
    short = total - int(down.sum())
    return down + short // len(down) + np.isin(np.arange(len(down)), order[: short % len(down)])


def fitted(start: Floats, rows: Floats, columns: Floats, rounds: int = 200) -> Floats:
    """`start` scaled to the row and column totals (iterative proportional fitting); zeros stay zero."""
    table = start.astype(np.float64)
    for _ in range(rounds):
        table = table * _ratio(rows, table.sum(axis=1))[:, None]
        table = table * _ratio(columns, table.sum(axis=0))[None, :]
    return table


def controlled(table: Floats, rows: Ints, columns: Ints) -> Ints:
    """`table` in whole numbers with these exact row and column totals; zeros stay zero.

    Each row is rounded to its own total and hands the rounding error of each column on to the next, larger row, so
    the last row ends exact. A table for which that fails (a tiny last row) is refused.
    """
    whole = np.zeros(table.shape, dtype=np.int64)
    carry = np.zeros(table.shape[1])
    for row in np.argsort(rows, kind="stable"):
        wanted = table[row] + carry
        whole[row] = _row(wanted, int(rows[row]), table[row] > 0)
        carry = wanted - whole[row]
    if (whole.sum(axis=0) != columns).any() or (whole < 0).any():
        raise ValueError(f"column totals not reached: {whole.sum(axis=0) - columns}")
    return whole


def _row(wanted: Floats, total: int, allowed: NDArray[np.bool_]) -> Ints:
    whole = np.where(allowed, np.maximum(np.floor(wanted + 1e-9), 0), 0).astype(np.int64)
    while (short := total - int(whole.sum())) != 0:
        gap = np.where(allowed & ((short > 0) | (whole > 0)), wanted - whole, -np.inf if short > 0 else np.inf)
        whole[np.argmax(gap) if short > 0 else np.argmin(gap)] += 1 if short > 0 else -1
    return whole


def _ratio(wanted: Floats, present: Floats) -> Floats:
    return np.divide(wanted, present, out=np.zeros_like(present), where=present > 0)
