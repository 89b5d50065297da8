"""Weights that make the respondents look like the personnel register, and the error of what they estimate.

Linear calibration (GREG; with groups only it is post-stratification) of Deville and Särndal (1992), with bounds on
the correction. Totals, errors and post-stratification equal R's survey package. Method: docs/methods/potential.md.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

BOUNDS = (0.3, 3.0)  # times the plain weight
CLOSE = 1e-9


@dataclass(frozen=True)
class Sample:
    """Respondents of one organisation: weights, the design weights before, and what they were calibrated on.

    `chances`: with which chance each was going to answer; without them the same for all, n/N.
    """

    weights: Vector
    design: Vector
    auxiliaries: Vector
    population: int
    chances: Vector | None = None

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

    def residuals(self, values: Matrix) -> Matrix:
        """What the calibration regression leaves of each column."""
        root = np.sqrt(self.design)[:, None]
        return np.asarray(values - self._directions @ (self._directions.T @ (values * root)) / root)

    @cached_property
    def _directions(self) -> Matrix:
        """Orthonormal columns that span the weighted auxiliaries."""
        left, sizes, _ = np.linalg.svd(self.auxiliaries * np.sqrt(self.design)[:, None], full_matrices=False)
        return np.asarray(left[:, sizes > CLOSE * sizes[0]])

    @property
    def effective(self) -> float:
        """So many answers of equal weight would be as precise (Kish)."""
        return effective(self.weights)


@dataclass(frozen=True)
class Estimate:
    """A population total, its standard error, and the spread between two members of the population."""

    total: float
    error: float
    unit_variance: float


@dataclass(frozen=True)
class Estimates:
    """The same of several quantities, one place per column of what was estimated."""

    totals: Vector
    errors: Vector
    unit_variances: Vector

    def one(self, place: int) -> Estimate:
        return Estimate(float(self.totals[place]), float(self.errors[place]), float(self.unit_variances[place]))


def effective(weights: Vector) -> float:
    """(Σw)² / Σw²: Kish, Survey Sampling (1965), section 11.7; nobody is 0."""
    return float(weights.sum() ** 2 / (weights @ weights)) if weights.size else 0.0


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
    """The total of `values` in the population; see estimates."""
    return estimates(values[:, None], sample, degrees).one(0)


def estimates(values: Matrix, sample: Sample, degrees: int | None = None) -> Estimates:
    """The totals of the columns of `values` in the population, from the residuals of the calibration regression.

    v = n/(n − p) · Σ(1 − π)(u − ū)², u the weighted residuals, p the auxiliaries and π the chance to answer; `degrees`
    replaces n − p (R takes n − 1).
    """
    left = sample.weights[:, None] * sample.residuals(values)
    squares = (left - left.mean(axis=0)) ** 2 * sample.size / (degrees or sample.degrees)
    chances = np.full(sample.size, 1 - sample.unseen) if sample.chances is None else sample.chances
    spread, seen = squares.sum(axis=0), (1 - chances) @ squares
    variances = np.where(seen > CLOSE, seen, 0.0)
    unit = np.where(spread > CLOSE, sample.size * spread / sample.population**2, 0.0)
    return Estimates(sample.weights @ values, variances**0.5, unit)


def ratio(values: Vector, base: Vector, sample: Sample) -> tuple[float, float]:
    """The share of `values` in `base` (a part of the population) and its standard error, linearised."""
    shares, errors = ratios(values[:, None], base[:, None], sample)
    return float(shares[0]), float(errors[0])


def ratios(values: Matrix, bases: Matrix, sample: Sample) -> tuple[Vector, Vector]:
    """Column by column the ratio of the totals and its linearised standard error."""
    wholes = sample.weights @ bases
    shares = sample.weights @ values / wholes
    return np.asarray(shares), np.asarray(estimates(values - shares * bases, sample).errors / wholes)
