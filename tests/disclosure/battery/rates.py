"""Percentages of known denominators beside counts: each bounds its count."""

from dataclasses import dataclass, replace

import numpy as np

from raat_analysis.disclosure.system import Flags, Sizes
from tests.disclosure.battery.cases import Case


@dataclass(frozen=True)
class Rate:
    """A published percentage of a known denominator, in so many decimals."""

    denominator: Sizes
    decimals: int

    def least(self, true: Sizes) -> Sizes:
        """The smallest whole numerator with this percentage."""
        return np.ceil(self.denominator * (self._shown(true) - self._half()) / 100 - 1e-9)

    def most(self, true: Sizes) -> Sizes:
        """The largest whole numerator with this percentage."""
        return np.floor(self.denominator * (self._shown(true) + self._half()) / 100 + 1e-9)

    def _shown(self, true: Sizes) -> Sizes:
        return np.round(100 * true / self.denominator, self.decimals)

    def _half(self) -> float:
        return float(0.5 * 10.0**-self.decimals)


def rated(made: Case, seed: int, decimals: int, shown: Flags) -> Case:
    """The same publication with a percentage beside each of the cells `shown`; denominators are about eleven times."""
    true = made.system.true
    denominator = np.ceil((true + 1) * np.random.default_rng(seed).uniform(8, 14, true.size))
    rate = Rate(denominator, decimals)
    least = np.where(shown, np.maximum(rate.least(true), 0), made.system.least)
    most = np.where(shown, rate.most(true), made.system.most)
    return replace(made, system=replace(made.system, least=least, most=most))
