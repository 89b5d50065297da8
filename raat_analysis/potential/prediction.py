"""The total of a region from some of its organisations: random effects over the organisations that took part.

Each has its own rate; the spread between organisations (τ², Paule and Mandel) says how far the others may be off.
Method and its measured coverage: docs/methods/potential.md.
"""

from dataclasses import dataclass

import numpy as np

from raat_analysis.potential.weighting import Vector

SMALLEST = 1e-12


@dataclass(frozen=True)
class Rates:
    """Per organisation that took part: its rate, sampling variance of the rate, its staff that was asked, and its staff
    that was not (of which only a part took part); and the staff of every organisation that did not take part."""

    rates: Vector
    variances: Vector
    staff: Vector
    rest: Vector
    other_staff: Vector


def smoothed_variances(unit_variances: Vector, respondents: Vector, staff: Vector) -> Vector:
    """Sampling variances with one spread for all organisations: that of a small one alone is too uncertain."""
    spread = float(respondents @ unit_variances / respondents.sum())
    return np.asarray(spread * (1 - respondents / staff) / respondents)


def predicted_total(found: Rates, part: float = 1.0) -> tuple[float, float]:
    """The total over all staff and its standard error; of the error the mean has m − 1 degrees of freedom.

    Staff of a participant that was not asked has the rate of the participant, and may differ from it as much as
    organisations differ from each other. `part`: others count for so much of the mean rate.
    """
    mean, mean_variance, between = _random_effects(found.rates, np.maximum(found.variances, SMALLEST))
    kept = between / (between + np.maximum(found.variances, SMALLEST))
    own = kept * found.rates + (1 - kept) * mean
    staff, others = found.staff + found.rest, part * found.other_staff
    total = float(staff @ own) + mean * float(others.sum())
    borrowed = float(staff @ (1 - kept)) + float(others.sum())
    variance = float(staff**2 @ (kept * found.variances)) + borrowed**2 * mean_variance
    apart = float((found.rest**2).sum() + (others**2).sum())
    return total, (variance + between * apart) ** 0.5


def _random_effects(rates: Vector, variances: Vector) -> tuple[float, float, float]:
    """The mean rate, its Hartung-Knapp variance, and τ²."""
    from statsmodels.stats.meta_analysis import combine_effects  # takes seconds to import: only when it is used

    if np.ptp(rates) == 0:
        return float(rates[0]), 0.0, 0.0
    result = combine_effects(rates, variances, method_re="iterated")
    return float(result.mean_effect_re), float(result.var_hksj_re), max(0.0, float(result.tau2))
