"""Weights that make the respondents look like the personnel register, and the error of what they estimate.

Linear calibration (GREG; with groups only it is post-stratification) of Deville and Särndal (1992), with bounds on
the correction. Totals, errors and post-stratification equal R's survey package. Method: docs/methods/potential.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

BOUNDS = (0.3, 3.0)
CLOSE = 1e-9


@dataclass(frozen=True)
class Sample:
    """Respondents of one organisation: weights, the design weights before, and what they were calibrated on."""

    weights: Vector
    design: Vector
    auxiliaries: Vector
    population: int

    @property
    def size(self) -> int:
        return int(self.weights.size)

    @property
    def degrees(self) -> int:
        """Degrees of freedom that are left after calibration."""
        return self.size - int(self.auxiliaries.shape[1])

    @property
    def unseen(self) -> float:
        """The part of the population that did not respond: 0 when everybody did."""
        return 1.0 - self.size / self.population


@dataclass(frozen=True)
class Estimate:
    """A population total, its standard error, and the spread between two members of the population."""

    total: float
    error: float
    unit_variance: float


def calibrated(design: Vector, auxiliaries: Vector, totals: Vector, bounds: tuple[float, float] = BOUNDS) -> Vector:
    """Weights whose sums over the auxiliaries are `totals`, each `bounds` times its design weight.

    Returns an empty array when no such weights are found.
    """
    steps = np.zeros(auxiliaries.shape[1])
    for _ in range(50):
        correction = 1 + auxiliaries @ steps
        factor = np.clip(correction, *bounds)
        missing = totals - auxiliaries.T @ (design * factor)
        if np.all(np.abs(missing) <= CLOSE * np.maximum(1.0, np.abs(totals))):
            return np.asarray(design * factor)
        free = (correction >= bounds[0]) & (correction <= bounds[1])
        moving = auxiliaries[free] * design[free, None]
        if np.linalg.matrix_rank(moving) < steps.size:
            break
        steps = steps + np.linalg.solve(moving.T @ auxiliaries[free], missing)
    return np.empty(0)


def estimate(values: Vector, sample: Sample, degrees: int | None = None) -> Estimate:
    """The total of `values` in the population, from the residuals of the calibration regression.

    v = (1 − n/N) · n/(n − p) · Σ(u − ū)², u the weighted residuals and p the auxiliaries; `degrees` replaces n − p
    (R takes n − 1).
    """
    scaled = sample.auxiliaries * np.sqrt(sample.design)[:, None]
    fitted = np.linalg.lstsq(scaled, values * np.sqrt(sample.design), rcond=None)[0]
    residuals = sample.weights * (values - sample.auxiliaries @ fitted)
    spread = float(((residuals - residuals.mean()) ** 2).sum()) * sample.size / (degrees or sample.degrees)
    spread = spread if spread > CLOSE else 0.0
    total = float(sample.weights @ values)
    return Estimate(total, (sample.unseen * spread) ** 0.5, sample.size * spread / sample.population**2)


def ratio(values: Vector, base: Vector, sample: Sample) -> tuple[float, float]:
    """The share of `values` in `base` (a part of the population) and its standard error, linearised."""
    whole = float(sample.weights @ base)
    share = float(sample.weights @ values) / whole
    return share, estimate(values - share * base, sample).error / whole
