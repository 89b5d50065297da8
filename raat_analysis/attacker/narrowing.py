"""Ends of unknowns drawn in row by row, as a person with a pencil does, over all rows at once until nothing changes.

Whole counts have whole ends. What comes out is true of every whole solution, and a start for the linear programs.
"""

import numpy as np

from raat_analysis.attacker.system import Numbers, System, Whole

ROUNDS = 200
CLOSE = 1e-6


def narrowed(given: System) -> tuple[Numbers, Numbers]:
    """The ends of each variable; a lower end above its upper end says that the rows contradict each other."""
    low, high = given.low.copy(), given.high.copy()
    for _ in range(ROUNDS):
        before = low.copy(), high.copy()
        _once(given, low, high)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
        if (low > high + CLOSE).any():
            break
    return low, high


def _once(given: System, low: Numbers, high: Numbers) -> None:
    positive = given.factor > 0
    least = given.factor * np.where(positive, low[given.column], high[given.column])
    most = given.factor * np.where(positive, high[given.column], low[given.column])
    size = given.row_low.size
    room_above = given.row_high[given.row] - _others(given.row, least, size)
    room_below = given.row_low[given.row] - _others(given.row, most, size)
    up = np.where(positive, room_above, room_below) / given.factor
    down = np.where(positive, room_below, room_above) / given.factor
    whole = given.whole[given.column]
    np.minimum.at(high, given.column, np.where(whole, np.floor(up + CLOSE), up))
    np.maximum.at(low, given.column, np.where(whole, np.ceil(down - CLOSE) + 0.0, down))


def _others(row: Whole, values: Numbers, rows: int) -> Numbers:
    """Per entry the sum of the other values in its row; infinite as soon as one of those is."""
    endless = ~np.isfinite(values)
    finite = np.bincount(row, np.where(endless, 0.0, values), rows)[row] - np.where(endless, 0.0, values)
    many = np.bincount(row, endless, rows)[row] - endless
    sign = -1.0 if (values[endless] < 0).any() else 1.0  # least ends are −∞, most ends +∞
    return np.where(many > 0, sign * np.inf, finite)
