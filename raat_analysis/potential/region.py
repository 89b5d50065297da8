"""The picture of a region: potentials for all organisations of the region, reasons for those that took part.

Only organisations with ten respondents or more count. Fewer than three of them: no estimate, because two could work
out each other's figures. A branch has figures from five on. Rows of branches with fewer have status missing: they only
say who is behind them, so that protection knows what is left when a reader subtracts (disclosure/survey_branches.py).
Status modelled; contributors are the organisations behind a number.
"""

from collections.abc import Iterator

import polars as pl

from raat_analysis.contributors import contributions_of
from raat_analysis.numbers_table import number_rows
from raat_analysis.potential.amounts import RETENTION
from raat_analysis.potential.change import change_rows
from raat_analysis.potential.employees import WHOLE
from raat_analysis.potential.participants import Participants, participants
from raat_analysis.potential.pooling import pooled_row
from raat_analysis.potential.questions import REASON
from raat_analysis.potential.region_change import change_behind, change_outcomes
from raat_analysis.potential.region_totals import total_rows, wish_rows
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, SECRET, Row, Surveyed

FEWEST_IN_BRANCH = 5
OF_BRANCHES = ("condition", "obstacle", "manager_")  # how the measures begin of which branches have percentages
MISSING: Row = {"status": "missing"}
FIGURES = ("value", "numerator", "denominator", "lower", "upper", "interval_pct")


def region_numbers(organisations: list[Surveyed], members: pl.DataFrame) -> pl.DataFrame:
    """Number rows for every region and round with a personnel extract; `members` are all organisations."""
    rows: list[Row] = []
    whole: dict[str, Participants] = {}
    for region_code, edition in sorted({(each.region_code, each.round) for each in organisations}):
        there = [each for each in organisations if (each.region_code, each.round) == (region_code, edition)]
        found = participants(there, members.filter(region_code=region_code))
        key: Row = {"region_code": region_code, "period": edition, "edition": edition}
        made = [*_sector(found[0]), *_changes(found[0], whole.get(region_code)), *_branches(found[1:])]
        rows += [key | row for row in [*made, *_participation(found)]]
        whole[region_code] = found[0]
    return number_rows(rows)


def _participation(found: list[Participants]) -> Iterator[Row]:
    """How many organisations took part, of how many: a count of organisations, of every branch."""
    for each in found:
        count = float(each.number)
        row: Row = {"measure": "fase0_organisations", "branch_code": each.branch_code, "status": "final"}
        yield row | {"value": count, "numerator": count, "denominator": float(each.members)}


def _sector(region: Participants) -> list[Row]:
    rows = [*_response(region), *wish_rows(region), *total_rows(region)]
    leaving: Row = dict(contributions_of(region.answered_to(REASON)))  # behind retention is who gave a reason
    behind = (region.behind | (leaving if row["measure"] == RETENTION else {}) | row for row in rows)
    return [*behind, *_percentages(region)]


def _branches(found: list[Participants]) -> Iterator[Row]:
    """Rows of every branch in which somebody took part; without figures below five organisations."""
    for each in found:
        rows = [*(each.behind | row for row in [*wish_rows(each), *total_rows(each)]), *_percentages(each)]
        enough = each.number >= FEWEST_IN_BRANCH
        for row in rows if each.number else []:
            figures = row if enough else {name: row[name] for name in row if name not in FIGURES} | MISSING
            yield figures | {"branch_code": each.branch_code}


def _response(region: Participants) -> Iterator[Row]:
    respondents = float(sum(number for _, number in region.respondents))
    staff = max(float(region.staff.sum()), 1.0)
    share: Row = {"value": 100 * respondents / staff, "numerator": respondents, "denominator": staff}
    number: Row = {"value": respondents, "numerator": respondents}
    for measure, found in (("fase0_respondents", number), ("fase0_response_pct", share)):
        yield {"measure": measure, "status": "final"} | (found if region.number >= FEWEST_ORGANISATIONS else SECRET)


def _percentages(region: Participants) -> Iterator[Row]:
    """Of the participants together; of a branch those of conditions, obstacles and managers."""
    for place, question in enumerate(region.those[0].questions if region.those else []):
        if region.branch_code == WHOLE or question.measure.startswith(OF_BRANCHES):
            yield pooled_row(question.key, region.counts(place), region.answered(place))


def _changes(region: Participants, before: Participants | None) -> list[Row]:
    if before is None:
        return []
    rows = change_rows(change_outcomes(region), change_outcomes(before))
    return [change_behind(region, before) | row for row in rows]
