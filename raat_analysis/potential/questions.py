"""The percentages of Fase 0: who says so, among whom. One row of numbers is one question with one answer to it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.potential.choices import Asked
from raat_analysis.potential.weighting import Matrix, Vector

WISHES = {
    "now": "more_hours_now_pct",
    "conditional": "more_hours_conditional_pct",
    "no": "same_hours_pct",
    "fewer": "fewer_hours_pct",
}
LEAVING, REASON, DISCUSSED = "leave_intention_pct", "leave_reason_pct", "discussed_pct"
CONDITION, FEASIBLE = "condition_pct", "manager_feasible_pct"
EVERYBODY = pl.lit(True)


@dataclass(frozen=True)
class Question:
    """`says` holds for who gives the answer (null: not answered), `among` for who is asked."""

    measure: str
    breakdown: str
    category: str
    says: pl.Expr
    among: pl.Expr

    @property
    def key(self) -> dict[str, object]:
        return {"measure": self.measure, "breakdown": self.breakdown, "category": self.category}


@dataclass(frozen=True)
class Said:
    """Per respondent (row) and question (column) whether it counts (1 or 0), and whether it belongs to the base."""

    questions: list[Question]
    values: Matrix
    bases: Matrix

    @property
    def respondents(self) -> Vector:
        return np.asarray(self.bases.sum(axis=0))

    def cut(self, rows: slice) -> "Said":
        return Said(self.questions, self.values[rows], self.bases[rows])

    def only(self, *measures: str) -> "Said":
        """The questions of these measures."""
        places = [place for place, question in enumerate(self.questions) if question.measure in measures]
        return Said([self.questions[place] for place in places], self.values[:, places], self.bases[:, places])

    def without(self, measure: str) -> "Said":
        return self.only(*({question.measure for question in self.questions} - {measure}))


def said(answers: pl.DataFrame, questions: list[Question]) -> Said:
    """What the answers say to the questions. Who was asked and did not answer is not in the base."""
    bases = [(q.among & q.says.is_not_null()).fill_null(False).alias(f"b{n}") for n, q in enumerate(questions)]
    values = [(q.among & q.says).fill_null(False).alias(f"v{n}") for n, q in enumerate(questions)]
    whole = answers.select(*values, *bases).cast(pl.Float64).to_numpy().astype(np.float64)
    return Said(questions, whole[:, : len(questions)], whole[:, len(questions) :])


def employee_questions(asked: Asked) -> list[Question]:
    """Wishes, conditions, obstacles, whether a wish was discussed, and leaving; without what a round did not ask.

    Wishes and leaving are among all employees; conditions of who wants more under conditions. Of conditions and
    obstacles there are the main one, its group, and all that were named.
    """
    asks, more = pl.col("wants") == "conditional", pl.col("wants").is_in(["now", "conditional"])
    leaves = pl.col("intends_to_leave") == "yes"
    reasons = entries("leave_reasons") if "leave_reason" in asked else {}
    return [
        *(Question(name, "total", "total", pl.col("wants") == wish, EVERYBODY) for wish, name in WISHES.items()),
        Question(LEAVING, "total", "total", leaves, EVERYBODY),
        Question(DISCUSSED, "total", "total", pl.col("discussed") == "yes", more),
        *_listed("condition", asks, "employees conditions" in asked),
        *_listed("obstacle", EVERYBODY, "employees obstacles" in asked),
        *(Question(REASON, "leave_reason", code, pl.col("leave_reason") == code, leaves) for code in reasons),
    ]


def manager_questions() -> list[Question]:
    """What managers say, among all who answered; those who can fulfil a condition named it, or as the best one."""
    named = pl.col("feasible_conditions").list
    return [
        Question("asks_in_review_pct", "total", "total", pl.col("asks_in_review") == "yes", EVERYBODY),
        Question("manager_room_pct", "total", "total", pl.col("room_in_budget") == "yes", EVERYBODY),
        *(
            Question("manager_obstacle_pct", "obstacle", code, pl.col("obstacle") == code, EVERYBODY)
            for code in entries("obstacles")
        ),
        *(Question(FEASIBLE, "condition", code, named.contains(code), EVERYBODY) for code in entries("conditions")),
    ]


def _listed(one: str, among: pl.Expr, named: bool) -> list[Question]:
    """The questions about conditions or obstacles; what was named only in a round that asked for all."""
    codes = entries(f"{one}s")
    group_of = {code: str(entry["group"]) for code, entry in codes.items()}
    group = pl.col(one).replace_strict(group_of, default=None, return_dtype=pl.String)
    most = [Question(f"{one}_pct", one, code, pl.col(one) == code, among) for code in codes]
    every = [
        Question(f"{one}_named_pct", one, code, pl.col(f"{one}s").list.contains(code), among) for code in codes if named
    ]
    kind = f"{one}_group"
    return [*most, *every, *(Question(f"{kind}_pct", kind, code, group == code, among) for code in entries(f"{kind}s"))]
