"""Organisations with a known truth, drawn again and again: employees who answer or not, depending on what is known."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.potential.amounts import Amount
from raat_analysis.potential.auxiliaries import weighted_sample
from raat_analysis.potential.estimated import share_outcomes, total_outcomes
from raat_analysis.potential.hours import MORE, hours
from raat_analysis.potential.intervals import Outcome
from raat_analysis.potential.questions import EVERYBODY, Question, said

FUNCTIONS = np.array(["nursing", "caring", "guidance", "support"])
AGES = np.array(["<25", "25-35", "35-45", "45-55", "55+"])
NOW = "more_hours_now_pct"
WISH = Question(NOW, "total", "total", pl.col("wants") == "now", EVERYBODY)


@dataclass(frozen=True)
class Drawn:
    """What an organisation's survey says, and what is true of all its employees."""

    found: dict[str, Outcome]
    true: dict[str, float]

    def covers(self, name: str) -> bool:
        found = self.found[name]
        assert found.lower is not None
        assert found.upper is not None
        return found.lower <= self.true[name] <= found.upper

    def off(self, name: str) -> float:
        return self.found[name].value - self.true[name]


def employees(draw: np.random.Generator, number: int) -> pl.DataFrame:
    """Small contracts want more more often, and so do some functions."""
    function, age = draw.choice(FUNCTIONS, number, p=[0.3, 0.4, 0.2, 0.1]), draw.choice(AGES, number)
    contract = np.clip(draw.normal(24, 7, number).round() + 2 * (function == "nursing"), 4, 36)
    actual = np.clip(contract + (draw.random(number) < 0.3) * draw.integers(1, 6, number), 0, 40)
    score = -1.2 - 0.09 * (contract - 24) + 0.4 * (function == "caring")
    wants = np.where(draw.random(number) < 1 / (1 + np.exp(-score)), "now", "no")
    asks = (wants == "no") & (draw.random(number) < 0.25)
    wants = np.where(asks, "conditional", wants)
    desired = np.where(wants == "no", contract, actual + draw.integers(2, 10, number))
    said = {"function_group": function, "age_class": age, "contract_hours": contract, "actual_hours": actual}
    return pl.DataFrame(said | {"wants": wants, "desired_hours": desired})


def surveyed(draw: np.random.Generator, people: pl.DataFrame, response: float) -> Drawn:
    """Who answers depends on contract, function and age, not on the wish itself (missing at random)."""
    contract, age = people["contract_hours"].to_numpy(), people["age_class"].to_numpy()
    score = np.log(response / (1 - response)) + 0.04 * (contract - 24) + 0.3 * (age == "55+") - 0.3 * (age == "<25")
    answers = people.filter(pl.Series(draw.random(people.height) < 1 / (1 + np.exp(-score))))
    sample = weighted_sample(answers, people)
    share = share_outcomes(said(answers, [WISH]), sample)[0]
    total = total_outcomes([Amount(MORE, "", hours(answers)[MORE])], sample)[0]
    assert share is not None
    assert total is not None
    true = {NOW: 100 * float((people["wants"] == "now").mean()), MORE: float(hours(people)[MORE].sum()) / 36}
    return Drawn({NOW: share, MORE: total}, true)
