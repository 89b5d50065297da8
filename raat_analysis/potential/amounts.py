"""Quantities per answer that are added up to a total: hours of a potential, hours and people of an expectation."""

from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.potential.assumptions import assumptions
from raat_analysis.potential.choices import Asked
from raat_analysis.potential.hours import CONDITIONAL, CONTRACT, FEWER, FULL_TIME, MORE, NET, NOW, hours
from raat_analysis.potential.weighting import Vector

EXPECTED, PERSONS, RETENTION = "potential_expected_fte", "potential_expected_persons", "retention_fte"
WANTS_NOW, WANTS_CONDITIONAL = "more_hours_now_pct", "more_hours_conditional_pct"  # people, as parts of PERSONS


@dataclass(frozen=True)
class Amount:
    """A total of `values`, divided by `per`. `parts`: the amounts of which it is made, each with its factor; a region
    adds these up, so that its table fits together."""

    measure: str
    scenario: str
    values: Vector
    per: float = FULL_TIME
    parts: dict[str, float] = field(default_factory=dict)

    def cut(self, rows: slice) -> "Amount":
        return replace(self, values=self.values[rows])

    @property
    def name(self) -> str:
        return f"{self.measure} {self.scenario}".strip()


def amounts(answers: pl.DataFrame, asked: Asked) -> list[Amount]:
    """The potentials and expectations, and what keeping people may save when the round asked why they would leave."""
    found = hours(answers)
    potentials = [
        Amount(NOW, "", found[NOW]),
        Amount(CONDITIONAL, "", found[CONDITIONAL]),
        Amount(FEWER, "", found[FEWER]),
        Amount(MORE, "", found[MORE], parts={NOW: 1.0, CONDITIONAL: 1.0}),
        Amount(NET, "", found[NET], parts={NOW: 1.0, CONDITIONAL: 1.0, FEWER: -1.0}),
        Amount(CONTRACT, "", found[CONTRACT]),
    ]
    kept = [Amount(RETENTION, "", retention(answers))] if "leave_reason" in asked else []
    return [*potentials, *_expected(answers, found), *kept]


def _expected(answers: pl.DataFrame, found: dict[str, Vector]) -> list[Amount]:
    now, conditional = (_floats(answers, pl.col("wants") == wish) for wish in ("now", "conditional"))
    rows = []
    for each in assumptions().expectations:
        part = each.now * found[NOW] + each.conditional * found[CONDITIONAL]
        people = each.now * now + each.conditional * conditional
        of_hours, of_people = (
            {first: each.now, second: each.conditional}
            for first, second in ((NOW, CONDITIONAL), (WANTS_NOW, WANTS_CONDITIONAL))
        )
        rows += [
            Amount(EXPECTED, each.scenario, part, parts=of_hours),
            Amount(PERSONS, each.scenario, people, 1.0, of_people),
        ]
    return rows


def retention(answers: pl.DataFrame) -> Vector:
    """Worked hours of who thinks of leaving for a reason that the employer can take away, times the part that goes."""
    removable = [code for code, entry in entries("leave_reasons").items() if entry["influenceable"]]
    goes = (pl.col("intends_to_leave") == "yes") & pl.col("leave_reason").is_in(removable)
    part = assumptions().leaves_when_intended
    return _floats(answers, pl.when(goes.fill_null(False)).then(part * pl.col("actual_hours")).otherwise(0.0))


def _floats(answers: pl.DataFrame, value: pl.Expr) -> Vector:
    found = answers.select(value.cast(pl.Float64).fill_null(0.0).alias("value"))["value"]
    return np.asarray(found.to_numpy(), dtype=np.float64)
