"""The employees of an organisation a year before: who was there, on what contract, and what they wanted then.

Made backwards from the later state: who joined since is left out, who left since is added, and part of the contracts
was smaller (HPP) or larger. Most of whose contract grew, wanted that; many of whose contract shrank, wanted that.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.demo.calibration import AGES, figures
from raat_analysis.demo.circumstances import WANTS_MORE, with_choices, with_reason
from raat_analysis.demo.randomness import ROOT, stream
from raat_analysis.demo.rounding import Floats, Ints
from raat_analysis.demo.workforce import (
    CONDITIONS,
    FULL_TIME,
    OBSTACLES,
    WANTS,
    actual_hours,
    desired_hours,
    people,
    picked,
    wishes,
)

SAME_WISH = 0.75
THOUGHT_OF_LEAVING = 0.40  # of who left
Flags = NDArray[np.bool_]


def people_before(later: pl.DataFrame, root: int = ROOT) -> pl.DataFrame:
    """The employees of one organisation in the round before; `later` are those of now. Same numbers, same columns."""
    code, branch = later.select("organisation_code", "branch").row(0)
    stayed = _stayed(later, stream(f"stayed {code}", root))
    gone = round(stayed.height * figures("fase0")["left"] / (1 - figures("fase0")["left"]))
    before = _with_wishes(
        _with_hours(stayed, stream(f"hours before {code}", root)), stream(f"before {code}", root), root
    )
    return pl.concat([before, _left(code, branch, gone, later.height, root)]).sort("employee_number")


def _stayed(later: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Who was there already; young people and temporary contracts are new more often."""
    joined = figures("fase0")["joined"]
    recent = np.where((later["age_class"] == AGES[0]) | (later["contract_kind"] == "temporary"), 1.8, 0.77)
    return later.filter(pl.Series(rng.random(later.height) >= joined * recent))


def _left(code: str, branch: str, number: int, later: int, root: int) -> pl.DataFrame:
    """Who left since, under numbers that nobody has later."""
    drawn = people(f"{code} left", branch, number, root)
    thought = stream(f"left {code}", root).random(number) < THOUGHT_OF_LEAVING
    return drawn.with_columns(
        organisation_code=pl.lit(code),
        employee_number=pl.Series([f"{later + i:05d}" for i in range(1, number + 1)], dtype=pl.String),
        leaves=pl.Series(thought, dtype=pl.Boolean),
        leave_reason=pl.when(pl.Series(thought, dtype=pl.Boolean)).then(
            pl.col("leave_reason").fill_null(pl.lit("growth"))
        ),
    )


def _with_hours(stayed: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Contract and worked hours of then, with `grew` and `shrank`: whose contract became larger and smaller."""
    set_to, contract = figures("fase0"), stayed["contract_hours"].to_numpy()
    step = rng.choice([3.0, 4.0, 6.0, 8.0], size=stayed.height, p=[0.25, 0.45, 0.20, 0.10])
    chance = rng.random(stayed.height)
    grew = (chance < set_to["extended"] / _share(contract - step >= 4)) & (contract - step >= 4)
    shrank = ~grew & (chance > 1 - set_to["reduced"]) & (contract > 0) & (contract + step <= FULL_TIME)
    before = np.round(contract - np.where(grew, step, 0) + np.where(shrank, step, 0), 1)
    changed = grew | shrank | (rng.random(stayed.height) < 0.2)
    worked_it = grew & (rng.random(stayed.height) < 0.4)
    actual = np.where(changed, actual_hours(rng, before), stayed["actual_hours"].to_numpy())
    actual = np.where(worked_it, contract, np.where(before == 0, stayed["actual_hours"].to_numpy(), actual))
    return stayed.with_columns(
        was=pl.Series(before), worked=pl.Series(actual), grew=pl.Series(grew), shrank=pl.Series(shrank)
    )


def _share(where: Flags) -> float:
    return max(float(where.mean()), 0.5) if where.size else 1.0


def _with_wishes(stayed: pl.DataFrame, rng: np.random.Generator, root: int) -> pl.DataFrame:
    """The wishes of then in place of those of now."""
    got = stayed["grew"].to_numpy() & (rng.random(stayed.height) < 0.85)
    less = stayed["shrank"].to_numpy() & (rng.random(stayed.height) < 0.7)
    wants = _wants(rng, stayed, got, less)
    desired = _desired(rng, stayed, wants, got, less)
    then = _asked(rng, stayed, wants, root).with_columns(
        contract_hours=pl.col("was"), actual_hours=pl.col("worked"), desired_hours=pl.Series(desired)
    )
    return then.drop("was", "worked", "grew", "shrank")


def _wants(rng: np.random.Generator, stayed: pl.DataFrame, got: Flags, less: Flags) -> Ints:
    """Index into WANTS: mostly as now; who grew wanted more, who shrank fewer, and nobody fewer than no hours."""
    before = stayed["was"].to_numpy()
    age = stayed["age_class"].replace_strict({age: i for i, age in enumerate(AGES)}).to_numpy()
    now = stayed["wants"].replace_strict({wish: i for i, wish in enumerate(WANTS)}).to_numpy()
    keeps = (rng.random(stayed.height) < SAME_WISH) & ((now > 1) | (before < FULL_TIME))
    wants = np.where(keeps, now, wishes(rng, before, age, 0.15))
    more = rng.choice([0, 1], size=stayed.height, p=[0.6, 0.4])
    wants = np.where(got, more, np.where(less, WANTS.index("fewer"), wants))
    return np.asarray(np.where((wants == WANTS.index("fewer")) & (before == 0), WANTS.index("no"), wants))


def _desired(rng: np.random.Generator, stayed: pl.DataFrame, wants: Ints, got: Flags, less: Flags) -> Floats:
    """As now when nothing changed; who got what was wished for, wished for that or for more."""
    later, before, actual = (stayed[name].to_numpy() for name in ("contract_hours", "was", "worked"))
    now = stayed["wants"].replace_strict({wish: i for i, wish in enumerate(WANTS)}).to_numpy()
    same = (wants == now) & (before == later) & (actual == stayed["actual_hours"].to_numpy())
    drawn = desired_hours(rng, before, actual, wants)
    desired = np.where(same, stayed["desired_hours"].to_numpy(), drawn)
    return np.asarray(np.where(got, np.maximum(later, drawn), np.where(less, later, desired)))


def _asked(rng: np.random.Generator, stayed: pl.DataFrame, wants: Ints, root: int) -> pl.DataFrame:
    """Wishes, conditions, obstacles and reasons of then; who wanted more then and now, sees the same in the way."""
    code, number = stayed["organisation_code"][0], stayed.height
    condition = pl.Series(picked(rng, "conditions", CONDITIONS, number))
    obstacle = pl.Series(picked(rng, "obstacles", OBSTACLES, number))
    new = (stayed["contract_kind"] == "permanent") & pl.Series(rng.random(number) < 0.05)
    then = stayed.with_columns(
        condition=pl.col("condition").fill_null(condition),
        obstacle=pl.when(WANTS_MORE).then(pl.col("obstacle")).otherwise(obstacle),
        contract_kind=pl.when(new).then(pl.lit("temporary")).otherwise(pl.col("contract_kind")),
        discussed=pl.Series(rng.random(number) < 0.33),
        leaves=pl.Series(rng.random(number) < 0.10),
        wants=pl.Series([WANTS[i] for i in wants], dtype=pl.String),
    )
    return with_reason(with_choices(then, f"{code} before", root), f"{code} before", root)
