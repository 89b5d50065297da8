"""The employees of today by single year of age, from the five published age groups.

Under 25 each year of age has more people than the one before; the ten-year groups are flat; 55 and older falls
(or rises) by a fixed factor a year, so that it has the mean age that is asked for, and ends at the pension age, because
nobody is taken to work longer. Age 66 is everybody from 66 up to 67 years old. Method: docs/methods/ageing.md.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from raat_analysis.errors import RaatError

Ages = NDArray[np.float64]
YOUNGEST, OLDEST = 17, 74
AGES = np.arange(YOUNGEST, OLDEST + 1)
GROUPS = {"<25": (17, 25), "25-35": (25, 35), "35-45": (35, 45), "45-55": (45, 55), "55+": (55, OLDEST + 1)}
MEAN_AGE_55_PLUS = 60.0


def single_years(groups: Mapping[str, float], pension_age: float, mean_age: float = MEAN_AGE_55_PLUS) -> Ages:
    """People by year of age (AGES); adds up to the groups. A group without people has none at any age."""
    if not 56 < pension_age <= OLDEST:
        raise RaatError(f"Pension age {pension_age} is not between 56 and {OLDEST}. See codelists/pension_ages.yml.")
    people = np.zeros(AGES.size)
    for group, (start, stop) in GROUPS.items():
        inside = (start <= AGES) & (stop > AGES)
        people[inside] = groups[group] * _profile(group, AGES[inside], pension_age, mean_age)
    return people


def _profile(group: str, ages: NDArray[np.int64], pension_age: float, mean_age: float) -> Ages:
    """How a group spreads over its years of age; adds up to 1."""
    if group == "<25":
        weights = np.arange(1.0, ages.size + 1)
    elif group == "55+":
        weights = _geometric(ages, pension_age, mean_age)
    else:
        weights = np.ones(ages.size)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _geometric(ages: NDArray[np.int64], pension_age: float, mean_age: float) -> Ages:
    """Weights r**0, r**1, … up to the pension age with this mean, a year of age counted at the middle of its part."""
    parts = np.clip(pension_age - ages, 0, 1)  # which part of the year of age lies below the pension age
    middles = ages + parts / 2
    low, high = -2.0, 2.0
    for _ in range(200):
        rate = (low + high) / 2
        weights = parts * np.exp(rate * (ages - ages[0]))
        low, high = (rate, high) if weights @ middles / weights.sum() < mean_age else (low, rate)
    return np.asarray(weights, dtype=np.float64)
