"""The true employees of the Twente organisations: hours, wishes and conditions, before anyone is asked anything."""

from functools import cache

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.demo.calibration import AGES, figures
from raat_analysis.demo.circumstances import with_circumstances
from raat_analysis.demo.organisations import TWENTE, organisations
from raat_analysis.demo.randomness import ROOT, stream
from raat_analysis.demo.rounding import Floats, Ints

FUNCTIONS = ["nursing", "caring", "guidance", "treatment", "support"]
MIX = {
    "ZKH": [0.45, 0.05, 0.05, 0.20, 0.25],
    "VVT": [0.14, 0.55, 0.08, 0.03, 0.20],
    "GGZ": [0.28, 0.04, 0.25, 0.25, 0.18],
    "GHZ": [0.08, 0.14, 0.58, 0.04, 0.16],
    "SW": [0.02, 0.02, 0.66, 0.05, 0.25],
    "OVZ": [0.15, 0.15, 0.15, 0.25, 0.30],
}
# Shares of the most important condition and obstacle of who wants more, in the order of the codelists.
CONDITIONS = [0.24, 0.17, 0.15, 0.10, 0.13, 0.09, 0.06, 0.04, 0.02]
OBSTACLES = [0.20, 0.16, 0.10, 0.14, 0.16, 0.12, 0.05, 0.07]
WANTS = ["now", "conditional", "fewer", "no"]
FULL_TIME = 36
SCALE = np.array([1.04, 1.04, 0.94])  # brings the shares of now, conditional and fewer back to the calibration's
UNCERTAINTY = 0.20  # spread between organisations in how many want more, on the log scale


@cache
def workforce() -> pl.DataFrame:
    """A row is an employee of a Twente organisation in round 2026-1, with what he or she truly wants."""
    there = organisations().filter(pl.col("region") == TWENTE)
    return pl.concat([people(*row) for row in there.select("organisation_code", "branch", "employees").rows()])


def people(code: str, branch: str, employees: int, root: int = ROOT) -> pl.DataFrame:
    """The employees of one organisation, in order of their number."""
    rng = stream(f"workforce {code}", root)
    function = rng.choice(len(FUNCTIONS), size=employees, p=MIX[branch])
    age = rng.choice(len(AGES), size=employees, p=_age_shares(branch))
    contract = _contract(rng, function, age)
    actual = actual_hours(rng, contract)
    wants = wishes(rng, contract, age, rng.normal(0, UNCERTAINTY))
    drawn = pl.DataFrame(
        {
            "organisation_code": code,
            "branch": branch,
            "employee_number": [f"{number:05d}" for number in 1 + rng.permutation(employees)],
            "function_group": [FUNCTIONS[i] for i in function],
            "age_class": [AGES[i] for i in age],
            "contract_hours": contract,
            "actual_hours": actual,
            "wants": [WANTS[i] for i in wants],
            "desired_hours": desired_hours(rng, contract, actual, wants),
            "condition": picked(rng, "conditions", CONDITIONS, employees),
            "obstacle": picked(rng, "obstacles", OBSTACLES, employees),
            "discussed": rng.random(employees) < 0.38,
            "leaves": rng.random(employees) < np.where(wants == 1, 0.17, 0.12),
        }
    )
    return with_circumstances(drawn, code, root).sort("employee_number")


def _age_shares(branch: str) -> Floats:
    leaf = "VV" if branch == "VVT" else branch
    return np.array(figures("employment")["ages"][leaf])


def _contract(rng: np.random.Generator, function: Ints, age: Ints) -> Floats:
    """Contract hours around the mean of the function; students have small contracts, full-timers 36."""
    mean = np.array([figures("fase0")["mean_contract"][f] for f in FUNCTIONS])[function]
    mean = mean + np.array([-5.0, 2.0, 0.5, 0.5, -0.5])[age]
    drawn = rng.normal(mean, 7.0)
    whole = np.where(rng.random(len(mean)) < 0.75, np.rint(drawn / 4) * 4, np.rint(drawn * 5) / 5)
    return np.asarray(np.clip(whole, 4, FULL_TIME))


def actual_hours(rng: np.random.Generator, contract: Floats) -> Floats:
    """Hours truly worked: small contracts often already hold many more hours (T17)."""
    chance = np.where(contract < 20, 0.55, np.where(contract < 28, 0.35, 0.18))
    more = np.where(contract < 20, 6.0, np.where(contract < 28, 4.0, 2.0))
    extra = np.rint(rng.gamma(3, more / 3) * 2) / 2
    worked = contract + np.where(rng.random(len(contract)) < chance, extra, 0)
    return np.asarray(np.round(np.clip(worked, 0, 48), 1))


def wishes(rng: np.random.Generator, contract: Floats, age: Ints, taste: float) -> Ints:
    """Index into WANTS: small contracts and young people want more, large contracts and older people fewer."""
    set_to = figures("fase0")
    room = (contract < FULL_TIME).astype(float)
    more = np.exp(0.045 * (24 - contract) + np.array([0.35, 0.15, 0.05, -0.05, -0.45])[age] + taste)
    fewer = np.exp(0.05 * (contract - 24) + np.array([-0.8, -0.1, 0.1, 0.05, 0.4])[age])
    chances = np.column_stack(
        [set_to["now"] * more * room, set_to["conditional"] * more * room, set_to["fewer"] * fewer]
    )
    chances = chances * SCALE
    chances = chances / np.maximum(chances.sum(axis=1, keepdims=True) / 0.9, 1)
    steps = np.cumsum(chances, axis=1)
    return np.asarray((rng.random(len(contract))[:, None] > steps).sum(axis=1))


def desired_hours(rng: np.random.Generator, contract: Floats, actual: Floats, wants: Ints) -> Floats:
    """Hours wished for; of those who work more than their contract, part wants just those hours in it."""
    worked = np.maximum(contract, actual)
    steps = rng.choice([2.0, 4.0, 6.0, 8.0, 12.0], size=len(contract), p=[0.12, 0.40, 0.20, 0.22, 0.06])
    as_worked = (actual > contract) & (rng.random(len(contract)) < 0.4)
    more = np.maximum(np.minimum(worked + np.where(as_worked, 0, steps), FULL_TIME), contract)
    less = np.maximum(
        np.minimum(contract, actual) - rng.choice([2.0, 4.0, 8.0], size=len(contract), p=[0.3, 0.5, 0.2]), 0
    )
    return np.asarray(np.round(np.select([wants <= 1, wants == 2], [more, less], contract), 1))


def picked(rng: np.random.Generator, codelist: str, shares: list[float], number: int) -> list[str]:
    """A code of the codelist for each of a number of people, by these shares."""
    codes, weights = list(entries(codelist)), np.array(shares)
    return [codes[i] for i in rng.choice(len(codes), size=number, p=weights / weights.sum())]
