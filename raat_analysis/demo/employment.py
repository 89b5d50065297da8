"""Demonstration of employees by region, branch, age and quarter: the stock that all other sources agree with."""

from functools import cache
from typing import NamedTuple

import numpy as np

from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calendars import quarters, years_between
from raat_analysis.demo.calibration import AGES, BRANCHES, SMAL, figures
from raat_analysis.demo.population import region_inhabitants
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, Ints, controlled, fitted, shared

FIRST, LAST = "2018Q4", "2026Q3"
UNIT = 10  # published counts are multiples of ten


class Employees(NamedTuple):
    """Employees at the end of each quarter: counts[quarter, region, branch, age]."""

    periods: list[str]
    regions: list[str]
    counts: Ints

    def at(self, period: str) -> Ints:
        """Employees at the end of one quarter: [region, branch, age]."""
        return np.asarray(self.counts[self.periods.index(period)], dtype=np.int64)


@cache
def employees() -> Employees:
    """Employees (persons, multiples of ten), 2018Q4 to 2026Q3; every total is the sum of its parts."""
    periods = quarters(FIRST, LAST)
    return Employees(periods, region_codes(), np.stack([employees_at(period) for period in periods]))


def employees_at(period: str) -> Ints:
    """Employees at the end of a quarter, also of one after the last: [region, branch, age]."""
    branches = _branch_totals(period)
    smal = branches[: len(SMAL)]
    regions = shared(_region_weights(period), int(smal.sum()))
    twente = region_codes().index("RA0205")
    if period == LAST:
        regions = _with_exact(regions, twente, figures("employment")["regions"]["RA0205"] // UNIT)
    table = controlled(fitted(_start(period), regions.astype(float), smal.astype(float)), regions, smal)
    childcare = shared(np.array(list(region_inhabitants().values())) * _childcare_taste(), int(branches[-1]))
    return np.stack([_ages(period, i, row, int(childcare[i])) for i, row in enumerate(table)]) * UNIT


def _branch_totals(period: str) -> Ints:
    """National employees by branch in tens."""
    set_to = figures("employment")
    years = years_between(period, LAST)
    season = (-0.001, 0.0, 0.001, 0.001)[int(period[-1]) - 1] - 0.001
    return np.array(
        [
            round(set_to["branches"][b] * (1 + set_to["growth_per_year"][b]) ** -years * (1 + season) / UNIT)
            for b in BRANCHES
        ]
    )


def _region_weights(period: str) -> Floats:
    """Employees smal by region: as calibrated in the WGV area, elsewhere in proportion to inhabitants."""
    known = figures("employment")["regions"]
    rng = stream("employment regions")
    taste = dict(zip(region_codes(), rng.lognormal(0, 0.07, len(region_codes())), strict=True))
    growth = dict(zip(region_codes(), _centred(rng.normal(0, 0.003, len(region_codes()))), strict=True))
    others = {code: size * taste[code] for code, size in region_inhabitants().items() if code not in known}
    rest = sum(figures("employment")["branches"][b] for b in SMAL) - sum(known.values())
    scale = rest / sum(others.values())
    years = years_between(period, LAST)
    return np.array(
        [(known.get(c) or others[c] * scale) * (1 - growth[c] * (0 if c in known else years)) for c in region_codes()]
    )


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean())


def _with_exact(regions: Ints, index: int, wanted: int) -> Ints:
    """One region set to its published total; the largest region takes up the difference."""
    exact = regions.copy()
    exact[np.argmax(exact)] += exact[index] - wanted
    exact[index] = wanted
    return exact


def _start(period: str) -> Floats:
    """Relative sizes region × branch before fitting; zero where no umc staff live."""
    set_to = figures("employment")
    shape = (len(region_codes()), len(SMAL))
    table = stream("employment branches").lognormal(0, 0.15, shape) * stream(f"employment {period}").lognormal(
        0, 0.004, shape
    )
    codes = np.array(region_codes())
    table[:, 0] *= np.where(np.isin(codes, set_to["umc_regions"]), 4.0, 0.4)
    table[np.isin(codes, set_to["no_umc"]), 0] = 0
    return table


@cache
def _childcare_taste() -> Floats:
    return stream("employment childcare").lognormal(0, 0.08, len(region_codes()))


def _ages(period: str, region: int, branches: Ints, childcare: int) -> Ints:
    """Branch × age for one region, with the region's ages exact."""
    set_to = figures("employment")
    profile = np.array([set_to["ages"][b] for b in SMAL])
    totals = shared(_age_weights(period, region, branches @ profile), int(branches.sum()))
    table = controlled(fitted(profile, branches.astype(float), totals.astype(float)), branches, totals)
    return np.vstack([table, shared(np.array(set_to["ages"]["KO"]), childcare)])


def _age_weights(period: str, region: int, expected: Floats) -> Floats:
    set_to = figures("employment")
    code = region_codes()[region]
    taste = stream("employment ages").lognormal(0, 0.03, (len(region_codes()), len(AGES)))[region]
    known = set_to["ages_exact"].get(code)
    weights = np.array(known, dtype=float) if known else expected * taste
    shift = np.array(set_to["ages_shift_per_year"]) * years_between(period, LAST)
    return np.asarray(weights / weights.sum() - shift)
