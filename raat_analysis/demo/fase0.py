"""The world of Fase 0 under a seed: who works at the Twente organisations, who answers, and what is true of them.

The exports are made of the world of the published seed. A test makes others, with other people, other answers and other
organisations that hold the survey; the organisations themselves and their sizes stay as they are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from raat_analysis.demo.earlier import people_before
from raat_analysis.demo.fase0_truth import true_shares, true_totals
from raat_analysis.demo.managers import teams
from raat_analysis.demo.participation import delivered, members, surveyed, surveyed_before
from raat_analysis.demo.randomness import ROOT
from raat_analysis.demo.surveys import employee_answers
from raat_analysis.demo.workforce import FULL_TIME, people

BEFORE, ROUND = "2025-1", "2026-1"
ROUNDS = (BEFORE, ROUND)
RESPONSE = ["organisation_code", "round", "response_number"]
PERSON = ["function_group", "age_class", "contract_hours", "actual_hours"]
STAFF = ["organisation_code", "round", "employee_number", "function_group", "age_class", "contract_kind", *PERSON[2:]]
WISHES = ["wants", "desired_hours", "condition", "obstacle", "discussed", "intends_to_leave", "leave_reason"]
TEAM = ["team_size", "open_hours", "temporary_hours", "expects_more_hours", "asks_in_review", "room_in_budget"]
ASKED = {"employees": ["conditions", "obstacles"], "managers": ["feasible_conditions"]}


@dataclass(frozen=True)
class Part:
    """One organisation in one round: who is in its personnel extract, their answers, and all their teams.

    `everybody` are all employees: more than are in the extract where only a part of an organisation takes part. Without
    the survey there are no answers and no teams (`answers` and `teams` without rows).
    """

    code: str
    round: str
    everybody: pl.DataFrame
    staff: pl.DataFrame
    answers: pl.DataFrame
    teams: pl.DataFrame

    @property
    def managers(self) -> pl.DataFrame:
        """The answers of managers, in order of response number."""
        return self.teams.filter("answers").sort("response_number")


@dataclass(frozen=True)
class World:
    """Tidy tables as after a check that had nothing to set aside, and the truth behind them.

    `truth`: one row per organisation and round, totals of everybody in its personnel extract; `true_shares`: the same
    for each condition, obstacle and reason to leave. `everybody`: totals as in `truth` of all employees, also those who
    are in no extract; what is true of the region is their sum. `organisations` are those of Twente that were asked for.
    """

    organisations: pl.DataFrame
    workforce: pl.DataFrame
    employee_answers: pl.DataFrame
    manager_answers: pl.DataFrame
    answer_choices: pl.DataFrame
    truth: pl.DataFrame
    true_shares: pl.DataFrame
    everybody: pl.DataFrame


def fase0_world(
    seed: int,
    not_at_random: bool = False,
    informative: bool = False,
    organisations: Collection[str] | None = None,
    rounds: Collection[str] = ROUNDS,
) -> World:
    """The world of Fase 0 under a seed, of all Twente organisations or of some, in both rounds or in one.

    An organisation's people and answers do not depend on which others are asked for. With `not_at_random` the wish
    itself influences who answers, with `informative` an organisation with more potential holds the survey more often.
    """
    return world_of(fase0_parts(seed, not_at_random, informative, organisations, rounds))


@cache
def published_parts(not_at_random: bool = False) -> tuple[Part, ...]:
    """The organisations of the exports, in both rounds."""
    return tuple(fase0_parts(ROOT, not_at_random))


def fase0_parts(
    seed: int,
    not_at_random: bool = False,
    informative: bool = False,
    organisations: Collection[str] | None = None,
    rounds: Collection[str] = ROUNDS,
) -> list[Part]:
    """Every organisation in every round in which it delivers a personnel extract, in order of code and round."""
    asked = members()["organisation_code"].to_list() if organisations is None else sorted(organisations)
    there = members() if informative else members().filter(pl.col("organisation_code").is_in(asked))
    sizes = there.select("organisation_code", "branch", "employees").rows()
    staff = {code: people(code, branch, size, seed) for code, branch, size in sizes}
    holders = surveyed(seed, {code: _potential(table) for code, table in staff.items()} if informative else None)
    earlier = surveyed_before(holders, seed) if BEFORE in rounds else []
    return [
        part
        for code in asked
        for part in _rounds(code, staff[code], code in holders, code in earlier, seed, not_at_random)
        if part.round in rounds
    ]


def _rounds(
    code: str, staff: pl.DataFrame, holds: bool, earlier: bool, seed: int, not_at_random: bool
) -> Iterator[Part]:
    if earlier:
        yield _part(code, BEFORE, people_before(staff, seed), True, seed, not_at_random)
    yield _part(code, ROUND, staff, holds, seed, not_at_random)


def _part(code: str, round_code: str, everybody: pl.DataFrame, holds: bool, seed: int, not_at_random: bool) -> Part:
    staff = delivered(everybody, code, seed)
    there = staff.with_columns(round=pl.lit(round_code))
    if not holds:
        return Part(code, round_code, everybody, there, *_nobody())
    answers = employee_answers(staff, round_code, seed, not_at_random)
    return Part(code, round_code, everybody, there, answers, teams(code, round_code, staff.height, seed))


@cache
def _nobody() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Answers and teams without rows."""
    staff = people("nobody", "SW", 1)
    return employee_answers(staff, ROUND).clear(), teams("nobody", ROUND, 1).clear()


def _potential(staff: pl.DataFrame) -> float:
    """Hours wished for more, per employee."""
    return float(true_totals(staff)["more_fte"]) * FULL_TIME / staff.height


def world_of(parts: Collection[Part]) -> World:
    """The tidy tables of these organisations and rounds, and their truth."""
    answers = pl.concat([part.answers for part in parts])
    managers = pl.concat([part.managers for part in parts])
    staff = pl.concat([part.staff for part in parts])
    return World(
        organisations=_register({part.code for part in parts}),
        workforce=staff.select(STAFF),
        employee_answers=answers.select(*RESPONSE, *PERSON, *WISHES),
        manager_answers=managers.select(*RESPONSE, *TEAM, "feasible_condition", "obstacle"),
        answer_choices=pl.concat([_choices(answers, "employees"), _choices(managers, "managers")]),
        truth=pl.DataFrame([_facts(part) for part in parts], infer_schema_length=None),
        true_shares=true_shares(staff),
        everybody=pl.DataFrame([_place(part) | true_totals(part.everybody) for part in parts]),
    )


def _register(codes: set[str]) -> pl.DataFrame:
    there = members().filter(pl.col("organisation_code").is_in(list(codes)))
    named = there.rename({"region": "region_code", "branch": "branch_code"})
    return named.select("organisation_code", "region_code", "branch_code", "employees", "takes_part")


def _choices(answers: pl.DataFrame, survey: str) -> pl.DataFrame:
    """One row is a thing that somebody named in a question where more than one may be named."""
    rows = [
        answers.select(
            "organisation_code",
            "round",
            pl.lit(survey).alias("survey"),
            "response_number",
            pl.lit(question).alias("question"),
            pl.col(question).alias("code"),
        ).filter(pl.col("code").list.len() > 0)
        for question in ASKED[survey]
    ]
    return pl.concat(rows).explode("code")


def _facts(part: Part) -> dict[str, object]:
    """What is true of one organisation in one round, and how many answered."""
    answered = {"respondents": part.answers.height, "teams": part.teams.height, "managers": part.managers.height}
    hours = {
        f"{name}_fte": float(part.teams[f"{name}_hours"].sum()) / FULL_TIME if answered["teams"] else None
        for name in ("open", "temporary")
    }
    return _place(part) | answered | true_totals(part.staff) | hours


def _place(part: Part) -> dict[str, object]:
    return {"organisation_code": part.code, "round": part.round}
