"""Who reaches the pension age: the people of today, aged year by year, without inflow and without other exits.

The published age groups are spread over single years of age from 17. Under 25 each year of age has more people than
the one before; the ten-year groups are flat; 55 and older falls (or rises) by a fixed factor a year, so that its mean
age is 60, and ends at the pension age, because in a scenario nobody works longer than that.
Method: docs/methods/ageing.md. With a pension age of 65 it gives the published 13.100 and 25.100 for Twente.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.errors import RaatError, cases
from raat_analysis.numbers_table import number_rows

EXIT_AGES = {"exit_65": 65, "exit_67": 67}
HORIZONS = (10, 20)
GROUPS = {"<25": (17, 25), "25-35": (25, 35), "35-45": (35, 45), "45-55": (45, 55), "55+": (55, 0)}
MEAN_AGE_55_PLUS = 60.0

Ages = NDArray[np.float64]


def ageing(numbers: pl.DataFrame) -> pl.DataFrame:
    """Numbers of people, and percentages of all employees, who retire within 10 and 20 years.

    For every region with `employees` by age (SMAL) in the last quarter of `numbers`. Persons; scenario is the pension
    age. Raises RaatError when a region lacks an age group.
    """
    groups, period = _employees_by_age(numbers)
    rows = []
    for region, status, *people in groups.iter_rows():
        for scenario, exit_age in EXIT_AGES.items():
            by_age = single_years(dict(zip(GROUPS, people, strict=True)), exit_age)
            for years in HORIZONS:
                retired = retirements(by_age, exit_age, years)
                key = {"region_code": region, "period": period, "breakdown": "horizon", "category": str(years)}
                rows += _rows(key | {"scenario": scenario, "status": status}, retired, sum(people))
    return number_rows(rows)


def _rows(key: dict[str, object], retired: float, employees: float) -> list[dict[str, object]]:
    share = {"value": 100 * retired / employees, "numerator": retired, "denominator": employees}
    return [
        key | {"measure": "retirements", "value": retired, "numerator": retired},
        key | {"measure": "retirements_pct"} | share,
    ]


def _employees_by_age(numbers: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    """One row per region of the last quarter: region_code, status, and the employees of each age group in order."""
    found = numbers.filter(
        pl.col("measure") == "employees", pl.col("branch_code") == "SMAL", pl.col("breakdown") == "age"
    )
    if found.is_empty():
        raise RaatError("No employees by age for SMAL in the measures, so ageing cannot be projected. See measure.")
    period = str(found["period"].max())
    wide = found.filter(pl.col("period") == period).pivot("category", index="region_code", values="value")
    wide = wide.select("region_code", pl.lit("modelled").alias("status"), *_columns(wide)).sort("region_code")
    refuse_incomplete(wide, period)
    return wide, period


def _columns(wide: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(group) if group in wide.columns else pl.lit(None).alias(group) for group in GROUPS]


def refuse_incomplete(wide: pl.DataFrame, period: str) -> None:
    lone = wide.filter(pl.any_horizontal(pl.col(*GROUPS).is_null()) | (pl.sum_horizontal(*GROUPS) <= 0))
    if not lone.is_empty():
        raise RaatError(
            f"{len(lone)} regions do not have employees in all five age groups in {period}, first:\n"
            f"{cases(lone['region_code'].to_list())}\nMend the StatLine export, then run again."
        )


def single_years(groups: dict[str, float], exit_age: int) -> dict[int, float]:
    """People per single year of age, from 17 up to the pension age; adds up to the groups."""
    by_age: dict[int, float] = {}
    for group, (start, stop) in GROUPS.items():
        ages = range(start, stop or exit_age)
        by_age |= dict(zip(ages, groups[group] * _profile(group, len(ages)), strict=True))
    return by_age


def _profile(group: str, years: int) -> Ages:
    """How a group spreads over its years of age; adds up to 1."""
    if group == "<25":
        weights = np.arange(1.0, years + 1)
    elif group == "55+":
        weights = _geometric(years, MEAN_AGE_55_PLUS - 55.0)
    else:
        weights = np.ones(years)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _geometric(years: int, mean: float) -> Ages:
    """Weights r**0, r**1, … with mean age `mean` years above the start, each year of age counted at its middle."""
    middles = np.arange(years) + 0.5
    low, high = -2.0, 2.0
    for _ in range(200):
        rate = (low + high) / 2
        weights = np.exp(rate * np.arange(years))
        low, high = (rate, high) if weights @ middles / weights.sum() < mean else (low, rate)
    return np.asarray(weights, dtype=np.float64)


def retirements(by_age: dict[int, float], exit_age: int, years: int) -> float:
    """How many of the people of today reach the pension age within `years` years."""
    return float(sum(people for age, people in sorted(by_age.items()) if age + years >= exit_age))
