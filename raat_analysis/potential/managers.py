"""What the managers of an organisation say. How many managers there are is not known, so their answers are unweighted.

Hours and people of their teams are ratios of sums, with teams as clusters; the teams that answered are a part of all
employees, so that nothing is uncertain once their teams have everybody.
"""

from dataclasses import dataclass

import numpy as np

from raat_analysis.potential.answered import Managers
from raat_analysis.potential.hours import FULL_TIME
from raat_analysis.potential.intervals import Outcome, outcome, wilson, within
from raat_analysis.potential.pooling import ratio_of_sums
from raat_analysis.potential.questions import FEASIBLE, Said
from raat_analysis.potential.surveyed import FEWEST_OWN, SECRET, Row, Surveyed
from raat_analysis.potential.weighting import Vector

EXPECTS, OPEN, TEMPORARY = "manager_expects_more_pct", "open_hours_fte", "temporary_hours_fte"


@dataclass(frozen=True)
class Teams:
    """An amount and the size of each team of which a manager answered the question."""

    amounts: Vector
    sizes: Vector

    @property
    def managers(self) -> int:
        return int(self.sizes.size)


def manager_rows(each: Surveyed) -> list[Row]:
    """Percentages of the managers, and amounts of their teams reckoned for all employees."""
    shares = managers_said(each)
    return [*(_share(shares, place) for place in range(len(shares.questions))), _expects(each), *_needs(each)]


def managers_said(each: Surveyed) -> Said:
    """What managers said to the questions of the round; feasible conditions when all of them were asked for."""
    found = each.managers.said
    return found if "managers feasible_conditions" in each.asked else found.without(FEASIBLE)


def teams(managers: Managers, column: str) -> Teams:
    """Managers who left the question open are not there."""
    known = ~np.isnan(managers.teams[column])
    return Teams(managers.teams[column][known], managers.teams["team_size"][known])


def needed(each: Surveyed) -> dict[str, tuple[Teams, Outcome | None]]:
    """Open and temporary hours in fte; None with fewer than five managers, no entry when it was not asked."""
    columns = {OPEN: "open_hours"} | ({TEMPORARY: "temporary_hours"} if "temporary_hours" in each.asked else {})
    found = {measure: teams(each.managers, column) for measure, column in columns.items()}
    return {measure: (team, of_all_staff(team, each.staff, each.staff / FULL_TIME)) for measure, team in found.items()}


def _share(found: Said, place: int) -> Row:
    """Secret with fewer than five managers; Wilson's interval, also when all say the same."""
    question, number = found.questions[place], int(found.respondents[place])
    row = question.key | {"contributors": number}
    if number < FEWEST_OWN:
        return row | SECRET
    count = float(found.values[:, place].sum())
    parts: Row = {"value": 100 * count / number, "numerator": count, "denominator": float(number)}
    return row | parts | within(question.measure, *wilson(count, number))


def _expects(each: Surveyed) -> Row:
    found = teams(each.managers, "expects_more_hours")
    reached = of_all_staff(found, each.staff, 100)
    row: Row = {"measure": EXPECTS, "contributors": found.managers}
    if reached is None:
        return row | SECRET
    parts: Row = {"numerator": float(found.amounts.sum()), "denominator": float(found.sizes.sum())}
    return row | reached.fields(EXPECTS) | parts


def _needs(each: Surveyed) -> list[Row]:
    rows = []
    for measure, (found, reached) in needed(each).items():
        row: Row = {"measure": measure, "contributors": found.managers}
        figures = (
            SECRET
            if reached is None
            else reached.fields(measure)
            | {
                "numerator": reached.value * FULL_TIME,
                "denominator": FULL_TIME,
            }
        )
        rows.append(row | figures)
    return rows


def of_all_staff(found: Teams, staff: int, factor: float) -> Outcome | None:
    """The ratio of the sums times a factor; None with fewer than five managers."""
    if found.managers < FEWEST_OWN:
        return None
    value, error = ratio_of_sums(found.amounts, found.sizes)
    unseen = max(0.0, 1 - float(found.sizes.sum()) / staff)
    return outcome(factor * value, factor * error * unseen**0.5, found.managers - 1)
