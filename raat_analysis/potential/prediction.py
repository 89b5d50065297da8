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
    """Per organisation that took part: its rate, sampling variance of the rate, and staff; and all other staff."""

    rates: Vector
    variances: Vector
    staff: Vector
    other_staff: Vector


def smoothed_variances(unit_variances: Vector, respondents: Vector, staff: Vector) -> Vector:
    """Sampling variances with one spread for all organisations: that of a small one alone is too uncertain."""
    spread = float(respondents @ unit_variances / respondents.sum())
    return np.asarray(spread * (1 - respondents / staff) / respondents)


def predicted_total(found: Rates) -> tuple[float, float]:
    """The total over all staff and its standard error; of the error the mean has m − 1 degrees of freedom."""
    mean, mean_variance, between = _random_effects(found.rates, np.maximum(found.variances, SMALLEST))
    kept = between / (between + np.maximum(found.variances, SMALLEST))
    own = kept * found.rates + (1 - kept) * mean
    others = float(found.other_staff.sum())
    total = float(found.staff @ own) + mean * others
    borrowed = float(found.staff @ (1 - kept)) + others
    variance = float(found.staff**2 @ (kept * found.variances)) + borrowed**2 * mean_variance
    return total, (variance + between * float((found.other_staff**2).sum())) ** 0.5


def _random_effects(rates: Vector, variances: Vector) -> tuple[float, float, float]:
    """The mean rate, its Hartung-Knapp variance, and τ²."""
    from statsmodels.stats.meta_analysis import combine_effects  # takes seconds to import: only when it is used

    if np.ptp(rates) == 0:
        return float(rates[0]), 0.0, 0.0
    result = combine_effects(rates, variances, method_re="iterated")
    return float(result.mean_effect_re), float(result.var_hksj_re), max(0.0, float(result.tau2))
