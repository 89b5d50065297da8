"""Staff that grows older, in yearly steps: who leaves the sector, who retires, and who must enter to reach a target.

In a year first a part of each age leaves (other exits; who has less than a year to go in proportion), then all grow a
year older, then whoever has reached the pension age of that year retires, and at last people enter until the target is
reached. So start + inflow − exits − retirements = end (tested to 1e-9). Method: docs/methods/ageing.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from raat_analysis.codelists import FOLDER
from raat_analysis.errors import RaatError, cases
from raat_analysis.models.ages import AGES, GROUPS, Ages
from raat_analysis.yaml_files import read_yaml


class ExitsExceedStaff(RaatError):
    """More people are said to leave in a year than could."""


@dataclass(frozen=True)
class Year:
    """What happens in twelve months, in persons."""

    start: float
    exits: float
    retirements: float
    inflow: float
    end: float

    @property
    def replacement(self) -> float:
        """Vervangingsvraag: everybody who leaves the sector, by retirement or otherwise."""
        return self.retirements + self.exits


@cache
def _flows() -> dict[str, dict[Any, float]]:
    return dict(read_yaml(FOLDER / "staff_flows.yml"))


def relative_chances() -> Ages:
    """How likely leaving the sector is at each age, before it is scaled to a region's exits."""
    known = _flows()["exit_chance"]
    ages = sorted(known)
    return np.asarray(np.interp(AGES, ages, [known[age] for age in ages]), dtype=np.float64)


def entry_profile() -> Ages:
    """Which part of those who enter is of each age; adds up to 1."""
    shares = _flows()["entry_share"]
    spread = np.zeros(AGES.size)
    for group, (start, stop) in GROUPS.items():
        spread[(start <= AGES) & (stop > AGES)] = shares[group] / (stop - start)
    return np.asarray(spread / spread.sum(), dtype=np.float64)


def exit_chances(people: Ages, exits: float, pension_age: float) -> Ages | None:
    """The chance at each age, scaled such that retirements and other exits in the first year add up to `exits`.

    None when there is nobody, or when more retire than leave: then no chance fits. More exits than the staff can have
    give chances above 1; `refuse_more_than_staff` tells.
    """
    relative, retiring = relative_chances() * _to_go(pension_age), _retiring(pension_age)
    without = float(people @ retiring)  # who would retire if nobody left before
    weight = float(people @ (relative * (1 - retiring)))
    if weight <= 0 or exits < without:
        return None
    return np.asarray((exits - without) / weight * relative_chances(), dtype=np.float64)


def refuse_more_than_staff(chances: Mapping[str, Sequence[Ages]]) -> None:
    """Raise ExitsExceedStaff when somebody in a region would have to leave more than once a year."""
    wrong = sorted(region for region, tried in chances.items() if any(chance.max() > 1 for chance in tried))
    if wrong:
        raise ExitsExceedStaff(
            f"{len(wrong)} regions have more sector exits in a year than their staff allows:\n{cases(wrong)}\n"
            "Check the exports uitstroom and azw_kerncijfers, then run again."
        )


def projected(people: Ages, chances: Ages, pension_ages: Sequence[float], target: float | None = None) -> list[Year]:
    """A year for each pension age. With a target people enter until it is reached; without one nobody enters."""
    years, entering = [], entry_profile()
    for pension_age in pension_ages:
        start, leaving = float(people.sum()), people * chances * _to_go(pension_age)
        older, retired = _a_year_older(people - leaving, pension_age)
        inflow = max(0.0, target - float(older.sum())) if target is not None else 0.0
        people = older + inflow * entering
        years.append(Year(start, float(leaving.sum()), retired, inflow, float(people.sum())))
    return years


def _a_year_older(people: Ages, pension_age: float) -> tuple[Ages, float]:
    """Who still works a year later, and how many have reached the pension age."""
    retired = people * _retiring(pension_age)
    older = np.zeros(AGES.size)
    older[1:] = (people - retired)[:-1]
    return older, float(retired.sum())


def _to_go(pension_age: float) -> Ages:
    """Which part of the year is left before the pension age: of 66 all of it at 67, of 67 a quarter at 67¼."""
    return np.asarray(np.clip(pension_age - AGES, 0, 1), dtype=np.float64)


def _retiring(pension_age: float) -> Ages:
    """Which part of each age has reached the pension age a year later: of 66 all at 67, three quarters at 67¼."""
    return np.asarray(np.clip(AGES + 2 - pension_age, 0, 1), dtype=np.float64)
