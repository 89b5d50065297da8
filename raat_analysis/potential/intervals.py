"""Intervals of 90%, for the numbers of Fase 0."""

from raat_analysis.codelists import entries

LEVEL_PCT = 90
NORMAL = 1.6448536269514722


def student(degrees: int) -> float:
    """The factor of Student's t for an interval of 90%."""
    from scipy.special import stdtrit  # scipy is slow to import, and an organisation without answers needs none

    return float(stdtrit(degrees, (100 + LEVEL_PCT) / 200))


def interval(measure: str, value: float, error: float, degrees: int) -> dict[str, object]:
    """Lower, upper and interval_pct; nothing when there is no spread to judge by (nobody, or everybody, agrees).

    Percentages stay within 0 and 100, and amounts that cannot be negative at or above 0.
    """
    if error <= 0 or degrees < 1:
        return {}
    margin = student(degrees) * error
    return within(measure, value - margin, value + margin)


def within(measure: str, lower: float, upper: float) -> dict[str, object]:
    floor = float("-inf") if measure == "potential_net_fte" else 0.0
    ceiling = 100.0 if entries("measures")[measure]["unit"] == "%" else float("inf")
    return {"lower": max(floor, lower), "upper": min(ceiling, upper), "interval_pct": LEVEL_PCT}


def wilson(count: float, number: float) -> tuple[float, float]:
    """Wilson's interval for a percentage of a simple count."""
    share, z2 = count / number, NORMAL**2
    middle = share + z2 / (2 * number)
    half = NORMAL * (share * (1 - share) / number + z2 / (4 * number**2)) ** 0.5
    return 100 * (middle - half) / (1 + z2 / number), 100 * (middle + half) / (1 + z2 / number)
