"""The teams of an organisation as their managers see them; about two in three managers answer.

Managers see other things in the way than employees: rosters and budget more, and hardly that nobody asked.
"""

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.demo.choices import named
from raat_analysis.demo.randomness import ROOT, stream
from raat_analysis.demo.rounding import Ints

TEAM = 16  # employees per manager, on average
SMALLEST = 8
ANSWER = 0.66
FEASIBLE = [0.26, 0.20, 0.20, 0.14, 0.02, 0.02, 0.07, 0.07, 0.02]
OBSTACLES = [0.26, 0.06, 0.24, 0.10, 0.14, 0.09, 0.06, 0.05]


def teams(code: str, round_code: str, staff: int, root: int = ROOT) -> pl.DataFrame:
    """A row is a team; together they are the staff. `answers` says whose manager fills in the survey."""
    rng = stream(f"fase0 teams {code} {round_code}", root)
    team = _sizes(rng, staff)
    number, each = len(team), team / TEAM
    busy = rng.lognormal(0, 0.25)
    best = pl.Series("feasible_condition", _codes(rng, "conditions", FEASIBLE, number))
    hired = rng.random(number) < 0.65
    found = pl.DataFrame(
        {
            "organisation_code": code,
            "round": round_code,
            "team_size": team,
            "open_hours": np.rint(rng.gamma(2, 9, number) * each * busy),
            "temporary_hours": np.where(hired, np.rint(rng.gamma(2, 11, number) * each * busy), 0.0),
            "expects_more_hours": rng.binomial(team, 0.16),
            "asks_in_review": rng.choice(["yes", "no"], size=number, p=[0.42, 0.58]),
            "room_in_budget": rng.choice(["yes", "no", "unknown"], size=number, p=[0.40, 0.33, 0.27]),
            "feasible_conditions": named(rng, "conditions", FEASIBLE, best),
            "feasible_condition": best,
            "obstacle": _codes(rng, "obstacles", OBSTACLES, number),
            "answers": rng.random(number) < ANSWER,
        }
    )
    return found.with_columns(response_number=pl.Series([f"L{i:04d}" for i in 1 + rng.permutation(number)]))


def _sizes(rng: np.random.Generator, staff: int) -> Ints:
    """The staff over teams of eight or more, sixteen on average; fewer people are one team."""
    number = max(1, round(staff / TEAM))
    least = min(SMALLEST, staff // number)
    return np.asarray(least + rng.multinomial(staff - least * number, rng.dirichlet(np.full(number, 4.0))))


def _codes(rng: np.random.Generator, codelist: str, shares: list[float], number: int) -> list[str]:
    return [str(code) for code in rng.choice(list(entries(codelist)), size=number, p=np.array(shares) / sum(shares))]
