"""A percentage of all participants of a region together: the ratio of their sums, organisations as clusters."""

import numpy as np

from raat_analysis.contributors import contributions_of
from raat_analysis.potential.intervals import interval
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, FEWEST_RESPONDENTS, SECRET, Row
from raat_analysis.potential.weighting import Vector


def pooled_row(key: Row, counts: list[tuple[float, float]], respondents: list[tuple[str, float]]) -> Row:
    """A row from (count, base) of each organisation, and its respondents with its code.

    Secret with fewer than ten respondents or three organisations.
    """
    found = np.array([pair for pair in counts if pair[1] > 0], dtype=np.float64).reshape(-1, 2)
    row = key | dict(contributions_of(respondents)) | {"contributors": found.shape[0]}
    if sum(number for _, number in respondents) < FEWEST_RESPONDENTS or found.shape[0] < FEWEST_ORGANISATIONS:
        return row | SECRET
    value, error = ratio_of_sums(found[:, 0], found[:, 1])
    numbers: Row = {"value": 100 * value, "numerator": found[:, 0].sum(), "denominator": found[:, 1].sum()}
    return row | numbers | interval(str(key["measure"]), 100 * value, 100 * error, found.shape[0] - 1)


def ratio_of_sums(counts: Vector, bases: Vector) -> tuple[float, float]:
    """The ratio and its linearised standard error between organisations (no finite population correction)."""
    value = float(counts.sum() / bases.sum())
    left = counts - value * bases
    return value, float((counts.size / (counts.size - 1) * left @ left) ** 0.5 / bases.sum())
