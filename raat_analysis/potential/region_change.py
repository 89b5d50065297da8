"""What changed in a region since the round before."""

from raat_analysis.potential.change import CHANGES, Outcomes
from raat_analysis.potential.hours import CONDITIONAL, FULL_TIME, MORE, NOW
from raat_analysis.potential.participants import Participants
from raat_analysis.potential.region_totals import predicted
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, Row


def change_outcomes(region: Participants) -> Outcomes:
    """The outcomes that rounds are compared by, as they are published; None with too few organisations."""
    if region.number < FEWEST_ORGANISATIONS:
        return dict.fromkeys(CHANGES.values())
    found: Outcomes = {
        name: predicted(region, name).times(100 / region.everybody) for name in CHANGES.values() if name != MORE
    }
    both = predicted(region, NOW).value + predicted(region, CONDITIONAL).value
    return found | {MORE: predicted(region, MORE).moved(both).times(1 / FULL_TIME)}


def change_behind(now: Participants, before: Participants) -> Row:
    """Who is behind a difference: of each figure that of the round with the least protection."""
    both = [_sizes(now), _sizes(before)]
    given = min(each[1] for each in both)
    largest, second = (max(each[n] / max(each[1], 1.0) for each in both) * given for n in (2, 3))
    return {
        "contributors": int(min(each[0] for each in both)),
        "contributed": given,
        "largest": largest,
        "second_largest": second,
        "only_contributor": None,
    }


def _sizes(region: Participants) -> tuple[float, float, float, float]:
    """Organisations, their answers, and those of the largest and the next."""
    given = sorted((number for _, number in region.respondents), reverse=True)
    largest, second = [*given, 0.0, 0.0][:2]
    return float(len(given)), float(sum(given)), largest, second
