"""What changed since the round before: the difference, with the margin of two surveys that were held apart."""

from raat_analysis.potential.hours import FULL_TIME
from raat_analysis.potential.intervals import Outcome, difference
from raat_analysis.potential.surveyed import SECRET, Row

# The difference and the measure that it is of.
CHANGES = {
    "more_hours_now_change_pp": "more_hours_now_pct",
    "more_hours_conditional_change_pp": "more_hours_conditional_pct",
    "fewer_hours_change_pp": "fewer_hours_pct",
    "potential_more_change_fte": "potential_more_fte",
}
Outcomes = dict[str, Outcome | None]


def change_rows(now: Outcomes, before: Outcomes) -> list[Row]:
    """One row per change; secret when either round is. Who stands behind it is the caller's to say."""
    rows = []
    for change, measure in CHANGES.items():
        first, second = now[measure], before[measure]
        row: Row = {"measure": change}
        if first is None or second is None:
            rows.append(row | SECRET)
            continue
        parts: Row = (
            {"numerator": FULL_TIME * (first.value - second.value), "denominator": FULL_TIME}
            if change.endswith("_fte")
            else {"numerator": first.value, "denominator": second.value}
        )
        rows.append(row | difference(first, second).fields(change) | parts)
    return rows
