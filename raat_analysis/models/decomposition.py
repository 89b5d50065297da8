"""Why the outflow changed: because people of the same age left more often, or because there are other ages (Kitagawa).

In words: the rate part is the change in each age group's rate, weighted with its mean share of the two years; the age
part is the change in each age group's share, weighted with its mean rate. Together they are the whole change,
exactly. Per age group the mean rates are taken from their mean over all ages: a growing group adds to the outflow
when its rate is above that mean; without it the split over ages would depend on where the scale begins. Source: E.M.
Kitagawa (1955), JASA 50. Interval: every part is a sum of constants × rates, so its variance is the sum of constants²
× rate × (1 − rate) ÷ people, and the interval normal; shares of ages are known, not drawn. Limits: two years, ages in
five groups; a part is arithmetic and no cause. Method: docs/methods/turnover.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Ages = NDArray[np.float64]


@dataclass(frozen=True)
class Parts:
    """Per age group its part of the change, with half the width of its interval, and the same for their sum."""

    by_age: Ages
    half_by_age: Ages
    total: float
    half: float


def kitagawa(before: tuple[Ages, Ages], after: tuple[Ages, Ages], level: float = 0.95) -> tuple[Parts, Parts]:
    """The rate part and the age part of a change, from (leavers, people) by age of both years; no group is empty."""
    (y0, n0), (y1, n1) = before, after
    shares = np.stack([n0 / n0.sum(), n1 / n1.sum()])
    rates = np.stack([y0 / n0, y1 / n1])
    variances = rates * (1 - rates) / np.stack([n0, n1])
    mean, change = np.diag(shares.mean(axis=0)), np.diag(shares[1] - shares[0]) / 2
    # The mean rate of all ages is taken off each; as the changes of shares add up to 0, this leaves the sum as it is.
    centred = change - np.outer(np.diag(change), shares.mean(axis=0))
    z = float(norm.ppf((1 + level) / 2))
    rate_part = _parts(np.hstack([-mean, mean]), rates, variances, z)
    return rate_part, _parts(np.hstack([centred, centred]), rates, variances, z)


def _parts(constants: Ages, rates: Ages, variances: Ages, z: float) -> Parts:
    """What constants (age groups × rates of both years) make of the rates."""
    flat, spread = rates.ravel(), variances.ravel()
    by_age = constants @ flat
    together = constants.sum(axis=0)
    return Parts(
        by_age,
        z * np.sqrt(constants**2 @ spread),
        float(by_age.sum()),
        z * float(np.sqrt(together**2 @ spread)),
    )
