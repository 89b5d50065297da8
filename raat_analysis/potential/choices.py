"""Questions with more than one answer: what each respondent named, beside the one that matters most to him or her."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from raat_analysis.errors import RaatError, cases

ID = ["organisation_code", "round", "response_number"]
ANSWER = {"employees": "employee_answers", "managers": "manager_answers"}
# Per survey: the question with more answers, and the column of the one that matters most.
NAMED = {
    "employees": {"conditions": "condition", "obstacles": "obstacle"},
    "managers": {"feasible_conditions": "feasible_condition"},
}


@dataclass(frozen=True)
class Asked:
    """Which of the later questions a round has: those that somebody in it answered."""

    questions: frozenset[str]

    def __contains__(self, question: str) -> bool:
        return question in self.questions


def asked(tidy: Mapping[str, pl.DataFrame]) -> dict[str, Asked]:
    """Per round with a personnel extract the questions that were asked in it."""
    rounds = {str(name): set[str]() for name in tidy["workforce"]["round"].unique()}
    for survey, question, name in tidy["answer_choices"].select("survey", "question", "round").unique().iter_rows():
        rounds[name].add(f"{survey} {question}")
    for table, column in (("employee_answers", "leave_reason"), ("manager_answers", "temporary_hours")):
        for name in tidy[table].filter(pl.col(column).is_not_null())["round"].unique():
            rounds[str(name)].add(column)
    return {name: Asked(frozenset(found)) for name, found in rounds.items()}


def with_choices(tidy: Mapping[str, pl.DataFrame], survey: str) -> pl.DataFrame:
    """The answers of a survey, with per question a list of everything that was named.

    The one that matters most is named too; who named nothing has null.
    """
    answers = tidy[ANSWER[survey]]
    for question, top in NAMED[survey].items():
        listed = tidy["answer_choices"].filter(survey=survey, question=question).select(*ID, "code")
        both = pl.concat([listed, answers.select(*ID, pl.col(top).alias("code")).drop_nulls("code")])
        named = both.group_by(ID).agg(pl.col("code").unique().sort().alias(question))
        answers = answers.join(named, on=ID, how="left", validate="1:1", maintain_order="left")
    return answers


def refuse_lone_choices(tidy: Mapping[str, pl.DataFrame]) -> None:
    """Raise RaatError for things that somebody named of whom there is no answer."""
    lone = pl.concat(
        [
            tidy["answer_choices"].filter(survey=survey).join(tidy[table].select(ID), on=ID, how="anti")
            for survey, table in ANSWER.items()
        ]
    )
    if not lone.is_empty():
        found = lone.select("organisation_code", "round", "survey").unique().sort(pl.all()).rows()
        raise RaatError(
            f"{lone.height} choices in questions with more answers belong to no answer, in:\n{cases(found)}\n"
            "See raat_analysis/tidy/: choices and answers come from the same export."
        )
