"""Mixtures of beta distributions, one per column: their means, and quantiles without drawing anything."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaln

Table = NDArray[np.float64]
STEPS = 60
CLOSE = 1e-9  # Newton doubles the digits, so after a step this small the value is exact


@dataclass(frozen=True)
class Mixture:
    """Weights of the components (rows), and the two parameters of each component in each mixture (column)."""

    weights: Table
    first: Table
    second: Table

    def mean(self) -> Table:
        return np.asarray(self.weights @ (self.first / (self.first + self.second)))

    def below(self, value: Table) -> Table:
        """The chance of at most `value` in each mixture."""
        return np.asarray(self.weights @ betainc(self.first, self.second, value))

    def density(self, value: Table) -> Table:
        a, b = self.first, self.second
        return np.asarray(self.weights @ np.exp((a - 1) * np.log(value) + (b - 1) * np.log1p(-value) - betaln(a, b)))


def quantile(mixture: Mixture, chance: float) -> Table:
    """The value below which each mixture lies with this chance: Newton's steps, halved where they leave the bracket."""
    low, high = np.zeros(mixture.first.shape[1]), np.ones(mixture.first.shape[1])
    value = np.clip(mixture.mean(), 1e-12, 1 - 1e-12)
    for _ in range(STEPS):
        over = mixture.below(value) - chance
        low, high = np.where(over < 0, value, low), np.where(over < 0, high, value)
        step = value - over / np.maximum(mixture.density(value), 1e-300)
        inside = (step >= low) & (step <= high)
        following = np.where(inside, step, (low + high) / 2)
        moved = float(np.abs(following - value).max())
        value = following
        if moved < CLOSE:
            break
    return value
