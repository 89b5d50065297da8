"""What else is true of employees: the kind of contract, what helps or stands in the way, why they would leave."""

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.demo.calibration import AGES, figures
from raat_analysis.demo.choices import named
from raat_analysis.demo.randomness import ROOT, stream

# Obstacles of who wants no more hours, of which more than half sees none; in the order of the codelist.
CONTENT = [0.06, 0.02, 0.01, 0.12, 0.07, 0.13, 0.03, 0.56]
HELPS = [0.22, 0.15, 0.16, 0.13, 0.14, 0.08, 0.09, 0.05, 0.03]
HINDERS = [0.20, 0.18, 0.09, 0.19, 0.15, 0.11, 0.08, 0.0]
WANTS_MORE = pl.col("wants").is_in(["now", "conditional"])


def with_circumstances(people: pl.DataFrame, name: str, root: int = ROOT) -> pl.DataFrame:
    """The people of one organisation with contract_kind, conditions, obstacles and leave_reason.

    Half of those on call have no fixed hours. A condition has who wants more under one, a reason who would leave.
    """
    return with_reason(with_choices(_with_kind(people, name, root), name, root), name, root)


def _with_kind(people: pl.DataFrame, name: str, root: int) -> pl.DataFrame:
    rng, set_to = stream(f"contract kind {name}", root), figures("fase0")
    chance, on_call = rng.random((3, people.height)), set_to["on_call"]
    temporary = people["age_class"].replace_strict(set_to["temporary"]).to_numpy()
    called = (people["contract_hours"].to_numpy() < on_call["below"]) & (chance[0] < on_call["share"])
    without = called & (chance[1] < on_call["zero_hours"]) & (people["wants"] != "fewer").to_numpy()
    kind = np.where(called, "on_call", np.where(chance[2] < temporary, "temporary", "permanent"))
    return people.with_columns(
        contract_kind=pl.Series(kind.tolist(), dtype=pl.String),
        contract_hours=pl.when(pl.Series(without)).then(0.0).otherwise(pl.col("contract_hours")),
    )


def with_choices(people: pl.DataFrame, name: str, root: int) -> pl.DataFrame:
    """The top condition and obstacle of whom it is asked, and all that they name."""
    rng = stream(f"choices {name}", root)
    content = rng.choice(list(entries("obstacles")), size=people.height, p=CONTENT).tolist()
    found = people.with_columns(
        condition=pl.when(pl.col("wants") == "conditional").then(pl.col("condition")),
        obstacle=pl.when(WANTS_MORE).then(pl.col("obstacle")).otherwise(pl.Series(content, dtype=pl.String)),
    )
    return found.with_columns(
        conditions=named(rng, "conditions", HELPS, found["condition"]),
        obstacles=named(rng, "obstacles", HINDERS, found["obstacle"]),
    )


def with_reason(people: pl.DataFrame, name: str, root: int) -> pl.DataFrame:
    """Why who thinks of leaving would go; to pension only from the oldest class."""
    rng, shares = stream(f"leave reasons {name}", root), figures("fase0")["leave_reasons"]
    old = (people["age_class"] == AGES[-1]).to_numpy()
    reasons = np.where(old, _reasons(rng, shares, people.height), _reasons(rng, shares | {"pension": 0}, people.height))
    return people.with_columns(
        leave_reason=pl.when(pl.col("leaves")).then(pl.Series(reasons.tolist(), dtype=pl.String))
    )


def _reasons(rng: np.random.Generator, shares: dict[str, float], number: int) -> list[str]:
    weights = np.array(list(shares.values()), dtype=float)
    return [str(reason) for reason in rng.choice(list(shares), size=number, p=weights / weights.sum())]
