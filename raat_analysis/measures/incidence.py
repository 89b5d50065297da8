"""Shares and medians of times that are not all over yet, when a time can end in more than one way.

Still open: Kaplan & Meier (1958), all endings together; standard error of Greenwood. Ended in one way: the cumulative
incidence of Aalen & Johansen (1978), F(t) = Σ S(before) × endings of that way ÷ still open; one minus Kaplan-Meier with
the other endings as censored would say too much. Both from statsmodels; intervals are log(-log), as Kalbfleisch &
Prentice (1980), so they stay between 0 and 1.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
CENSORED, FILLED = 0, 1
HALF = 0.5 - 1e-9  # half but for the last digits of a sum


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; without interval where the data do not give one."""

    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Curve:
    """A share by day, from the first day on which something happens; `band` has its lower and upper ends."""

    days: Floats
    share: Floats
    band: tuple[Floats, Floats]
    start: float  # the share before that day
    known_until: float

    def at(self, day: float) -> Estimate | None:
        """The share at a day; None when nobody was followed that long."""
        if day > self.known_until:
            return None
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            return Estimate(self.start)
        lower, upper = (float(end[place]) for end in self.band)
        ends = (lower, upper) if np.isfinite([lower, upper]).all() else (None, None)
        return Estimate(float(self.share[place]), *ends)

    def median(self) -> Estimate | None:
        """The first day on which a rising share is a half; None when it does not get there."""
        reached, soonest, latest = (_first(self.days, each) for each in (self.share, self.band[1], self.band[0]))
        if reached is None:
            return None
        return Estimate(reached) if soonest is None or latest is None else Estimate(reached, soonest, latest)


def filled(days: Days, endings: Days, interval_pct: int) -> Curve:
    """The share filled by each day (Aalen-Johansen). `endings`: 0 not yet, 1 filled, more are other ways."""
    with np.errstate(divide="ignore", invalid="ignore"):  # the standard error after the last ending of all
        found = CumIncidenceRight(days, endings)
    share = found.cinc[0] if endings.max() >= FILLED else np.zeros(len(found.times))
    error = found.cinc_se[0] if endings.max() >= FILLED else np.full(len(found.times), np.nan)
    return Curve(found.times, share, _band(share, error, interval_pct), 0.0, _known_until(days, endings))


def still_open(days: Days, endings: Days, interval_pct: int) -> Curve:
    """The share still open after each day (Kaplan-Meier), whatever the way in which the others ended."""
    over = (endings != CENSORED).astype(np.int64)
    if not over.any():
        return Curve(np.empty(0), np.empty(0), (np.empty(0), np.empty(0)), 1.0, float(days.max()))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = SurvfuncRight(days, over)
    band = _band(found.surv_prob, found.surv_prob_se, interval_pct)
    return Curve(found.surv_times, found.surv_prob, band, 1.0, _known_until(days, endings))


def _known_until(days: Days, endings: Days) -> float:
    """The last day on which somebody was followed; for ever, when all that were followed so long have ended."""
    last = days.max()
    return float(last) if (endings[days == last] == CENSORED).any() else float("inf")


def _band(share: Floats, error: Floats, interval_pct: int) -> tuple[Floats, Floats]:
    """The ends of the log(-log) interval at each day; not a number where the share is 0 or 1, or has no error."""
    z = NormalDist().inv_cdf(0.5 + interval_pct / 200)
    inside = (share > 0) & (share < 1) & np.isfinite(error)
    base = np.where(inside, share, np.nan)
    with np.errstate(invalid="ignore"):
        width = np.exp(z * error / (base * np.abs(np.log(base))))
    return base**width, base ** (1 / width)


def _first(days: Floats, share: Floats) -> float | None:
    reached = np.flatnonzero(share >= HALF)
    return float(days[reached[0]]) if reached.size else None
