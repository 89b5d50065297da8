"""Who took part in a region and round, of the sector or of a branch, with everything that is added up over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.contributors import contributions_of
from raat_analysis.potential.employees import WHOLE, branch_of
from raat_analysis.potential.managers import EXPECTS, managers_said, teams
from raat_analysis.potential.questions import LEAVING, WISHES, Question, Said
from raat_analysis.potential.surveyed import FEWEST_RESPONDENTS, Row, Surveyed
from raat_analysis.potential.weighting import Matrix, Sample, Vector, estimates

Behind = list[tuple[str, float]]
TEAMS = Question(EXPECTS, "total", "total", pl.lit(True), pl.lit(True))


@dataclass(frozen=True)
class Participant:
    """An organisation with ten respondents or more: the total and unit variance of every amount by name, and the count,
    base and respondents (managers) of every percentage, in the order of `questions`."""

    organisation: Surveyed
    totals: Mapping[str, float]
    unit_variances: Mapping[str, float]
    questions: list[Question]
    counts: Matrix

    @property
    def code(self) -> str:
        return self.organisation.organisation_code


@dataclass(frozen=True)
class Participants:
    """Participants of the sector or a branch, and the staff of each other organisation in it."""

    branch_code: str
    those: list[Participant]
    other_staff: Vector
    members: int

    @property
    def number(self) -> int:
        return len(self.those)

    @cached_property
    def respondents(self) -> Behind:
        return [(each.code, float(each.organisation.respondents)) for each in self.those]

    @cached_property
    def behind(self) -> Row:
        """Who contributed to an estimate: everybody with an answer."""
        return dict(contributions_of(self.respondents))

    @cached_property
    def staff(self) -> Vector:
        return np.array([each.organisation.staff for each in self.those], dtype=np.float64)

    @cached_property
    def rest(self) -> Vector:
        """Their staff that was not asked, of organisations of which only a part takes part."""
        return np.array([each.organisation.outside for each in self.those], dtype=np.float64)

    @property
    def everybody(self) -> float:
        return float(self.staff.sum() + self.rest.sum() + self.other_staff.sum())

    def answered(self, place: int) -> Behind:
        """The respondents of each to the question at `place`."""
        return [(each.code, float(each.counts[place, 2])) for each in self.those]

    def answered_to(self, measure: str) -> Behind:
        """The same of the first question of a measure; nobody when it was not asked."""
        places = [
            n for n, question in enumerate(self.those[0].questions if self.those else []) if question.measure == measure
        ]
        return self.answered(places[0]) if places else []

    def counts(self, place: int) -> Matrix:
        return np.array([each.counts[place, :2] for each in self.those], dtype=np.float64).reshape(-1, 2)


def in_sector(branch_code: str) -> bool:
    """Whether a branch is part of care and welfare without childcare (T5)."""
    return branch_code == WHOLE or WHOLE in entries("branches")[branch_code]["part_of"]


def participants(organisations: list[Surveyed], members: pl.DataFrame) -> list[Participants]:
    """Those of one region and round: of the sector first, then of each branch with members, in order of its code.

    `members` are the organisations of the region in the members' register.
    """
    enough = [each for each in organisations if each.respondents >= FEWEST_RESPONDENTS and in_sector(each.branch_code)]
    those = [_participant(each, each.sample) for each in enough if each.sample is not None]
    coded = members.filter(pl.col("branch_code").map_elements(in_sector, return_dtype=pl.Boolean)).with_columns(
        pl.col("branch_code").map_elements(branch_of, return_dtype=pl.String).alias("branch")
    )
    codes = sorted(set(coded["branch"]))
    within = {WHOLE: coded} | {code: coded.filter(branch=code) for code in codes}
    return [_of(branch, those, staff) for branch, staff in within.items()]


def _of(branch: str, those: list[Participant], members: pl.DataFrame) -> Participants:
    own = [each for each in those if branch in (WHOLE, branch_of(each.organisation.branch_code))]
    codes = [each.code for each in own]
    others = members.filter(~pl.col("organisation_code").is_in(codes)).sort("organisation_code")
    return Participants(branch, own, np.asarray(others["employees"].to_numpy(), dtype=np.float64), members.height)


def _participant(each: Surveyed, sample: Sample) -> Participant:
    wishes, found = each.answers.said.only(*WISHES.values(), LEAVING), each.answers.amounts
    names = [*(question.measure for question in wishes.questions), *(amount.name for amount in found)]
    reached = estimates(np.column_stack([wishes.values, *(amount.values for amount in found)]), sample)
    totals = dict(zip(names, reached.totals.tolist(), strict=True))
    spread = dict(zip(names, reached.unit_variances.tolist(), strict=True))
    people = each.answers.said.only(*({q.measure for q in each.answers.said.questions} - set(names)))
    return Participant(each, totals, spread, *_pooled(each, people, sample))


def _pooled(each: Surveyed, people: Said, sample: Sample) -> tuple[list[Question], Matrix]:
    """Percentages of respondents (weighted) and of managers (as they are)."""
    led, team = managers_said(each), teams(each.managers, "expects_more_hours")
    weighted = np.column_stack([sample.weights @ people.values, sample.weights @ people.bases, people.respondents])
    counted = np.column_stack([led.values.sum(axis=0), led.respondents, led.respondents])
    last = np.array([[team.amounts.sum(), team.sizes.sum(), team.managers]], dtype=np.float64)
    return [*people.questions, *led.questions, TEAMS], np.vstack([weighted, counted, last])
