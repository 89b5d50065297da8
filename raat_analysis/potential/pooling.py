"""A percentage of all participants of a region together: the ratio of their sums, organisations as clusters."""

import numpy as np

from raat_analysis.contributors import contributions_of
from raat_analysis.potential.intervals import Outcome, alike, outcome
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, FEWEST_RESPONDENTS, SECRET, Row
from raat_analysis.potential.weighting import Vector, effective


def pooled_row(key: Row, counts: Vector, respondents: list[tuple[str, float]]) -> Row:
    """A row from the (count, base) of each organisation, and its respondents with its code.

    Secret with fewer than ten respondents or three organisations.
    """
    found = counts[counts[:, 1] > 0]
    row = key | dict(contributions_of(respondents)) | {"contributors": found.shape[0]}
    if sum(number for _, number in respondents) < FEWEST_RESPONDENTS or found.shape[0] < FEWEST_ORGANISATIONS:
        return row | SECRET
    numbers: Row = {"numerator": float(found[:, 0].sum()), "denominator": float(found[:, 1].sum())}
    return row | numbers | _pooled(found[:, 0], found[:, 1], respondents).fields(str(key["measure"]))


def _pooled(counts: Vector, bases: Vector, respondents: list[tuple[str, float]]) -> Outcome:
    """All or none: with as many answers as the weights of the organisations leave, and nobody left unseen."""
    value, error = ratio_of_sums(counts, bases)
    if counts.sum() in (0.0, bases.sum()):
        asked = np.array([number for _, number in respondents if number > 0])
        weights = np.repeat(bases / asked, asked.astype(np.int64))
        return alike(100 * value, effective(weights), 1.0, bases.size - 1)
    return outcome(100 * value, 100 * error, bases.size - 1)


def ratio_of_sums(counts: Vector, bases: Vector) -> tuple[float, float]:
    """The ratio and its linearised standard error between organisations (no finite population correction)."""
    value = float(counts.sum() / bases.sum())
    left = counts - value * bases
    return value, float((counts.size / (counts.size - 1) * left @ left) ** 0.5 / bases.sum())
