"""The Fase 0 exports of the participants: HR extract, answers of employees and answers of managers."""

from functools import cache

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.organisations import organisations
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats
from raat_analysis.demo.workforce import workforce

ROUND = "2026-1"
TEAM = 24  # employees per manager


@cache
def hr_extract() -> pl.DataFrame:
    """A row is an employee of a participant; three in a thousand have hours that cannot be."""
    hours = pl.col("contract_hours")
    rows = _participants().with_row_index()
    spoilt = stream("fase0 hr").random(rows.height) < 0.003
    return rows.with_columns(
        round=pl.lit(ROUND),
        contract_hours=pl.when(pl.Series(spoilt)).then(hours * 10 + 40).otherwise(hours),
        Geboortedatum=pl.lit("19xx"),
    )


@cache
def employee_answers(not_at_random: bool = False) -> pl.DataFrame:
    """A row is an answer. Who answers depends on function, age and contract, and if not at random on the wish."""
    everyone = _participants()
    rng = stream("fase0 answers")
    answered = everyone.filter(pl.Series(rng.random(everyone.height) < _response(everyone, not_at_random)))
    number = rng.permutation(answered.height)
    spoilt = pl.Series(rng.random(answered.height) < 0.006)
    wants_more = pl.col("wants").is_in(["now", "conditional"])
    return answered.with_columns(
        round=pl.lit(ROUND),
        response_number=pl.Series([f"A{i + 1:05d}" for i in number]),
        desired_hours=pl.when(spoilt).then(pl.lit(400.0)).otherwise(pl.col("desired_hours")),
        condition=pl.when(pl.col("wants") == "conditional").then(pl.col("condition")),
        obstacle=pl.when(wants_more).then(pl.col("obstacle")).otherwise(pl.lit("none")),
        discussed=_yes_no(pl.col("discussed") & wants_more),
        intends_to_leave=_yes_no(pl.col("leaves")),
        **{"E-mail": pl.Series([f"m{i * 7919 % 10000:04d}@voorbeeld.invalid" for i in number])},
    ).sort("organisation_code", "response_number")


@cache
def manager_answers() -> pl.DataFrame:
    """A row is a manager's answer about one team; about two in three managers answer."""
    tables = [
        _managers(code, size)
        for code, size in _participants().group_by("organisation_code").len().sort(pl.all()).rows()
    ]
    return pl.concat(tables).with_columns(round=pl.lit(ROUND)).sort("organisation_code", "response_number")


def _participants() -> pl.DataFrame:
    taking_part = organisations().filter(pl.col("takes_part") == "yes")["organisation_code"].to_list()
    return workforce().filter(pl.col("organisation_code").is_in(taking_part))


def _response(people: pl.DataFrame, not_at_random: bool) -> Floats:
    """Chance to answer, about 35 % on average."""
    function = {"nursing": 0.0, "caring": -0.25, "guidance": 0.15, "treatment": 0.25, "support": -0.05}
    age = {"<25": -0.30, "25-35": -0.10, "35-45": 0.0, "45-55": 0.12, "55+": 0.18}
    score = (
        people["function_group"].replace_strict(function).to_numpy()
        + people["age_class"].replace_strict(age).to_numpy()
        + 0.010 * (people["contract_hours"].to_numpy() - 24)
        + (0.5 * people["wants"].is_in(["now", "conditional"]).to_numpy() if not_at_random else 0)
    )
    base = figures("fase0")["response"]
    return np.asarray(1 / (1 + np.exp(-(np.log(base / (1 - base)) + score + 0.02))))


def _managers(code: str, size: int) -> pl.DataFrame:
    rng = stream(f"fase0 managers {code}")
    number = max(1, int(rng.binomial(max(1, round(size / TEAM)), 0.66)))
    team = np.minimum(np.maximum(rng.poisson(TEAM, number), 5), max(size, 5))
    wrong = np.where(rng.random(number) < 0.008, team + 3, 0)  # more than the team: a row that must be set aside
    return pl.DataFrame(
        {
            "organisation_code": code,
            "response_number": [f"L{i:04d}" for i in 1 + rng.permutation(number)],
            "team_size": team,
            "open_hours": np.rint(rng.gamma(2, 14, number)).astype(float),
            "expects_more_hours": np.maximum(rng.binomial(team, 0.16), wrong),
            "asks_in_review": rng.choice(["yes", "no"], size=number, p=[0.42, 0.58]),
            "room_in_budget": rng.choice(["yes", "no", "unknown"], size=number, p=[0.40, 0.33, 0.27]),
            "feasible_condition": _codes(
                rng, "conditions", [0.26, 0.20, 0.20, 0.14, 0.02, 0.02, 0.07, 0.07, 0.02], number
            ),
            "obstacle": _codes(rng, "obstacles", [0.26, 0.06, 0.24, 0.10, 0.14, 0.09, 0.06, 0.05], number),
        }
    )


def _codes(rng: np.random.Generator, codelist: str, shares: list[float], number: int) -> list[str]:
    return [str(code) for code in rng.choice(list(entries(codelist)), size=number, p=np.array(shares) / sum(shares))]


def _yes_no(answer: pl.Expr) -> pl.Expr:
    return pl.when(answer).then(pl.lit("yes")).otherwise(pl.lit("no"))
