"""The Fase 0 exports of a round: what is true, with the mistakes that extracts and surveys hold."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from raat_analysis.demo.circumstances import WANTS_MORE
from raat_analysis.demo.fase0 import Part
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Ints

IMPOSSIBLE_CONTRACT, IMPOSSIBLE_WISH, CONTRADICTION, MORE_THAN_THE_TEAM = 0.003, 0.005, 0.006, 0.008
TWICE = 6  # people who filled in the survey twice; the last time counts
HOURS = pl.col("contract_hours")


def hr_extract(parts: Iterable[Part], round_code: str) -> pl.DataFrame:
    """A row is an employee of an organisation; three in a thousand have contract hours that cannot be."""
    rows = pl.concat([part.staff for part in parts if part.round == round_code])
    spoilt = stream(f"fase0 hr {round_code}").random(rows.height) < IMPOSSIBLE_CONTRACT
    return rows.with_columns(
        contract_hours=pl.when(pl.Series(spoilt) & (HOURS > 0)).then((HOURS * 10 + 40).round(1)).otherwise(HOURS),
        Geboortedatum=pl.lit("19xx"),
    )


def employee_export(parts: Iterable[Part], round_code: str) -> pl.DataFrame:
    """A row is an answer; few hold hours that cannot be, few contradict themselves, and some people answered twice."""
    rows = pl.concat([part.answers for part in parts if part.round == round_code])
    rng = stream(f"fase0 employee export {round_code}")
    chance = pl.Series(rng.random(rows.height))
    less = WANTS_MORE & (chance > 1 - CONTRADICTION / 0.4) & (HOURS > 0)  # of who wants more, about four in ten
    known = rows.with_columns(
        desired_hours=pl.when(chance < IMPOSSIBLE_WISH)
        .then(pl.lit(400.0))
        .when(less)
        .then((HOURS - 2).round(1))
        .otherwise(pl.col("desired_hours")),
        respondent=_codes(rng, rows.height),
        **{"E-mail": pl.Series([f"m{i * 7919 % 10000:04d}@voorbeeld.invalid" for i in rng.permutation(rows.height)])},
    )
    return _with_first_answers(known, _twice(rng, known))


def manager_export(parts: Iterable[Part], round_code: str) -> pl.DataFrame:
    """A row is a manager's answer about a team; few expect more people than the team has."""
    rows = pl.concat([part.managers for part in parts if part.round == round_code])
    rng = stream(f"fase0 manager export {round_code}")
    wrong = pl.Series(rng.random(rows.height) < MORE_THAN_THE_TEAM)
    return rows.with_columns(
        expects_more_hours=pl.when(wrong).then(pl.col("team_size") + 3).otherwise(pl.col("expects_more_hours")),
        respondent=_codes(rng, rows.height),
    )


def _twice(rng: np.random.Generator, answers: pl.DataFrame) -> Ints:
    """Rows of people who wanted more when they answered for the second time."""
    possible = answers.with_row_index().filter(WANTS_MORE & (pl.col("desired_hours") <= 40))["index"].to_numpy()
    return np.sort(rng.choice(possible, size=TWICE, replace=False)).astype(np.int64)


def _with_first_answers(answers: pl.DataFrame, twice: Ints) -> pl.DataFrame:
    """Of these people also a first answer, in which they wanted nothing; it comes before the one that counts."""
    again = pl.Series(np.isin(np.arange(answers.height), twice))
    first = answers.filter(again).with_columns(
        wants=pl.lit("no"),
        desired_hours=HOURS,
        condition=pl.lit(None, pl.String),
        conditions=pl.lit([], pl.List(pl.String)),
    )
    number = pl.col("response_number")
    later = answers.with_columns(response_number=pl.when(again).then(number.str.replace("A", "B")).otherwise(number))
    return pl.concat([first, later]).sort("organisation_code", "response_number")


def _codes(rng: np.random.Generator, number: int) -> pl.Series:
    """One-time codes of invitations, each different."""
    return pl.Series([f"D{code:07X}" for code in rng.choice(16**7, size=number, replace=False)], dtype=pl.String)
