"""When an interval gives a hidden count away. The rules are those of the policy; the reasons are words for a person.

persons: the count may be 1 to fewest − 1 and the interval is narrower than `fewest`, or ends below it. employers: one
possible value that is not zero, unless public adverts alone say so; with private facts also the p% rule. survey: one
possible value that is not zero (the threshold of ten is of respondents, not of those among them who give an answer).
rounding: an interval narrower than the base minus one.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.attacker.system import Flags, Numbers
from raat_analysis.attacker.thresholds import Threshold

CLOSE = 1e-6


def narrow(cells: pl.DataFrame, low: Numbers, high: Numbers, limits: dict[str, Threshold]) -> Flags:
    """For each hidden count whether its interval gives it away, by what the published numbers say alone."""
    found = np.zeros(cells.height, dtype=np.bool_)
    source = cells["source"].to_numpy()
    for name, limit in limits.items():
        own = (source == name) & cells["hidden"].to_numpy()
        if limit.rule == "persons":
            found |= own & _few(low, high, limit.fewest)
        elif limit.rule in ("employers", "survey"):
            found |= own & (high - low < 1) & (high > 0)
        elif limit.rule == "rounding":
            found |= own & (high - low < limit.base - 1)
    return found


def _few(low: Numbers, high: Numbers, fewest: float) -> Flags:
    sensitive = (low < fewest) & (high >= 1)
    return np.asarray(sensitive & ((high - low < fewest) | (high < fewest)))


@dataclass(frozen=True)
class Reach:
    """How far an interval must reach to be safe: at most `low`, at least `high`. Infinite: the rule asks nothing."""

    low: Numbers
    high: Numbers

    def missed(self, low: Numbers, high: Numbers) -> Flags:
        return np.asarray((low > self.low + CLOSE) | (high < self.high - CLOSE))

    def capped(self, low: Numbers, high: Numbers) -> "Reach":
        """What the intervals that public adverts alone leave make impossible is not asked."""
        return Reach(np.maximum(self.low, low), np.minimum(self.high, high))


def p_rule(cells: pl.DataFrame, facts: pl.DataFrame, limits: dict[str, Threshold]) -> Reach:
    """p%: who contributes second most may not tell the largest to within p percent; one who is alone neither.

    From the truth both ways: p% of the largest, minus what all but the two largest contribute.
    """
    p_pct = cells["source"].replace_strict({n: limit.p_pct for n, limit in limits.items()}, default=0.0).to_numpy()
    truth, first, second = (facts[n].to_numpy().astype(np.float64) for n in ("truth", "largest", "second_largest"))
    needed = p_pct / 100 * first - (truth - first - np.nan_to_num(second))
    employers = [name for name, limit in limits.items() if limit.rule == "employers"]
    judged = cells["hidden"].to_numpy() & np.isin(cells["source"].to_numpy(), employers) & (needed > CLOSE)
    return Reach(np.where(judged, np.maximum(truth - needed, 0.0), np.inf), np.where(judged, truth + needed, -np.inf))


def harmless(cells: pl.DataFrame, facts: pl.DataFrame, limits: dict[str, Threshold]) -> Flags:
    """Counts of employers that are hidden only to protect others: enough stand behind them, or nobody does."""
    fewest = cells["source"].replace_strict(
        {n: t.fewest for n, t in limits.items() if t.rule == "employers"}, default=np.inf
    )
    enough = facts["contributors"].fill_null(0).to_numpy() >= fewest.to_numpy()
    nothing = (facts["truth"] == 0).fill_null(False).to_numpy()
    return np.asarray((enough | nothing) & np.isfinite(fewest.to_numpy()))
