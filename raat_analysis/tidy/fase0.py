"""Fase 0: the personnel extract and the answers of employees and managers. Personal data: never published as it is."""

from collections.abc import Mapping

import polars as pl

from raat_analysis.contracts import contract
from raat_analysis.contracts.choices import chosen
from raat_analysis.contracts.model import CODES
from raat_analysis.tidy.coding import coded

SURVEYS = {"employees": "fase0_medewerkers", "managers": "fase0_leidinggevenden"}
ANSWER = ["organisation_code", "round", "response_number"]
CHOICES = dict.fromkeys(["organisation_code", "round", "survey", "response_number", "question", "code"], pl.String)


def workforce(extract: pl.DataFrame) -> pl.DataFrame:
    """One row is an employee of a participating organisation."""
    return coded(extract, "fase0_hr").select(
        "organisation_code",
        "round",
        "employee_number",
        "function_group",
        "age_class",
        "contract_kind",
        "contract_hours",
        "actual_hours",
    )


def employee_answers(answers: pl.DataFrame) -> pl.DataFrame:
    """One row is an employee's answer; condition and obstacle are empty when not answered.

    A condition counts of who wants more under conditions, a reason to leave of who thinks of leaving: the others were
    not asked, and the quality page counts those who answered all the same.
    """
    table = _asked(coded(answers, "fase0_medewerkers"))
    return table.select(
        "organisation_code",
        "round",
        "response_number",
        "function_group",
        "age_class",
        "contract_hours",
        "actual_hours",
        "wants",
        "desired_hours",
        "condition",
        "obstacle",
        "discussed",
        "intends_to_leave",
        "leave_reason",
    )


def manager_answers(answers: pl.DataFrame) -> pl.DataFrame:
    """One row is a manager's answer about a team."""
    return coded(answers, "fase0_leidinggevenden").select(
        "organisation_code",
        "round",
        "response_number",
        "team_size",
        "open_hours",
        "temporary_hours",
        "expects_more_hours",
        "asks_in_review",
        "room_in_budget",
        "feasible_condition",
        "obstacle",
    )


def answer_choices(surveys: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row is a thing that an answer names in a multiple-choice question.

    `surveys` has the checked table of both questionnaires, by source.
    """
    asked = {source: coded(table, source) for source, table in surveys.items()}
    asked |= {"fase0_medewerkers": _asked(asked["fase0_medewerkers"])}
    found = [pl.DataFrame(schema=CHOICES)]
    for survey, source in SURVEYS.items():
        questions = [name for name, column in contract(source).columns.items() if column.type == CODES]
        found += [_named(asked[source], source, name).with_columns(survey=pl.lit(survey)) for name in questions]
    return pl.concat(table.select(*CHOICES) for table in found)


def _asked(answers: pl.DataFrame) -> pl.DataFrame:
    conditional, leaving = pl.col("wants") == "conditional", pl.col("intends_to_leave") == "yes"
    conditions = [pl.when(conditional).then(pl.col(name)).alias(name) for name in ("conditions", "condition")]
    return answers.with_columns(*conditions, pl.when(leaving).then("leave_reason").alias("leave_reason"))


def _named(answers: pl.DataFrame, source: str, question: str) -> pl.DataFrame:
    """The things named in one question; the check let no cell through that cannot be read."""
    column = contract(source).columns[question]
    given = answers.select(*ANSWER, text=pl.col(question)).drop_nulls("text")
    texts = given["text"].unique().sort()
    codes = pl.DataFrame({"text": texts, "code": [list(chosen(text, column) or ()) for text in texts]})
    codes = codes.with_columns(pl.col("code").cast(pl.List(pl.String)))
    named = given.join(codes, on="text", how="left", validate="m:1").explode("code")
    return named.with_columns(question=pl.lit(question))
