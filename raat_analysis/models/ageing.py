"""Who reaches the pension age: the people of today, aged year by year.

Two kinds of scenario. `exit_65` and `exit_67` are upper bounds: everybody works until that age and nobody leaves
earlier, the way the regional plans reckon (with 65 it gives the published 13.100 and 25.100 for Twente). `aow_exits` is
the realistic one: the pension ages of the law, and at every age people who leave the sector before
(models/replacement.py). Method: docs/methods/ageing.md.
"""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.models.ages import AGES, GROUPS, Ages, single_years
from raat_analysis.models.replacement import Staff, expected
from raat_analysis.numbers_table import number_rows

EXIT_AGES = {"exit_65": 65, "exit_67": 67}
HORIZONS = (10, 20)


def ageing(numbers: pl.DataFrame) -> pl.DataFrame:
    """Who retires within 10 and 20 years, and per year the replacement demand and the job openings.

    For every region with `employees` by age (SMAL) in the last quarter of `numbers`. Persons; scenario is the pension
    age. Raises RaatError when a region lacks an age group; a group of zero is zero.
    """
    staff, period = _employees_by_age(numbers)
    bounds = [row for region in staff for row in _upper_bounds(region, period)]
    return number_rows([*bounds, *expected(staff, period, numbers, HORIZONS)])


def _upper_bounds(region: Staff, period: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for scenario, exit_age in EXIT_AGES.items():
        people = single_years(region.groups, exit_age)
        for years in HORIZONS:
            key: dict[str, object] = {"region_code": region.code, "period": period, "scenario": scenario}
            key |= {"breakdown": "horizon", "category": str(years)}
            retired, employees = retirements(people, exit_age, years), region.employees
            share = {"numerator": retired, "denominator": employees, "value": None, "status": "missing"}
            if employees:
                share |= {"value": 100 * retired / employees, "status": "modelled"}
            rows.append(key | {"measure": "retirements", "value": retired, "numerator": retired})
            rows.append(key | {"measure": "retirements_pct"} | share)
    return rows


def retirements(people: Ages, exit_age: int, years: int) -> float:
    """How many of the people of today reach the pension age within `years` years if nobody leaves earlier."""
    return float(people[AGES + years >= exit_age].sum())


def _employees_by_age(numbers: pl.DataFrame) -> tuple[list[Staff], str]:
    """The employees of each age group of every region in the last quarter."""
    found = numbers.filter(
        pl.col("measure") == "employees", pl.col("branch_code") == "SMAL", pl.col("breakdown") == "age"
    )
    if found.is_empty():
        raise RaatError("No employees by age for SMAL in the measures, so ageing cannot be projected. See measure.")
    period = str(found["period"].max())
    wide = found.filter(pl.col("period") == period).pivot("category", index="region_code", values="value")
    wide = wide.select("region_code", *_columns(wide)).sort("region_code")
    refuse_incomplete(wide, period)
    return [Staff(code, dict(zip(GROUPS, people, strict=True))) for code, *people in wide.iter_rows()], period


def _columns(wide: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(group) if group in wide.columns else pl.lit(None, pl.Float64).alias(group) for group in GROUPS]


def refuse_incomplete(wide: pl.DataFrame, period: str) -> None:
    """Raise unless every region has a number, which may be zero, in all five age groups."""
    lone = wide.filter(pl.any_horizontal(pl.col(*GROUPS).is_null()))
    if not lone.is_empty():
        raise RaatError(
            f"{len(lone)} regions do not have employees in all five age groups in {period}, first:\n"
            f"{cases(lone['region_code'].to_list())}\nMend the StatLine export, then run again."
        )
