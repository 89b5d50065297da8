"""Between which values a hidden cell must lie for a reader who knows that counts are whole and not negative.

Every line is a sum with a known outcome: a part is at most what is left when the others are as small as they can be,
and at least what is left when they are as large as they can be. The ends move inwards until nothing changes.
Reference: propagation of bounds over integers (Savelsbergh 1994, "Preprocessing and probing techniques for mixed
integer programming problems"). Lines are used one after the other, so such a range may be wider than all lines at once
give; for a cell whose range is nearly too narrow a linear program says what that is (programs.py).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from raat_analysis.disclosure.attacker import Flags, Whole
from raat_analysis.disclosure.programs import groups, shown

Sizes = NDArray[np.float64]
ROUNDS = 100
NEARLY = 4.0  # a range that is so little wider than it must be, is looked at again
CLOSE = 1e-6


@dataclass(frozen=True)
class Sums:
    """Lines that are sums of counts, over all cells: one entry is one cell in one line; `sign` is -1 for the total."""

    line: Whole
    cell: Whole
    sign: Sizes
    count: Sizes  # per cell
    outcome: Sizes  # per line: the parts minus the total

    @classmethod
    def of(cls, line: Whole, cell: Whole, total: Flags, count: Sizes) -> "Sums":
        """The sums in which every count is known to the protector; counts that may be negative are left alone."""
        sign = np.where(total, -1.0, 1.0)
        lines = int(line.max(initial=-1)) + 1
        unfit = np.bincount(line, weights=~(count[cell] >= 0), minlength=lines) > 0
        keep = ~unfit[line]
        line, cell, sign = line[keep], cell[keep], sign[keep]
        outcome = np.bincount(line, weights=sign * count[cell], minlength=lines).astype(np.float64)
        return cls(line, cell, sign, count, outcome)


def too_narrow(secret: Flags, unknown: Flags, sums: Sums, least: Sizes) -> Flags:
    """For each secret cell whether its range shows it: one value, or people in less than `least` width or height."""
    low, high = _ends(unknown, sums)
    found = secret & unknown & _narrow(low, high, least)
    near = secret & unknown & ~found & _narrow(low + NEARLY, high, least)
    left = sums.outcome - np.bincount(
        sums.line,
        weights=np.where(unknown[sums.cell], 0.0, sums.sign * sums.count[sums.cell]),
        minlength=sums.outcome.size,
    )
    parts = groups(near, unknown, sums.line, sums.cell, sums.sign, left)
    return found | shown(near, lambda lowest, highest: _narrow(*_whole(lowest, highest), least), sums.count, parts)


def _whole(low: Sizes, high: Sizes) -> tuple[Sizes, Sizes]:
    return np.ceil(low - CLOSE), np.floor(high + CLOSE)


def _narrow(low: Sizes, high: Sizes, least: Sizes) -> Flags:
    return np.asarray(~((high - low >= np.maximum(least, 1.0)) & (high >= least)))


def _ends(unknown: Flags, sums: Sums) -> tuple[Sizes, Sizes]:
    low = np.where(unknown, 0.0, sums.count)
    high = np.where(unknown, np.inf, sums.count)
    inside = np.isin(sums.line, sums.line[unknown[sums.cell]])
    line, cell, sign = sums.line[inside], sums.cell[inside], sums.sign[inside]
    for _ in range(ROUNDS):
        below, above = _moved(line, cell, sign, sums.outcome, low, high)
        if np.array_equal(below, low) and np.array_equal(above, high):
            break
        low, high = below, above
    return low, high


def _moved(line: Whole, cell: Whole, sign: Sizes, outcome: Sizes, low: Sizes, high: Sizes) -> tuple[Sizes, Sizes]:
    """The ends after every line was used once."""
    part = sign > 0
    smallest = np.where(part, low[cell], -high[cell])
    largest = np.where(part, high[cell], -low[cell])
    most = outcome[line] - _others(line, smallest, outcome.size)
    fewest = outcome[line] - _others(line, largest, outcome.size)
    below, above = low.copy(), high.copy()
    np.maximum.at(below, cell, np.ceil(np.where(part, fewest, -most) - CLOSE))
    np.minimum.at(above, cell, np.floor(np.where(part, most, -fewest) + CLOSE))
    return below, above


def _others(line: Whole, values: Sizes, lines: int) -> Sizes:
    """Per entry the sum of the other values in its line; infinite as soon as one of those is."""
    endless = ~np.isfinite(values)
    finite = np.bincount(line, weights=np.where(endless, 0.0, values), minlength=lines)[line]
    many = np.bincount(line, weights=endless, minlength=lines)[line] - endless
    sign = np.sign(np.bincount(line, weights=np.where(endless, np.sign(values), 0.0), minlength=lines))[line]
    return np.where(many > 0, np.copysign(np.inf, sign), finite - np.where(endless, 0.0, values))
