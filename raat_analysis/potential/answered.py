"""What respondents of a round said, as vectors with a place per respondent: made at once, and cut per organisation."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.potential.amounts import Amount, amounts
from raat_analysis.potential.choices import Asked
from raat_analysis.potential.questions import Said, employee_questions, manager_questions, said
from raat_analysis.potential.weighting import Vector

TEAM = ("team_size", "expects_more_hours", "open_hours", "temporary_hours")


@dataclass(frozen=True)
class Employees:
    """Answers of employees: the table itself, what they said to every question, and their hours."""

    table: pl.DataFrame
    said: Said
    amounts: list[Amount]

    @property
    def number(self) -> int:
        return self.table.height

    def cut(self, start: int, number: int) -> "Employees":
        rows = slice(start, start + number)
        return Employees(
            self.table.slice(start, number), self.said.cut(rows), [each.cut(rows) for each in self.amounts]
        )


@dataclass(frozen=True)
class Managers:
    """Answers of managers: what they said to every question, and the numbers of their teams (nan: not answered)."""

    said: Said
    teams: dict[str, Vector]

    @property
    def number(self) -> int:
        return int(self.teams["team_size"].size)

    def cut(self, start: int, number: int) -> "Managers":
        rows = slice(start, start + number)
        return Managers(self.said.cut(rows), {name: values[rows] for name, values in self.teams.items()})


def employees_of(table: pl.DataFrame, asked: Asked) -> Employees:
    return Employees(table, said(table, employee_questions(asked)), amounts(table, asked))


def managers_of(table: pl.DataFrame) -> Managers:
    teams = {name: table[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in TEAM}
    return Managers(
        said(table, manager_questions()), {name: np.asarray(v, dtype=np.float64) for name, v in teams.items()}
    )
