"""Totals over all staff of a region or branch, also of organisations that did not take part (prediction.py)."""

from collections.abc import Iterator

import numpy as np

from raat_analysis.potential.amounts import PERSONS, RETENTION
from raat_analysis.potential.employees import WHOLE
from raat_analysis.potential.hours import CONDITIONAL, CONTRACT, FULL_TIME, MORE, NOW
from raat_analysis.potential.intervals import Outcome, outcome
from raat_analysis.potential.participants import Participants
from raat_analysis.potential.prediction import Rates, predicted_total, smoothed_variances
from raat_analysis.potential.questions import LEAVING, WISHES
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, SECRET, Row

OTHERS = "potential_others_fte"
EVERYBODY = "everybody"  # all staff, which is known
OTHERS_PCT = (50, 75, 100)
OF_SECTOR = (CONTRACT, RETENTION)  # of the sector only


def wish_rows(region: Participants) -> Iterator[Row]:
    """Percentages of all staff: wishes, which add up to 100, and for the sector who thinks of leaving."""
    everybody = region.everybody
    same, others = WISHES["no"], [name for wish, name in WISHES.items() if wish != "no"]
    for measure in [*others, *([LEAVING] if region.branch_code == WHOLE else [])]:
        yield _row(region, {"measure": measure}, {measure: 1.0}, everybody / 100, everybody)
    left = {EVERYBODY: 1.0} | dict.fromkeys(others, -1.0)
    yield _row(region, {"measure": same}, left, everybody / 100, everybody, same)


def total_rows(region: Participants) -> Iterator[Row]:
    """Potentials and expectations, and for the sector what others may hold."""
    for amount in region.those[0].organisation.answers.amounts if region.those else []:
        if region.branch_code == WHOLE or amount.measure not in OF_SECTOR:
            key: Row = {"measure": amount.measure, "scenario": amount.scenario}
            denominator = amount.per if amount.measure != PERSONS else None
            yield _row(region, key, amount.parts or {amount.name: 1.0}, amount.per, denominator, amount.name)
    for pct in OTHERS_PCT if region.branch_code == WHOLE else ():
        key = {"measure": OTHERS, "breakdown": "others", "category": str(pct)}
        yield _row(region, key, {NOW: 1.0, CONDITIONAL: 1.0}, FULL_TIME, FULL_TIME, MORE, pct / 100)


def _row(
    region: Participants,
    key: Row,
    parts: dict[str, float],
    per: float,
    denominator: float | None,
    name: str = "",
    others: float = 1.0,
) -> Row:
    """The sum of the parts, each predicted, with the margin of their sum predicted as one (`name`)."""
    if region.number < FEWEST_ORGANISATIONS:
        return key | SECRET
    total = sum(factor * predicted(region, part, others).value for part, factor in parts.items())
    found = predicted(region, name or next(iter(parts)), others).moved(total)
    figures = found.times(1 / per).fields(str(key["measure"]))
    return key | figures | {"numerator": total, "denominator": denominator}


def predicted(region: Participants, name: str, others: float = 1.0) -> Outcome:
    """The total of an amount over all staff; `others`: which part of the mean the others have."""
    if name == EVERYBODY:
        return Outcome(region.everybody)
    unit = np.array([each.unit_variances[name] for each in region.those])
    respondents = np.array([number for _, number in region.respondents])
    rates = np.array([each.totals[name] for each in region.those]) / region.staff
    variances = smoothed_variances(unit, respondents, region.staff)
    total, error = predicted_total(Rates(rates, variances, region.staff, region.rest, region.other_staff), others)
    return outcome(total, error, region.number - 1)
