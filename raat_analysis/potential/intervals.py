"""Intervals of 90%, for the numbers of Fase 0."""

from dataclasses import dataclass
from functools import cache

from raat_analysis.codelists import entries

LEVEL_PCT = 90
NORMAL = 1.6448536269514722
ANY_SIGN = ("potential_net_fte", "potential_more_change_fte")


@dataclass(frozen=True)
class Outcome:
    """An estimate with its interval (ends are None when there is nothing to judge the spread by), and with the
    standard error and degrees of freedom that a difference between two outcomes is judged by."""

    value: float
    lower: float | None = None
    upper: float | None = None
    error: float = 0.0
    degrees: float = 1.0

    def moved(self, value: float) -> "Outcome":
        """The same spread around another value."""
        by = value - self.value
        lower, upper = (None if end is None else end + by for end in (self.lower, self.upper))
        return Outcome(value, lower, upper, self.error, self.degrees)

    def times(self, factor: float) -> "Outcome":
        """The same on another scale."""
        lower, upper = (None if end is None else end * factor for end in (self.lower, self.upper))
        return Outcome(self.value * factor, lower, upper, self.error * factor, self.degrees)

    def fields(self, measure: str) -> dict[str, object]:
        """Value, lower, upper and interval_pct of a row; see within."""
        if self.lower is None or self.upper is None:
            return {"value": self.value}
        return {"value": self.value, **within(measure, self.lower, self.upper)}


def outcome(value: float, error: float, degrees: float) -> Outcome:
    """An interval by Student's t; none when everybody says the same or everybody was asked."""
    if error <= 0 or degrees < 1:
        return Outcome(value)
    margin = student(degrees) * error
    return Outcome(value, value - margin, value + margin, error, degrees)


@cache
def student(degrees: float) -> float:
    """The factor of Student's t for an interval of 90%."""
    from scipy.special import stdtrit  # scipy is slow to import, and an organisation without answers needs none

    return float(stdtrit(degrees, (100 + LEVEL_PCT) / 200))


def within(measure: str, lower: float, upper: float) -> dict[str, object]:
    """Percentages stay within 0 and 100, and amounts that cannot be negative at or above 0."""
    unit = entries("measures")[measure]["unit"]
    floor = float("-inf") if measure in ANY_SIGN or unit == "procentpunt" else 0.0
    ceiling = 100.0 if unit == "%" else float("inf")
    return {"lower": max(floor, lower), "upper": min(ceiling, upper), "interval_pct": LEVEL_PCT}


def alike(value: float, effective: float, unseen: float, degrees: float) -> Outcome:
    """A percentage of 0 or 100, of answers that are all alike: Wilson's interval.

    With as many answers as they are worth (effective), and more when few did not answer (`unseen`: the finite
    population). When everybody answered there is nothing uncertain.
    """
    if unseen <= 0:
        return Outcome(value)
    number = effective / unseen
    lower, upper = wilson(value / 100 * number, number)
    return Outcome(value, lower, upper, (upper - lower) / (2 * NORMAL), degrees)


def wilson(count: float, number: float) -> tuple[float, float]:
    """Wilson's interval for a percentage of a simple count; of none it begins at 0 exactly, of all it ends at 100."""
    share, z2 = count / number, NORMAL**2
    middle = share + z2 / (2 * number)
    half = NORMAL * (share * (1 - share) / number + z2 / (4 * number**2)) ** 0.5
    lower = 0.0 if share <= 0 else 100 * (middle - half) / (1 + z2 / number)
    return lower, 100.0 if share >= 1 else 100 * (middle + half) / (1 + z2 / number)


def difference(now: Outcome, before: Outcome) -> Outcome:
    """Now minus before, of two samples drawn apart: Welch's error, with Satterthwaite's degrees of freedom.

    People who answered both times make the true error smaller, so the interval is wide rather than narrow. With no
    spread known of one of the two there is no interval.
    """
    value = now.value - before.value
    if now.error <= 0 or before.error <= 0:
        return Outcome(value)
    first, second = now.error**2, before.error**2
    degrees = (first + second) ** 2 / (first**2 / now.degrees + second**2 / before.degrees)
    return outcome(value, (first + second) ** 0.5, degrees)
