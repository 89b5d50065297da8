"""Controlled rounding: every cell to a multiple of a base, while every sum stays exact.

A cell becomes one of the two multiples beside it, and a multiple stays what it is (zero-restricted), so that all lines
hold and the distance to the true counts is smallest. When there is no such way, a multiple further is allowed too:
`is_widened` says so. A whole-number program, solved by HiGHS; among equally near ways a price far below one decides, so
that the same counts always give the same outcome. Method and limits: docs/methods/rounding.md.
Reference: Fischetti & Salazar-González (1998), Journal of Official Statistics 14, 553–565; Salazar-González (2006),
Mathematical Programming 105, 583–603.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from raat_analysis.disclosure.choices import Undecided, cheapest
from raat_analysis.errors import RaatError, cases

Sizes = NDArray[np.float64]
Whole = NDArray[np.int64]

SECONDS = 60.0  # for one table; longer is a refusal, and nothing of it is published
GOLDEN = (5**0.5 - 1) / 2  # multiples of it are spread evenly, whatever their number
INDIFFERENT = 0.5  # what the prices that decide between equally near ways are worth together, in units of distance


@dataclass(frozen=True)
class Steps:
    """The choices of a program: a cell starts at its lowest multiple, and each step adds the base once.

    One entry of `cell` and `price` is one step; the steps of a cell come in order, each dearer than the one before.
    """

    lowest: Sizes
    cell: Whole
    price: Sizes


def rounded(
    lines: csr_array,
    true: Sizes,
    base: int,
    *,
    weights: Sizes | None = None,
    name: str = "a table",
    seconds: float = SECONDS,
) -> Sizes:
    """The cells as multiples of `base`, nearest to the true counts (times `weights`) with every line exact.

    `lines` has a row per sum (1 for a part, −1 for the total), which is 0 over the true counts. Raises RaatError, with
    the name of the table, for counts that are not whole or lines that do not hold, and when no rounding is found.
    """
    _refuse_unfit(lines, true, base, name)
    weighing = np.ones(true.size) if weights is None else weights
    for further in (0, 1):
        steps = _steps(true, base, weighing, further)
        found = _solved(csr_array(lines), steps, base, name, seconds)
        if found is not None:
            return found
    raise RaatError(
        f"{name}: no multiples of {base} near the counts add up. Nothing of it is published.\n"
        "Leave a breakdown out, or take another base in raat_analysis/disclosure/policy.yml."
    )


def is_widened(true: Sizes, found: Sizes, base: int) -> bool:
    """Whether a cell lies further from its count than its neighbouring multiples: by the base or more."""
    return bool((np.abs(found - true) >= base).any())


def rounded_cells(cells: pl.DataFrame, lines: pl.DataFrame, base: int, name: str) -> pl.DataFrame:
    """The cells (cell: 0, 1, 2 …; count; weight) with `rounded`, and `within`: how far from it the count can be.

    One row of `lines` is a cell in a line (line: 0, 1, 2 …; cell; total: is it what the others add up to).
    """
    true = cells["count"].cast(pl.Float64).to_numpy()
    sign = np.where(lines["total"].to_numpy(), -1.0, 1.0)
    line, cell = (lines[column].to_numpy().astype(np.int64) for column in ("line", "cell"))
    table = csr_array((sign, (line, cell)), shape=(int(line.max(initial=-1)) + 1, true.size))
    found = rounded(table, true, base, weights=cells["weight"].cast(pl.Float64).to_numpy(), name=name)
    within = base * (2 if is_widened(true, found, base) else 1) - 1
    return cells.with_columns(rounded=pl.Series(found, dtype=pl.Float64), within=pl.lit(float(within)))


def _steps(true: Sizes, base: int, weights: Sizes, further: int) -> Steps:
    """The steps from the lowest multiple that a cell may become (never below zero) to the highest."""
    below, above = np.floor(true / base) - further, np.ceil(true / base) + further
    lowest = np.maximum(below, 0)
    number = (above - lowest).astype(np.int64)
    cell = np.repeat(np.arange(true.size), number)
    step = np.arange(cell.size) - np.repeat(np.cumsum(number) - number, number)
    before = base * (lowest[cell] + step)
    distance = np.abs(before + base - true[cell]) - np.abs(before - true[cell])
    decides = ((cell + 1) * GOLDEN % 1.0 - 0.5) * INDIFFERENT / max(cell.size, 1)
    return Steps(base * lowest, cell, weights[cell] * distance + decides)


def _solved(lines: csr_array, steps: Steps, base: int, name: str, seconds: float) -> Sizes | None:
    """The cells after the cheapest steps; None when no steps make the lines hold."""
    outcomes = -(lines @ steps.lowest) / base
    if not steps.cell.size:
        return None if outcomes.any() else steps.lowest
    try:
        taken = cheapest(csc_array(lines[:, steps.cell]), outcomes, steps.price, seconds)
    except Undecided as error:
        raise RaatError(
            f"{name}: no rounding was found within {seconds:g} seconds ({error}). Nothing of it is published.\n"
            "Leave a breakdown out, or give it more time (SECONDS in disclosure/rounding.py)."
        ) from error
    if taken is None:
        return None
    found = steps.lowest + base * np.bincount(steps.cell, weights=taken, minlength=steps.lowest.size)
    return _exact(lines, found, name)


def _exact(lines: csr_array, found: Sizes, name: str) -> Sizes:
    if (lines @ found).any():
        raise RaatError(
            f"{name}: the solver's rounding does not add up. Nothing is published; report this as an error."
        )
    return np.asarray(found, dtype=np.float64)


def _refuse_unfit(lines: csr_array, true: Sizes, base: int, name: str) -> None:
    found = list(_unfit(lines, true, base))
    if found:
        raise RaatError(
            f"{name}: {len(found)} counts or sums cannot be rounded:\n{cases(found)}\n"
            "Counts are whole and not negative, and their sums hold. See the stage that makes the measure."
        )


def _unfit(lines: csr_array, true: Sizes, base: int) -> Iterator[str]:
    if base < 2:
        yield f"base {base}: rounding to it changes nothing"
    for cell in np.flatnonzero(~np.isfinite(true) | (true < 0) | (true != np.rint(true))).tolist():
        yield f"cell {cell}: {true[cell]:g} is no count"
    for line in np.flatnonzero(lines @ np.nan_to_num(true)).tolist():
        yield f"line {line}: its parts do not add up to its total"
