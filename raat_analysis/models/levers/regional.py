"""The bases of every region, from its own measures of one year; what has no measure is a share of the VWS example.

Own: employees and contract hours at the end of the year, absence over its four quarters, leavers of the sector in it.
A share: people in shortage occupations, entrants and students, per employee as VWS has them (status `derived`).
Leavers are rounded to hundreds first, so that no effect shows a count that disclosure control may hide.
"""

from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY, region_codes
from raat_analysis.models.levers.bases import Array, Bases, Values, base, years

LEAVERS_ROUNDED_TO = 100
STAFF = ("shortage_staff", "entrants", "students")
MEASURED = {"contract_hours": "contract_hours", "absence": "absence_pct", "retention": "leavers"}  # lever → own base


@dataclass(frozen=True)
class Own:
    """Regions with employees in the year, and what was measured there; not measured is not a number (nan)."""

    year: int
    regions: list[str]
    country: float  # employees in Nederland
    employees: Array
    contract_hours: Array
    absence_pct: Array
    leavers: Array

    def measured(self, lever: str) -> Array:
        """Per region whether the lever rests on a measure of its own besides the number of employees."""
        values = getattr(self, MEASURED[lever]) if lever in MEASURED else np.full(len(self.regions), np.nan)
        return np.asarray(~np.isnan(values))


def own(numbers: pl.DataFrame) -> Own | None:
    """The measures (SMAL, in total) of the last year that has a fourth quarter and leavers; None without employees.

    Without any leavers it is the last year with a fourth quarter. A region without employees is left out.
    """
    rows = numbers.filter(pl.col("value") > 0, branch_code="SMAL", breakdown="total", scenario="")
    year = _year(rows)
    employees = _values(rows, "employees", [f"{year}Q4"])
    regions = [region for region in region_codes() if region in employees]
    if not regions:
        return None
    people = np.array([employees[region] for region in regions])
    whole = float(people.sum()) if len(regions) == len(region_codes()) else employees.get(COUNTRY, np.nan)
    hours = _values(rows, "contract_hours_mean", [f"{year}Q4"])
    absence = _values(rows, "absence_pct", [f"{year}Q{quarter}" for quarter in range(1, 5)])
    left = {region: _hundreds(people) for region, people in _values(rows, "outflow_sector", [str(year)]).items()}
    measured = (np.array([values.get(region, np.nan) for region in regions]) for values in (hours, absence, left))
    return Own(year, regions, whole, people, *measured)


def _hundreds(people: float) -> float:
    return LEAVERS_ROUNDED_TO * floor(people / LEAVERS_ROUNDED_TO + 0.5)


def _year(rows: pl.DataFrame) -> int:
    quarters = rows.filter(pl.col("period").str.ends_with("Q4"), measure="employees")["period"].str.head(4)
    with_leavers = rows.filter(measure="outflow_sector")["period"]
    both = set(quarters) & set(with_leavers)
    return int(max(both or set(quarters), default="0"))


def _values(rows: pl.DataFrame, measure: str, periods: list[str]) -> dict[str, float]:
    """Region → the mean over the periods; a region that lacks one of them is not there."""
    found = rows.filter(pl.col("period").is_in(periods), measure=measure).sort("region_code", "period")
    means = found.group_by("region_code", maintain_order=True).agg(pl.col("value").mean(), pl.len().alias("periods"))
    return {region: mean for region, mean, there in means.iter_rows() if there == len(periods)}


def regional(found: Own, values: Values) -> Bases:
    """The bases of the regions (columns) at these values of the inputs (one each, or a column with one per draw)."""
    per_employee = {name: found.employees * values[name] / base("employees") for name in STAFF}
    all_leavers = found.employees * base("sector_exits") / base("employees")
    leavers = np.where(np.isnan(found.leavers), all_leavers, found.leavers)
    return Bases(
        per_employee["shortage_staff"],
        np.where(np.isnan(found.contract_hours), values["contract_hours"], found.contract_hours),
        absence_gaps(found, values["absence_gap_pct"] / 100),
        per_employee["entrants"],
        per_employee["students"],
        leavers * values["leavers"] / base("sector_exits"),
        years(),
    )


def absence_gaps(found: Own, implied: Array) -> Array:
    """How much of working time each region would win at the absence of the whole economy; never below 0.

    Where that of the year is not known (lever_bases.yml) it is put where the regions together have the implied gap.
    """
    absent = found.absence_pct / 100
    known = ~np.isnan(absent)
    if not known.any():
        return implied + np.zeros_like(found.employees)
    mean = (found.employees[known] @ absent[known]) / found.employees[known].sum()
    by_year: dict[Any, float] = entries("lever_bases")["economy_absence_pct"]
    stated = by_year.get(found.year)
    economy = (mean - implied) / (1 - implied) if stated is None else np.asarray(stated / 100)
    gaps = np.maximum((np.where(known, absent, mean) - economy) / (1 - economy), 0)
    return np.asarray(np.where(known, gaps, implied))
