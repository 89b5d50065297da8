"""The realistic scenario of ageing: pension ages of the law, exits of the region, and what must be replaced.

vervangingsvraag = retirements + other sector exits; baanopeningen = vervangingsvraag + max(0, growth of demand), as ROA
defines them. The staff keeps its size of today: whoever leaves is replaced. Exits: the region's own share of
employees who left the sector in the last year. A region without that, with fewer than MIN_LEAVERS leavers,
or with fewer leavers than people who retire has no rows here: then only the upper bounds are published. An area is the
sum of its regions when all have rows. lower and upper: the mean age of 55 and older taken half a year lower and higher,
a range and no margin.
Method: docs/methods/ageing.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from raat_analysis.codelists.regions import AREA, COUNTRY, members
from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.models.ages import MEAN_AGE_55_PLUS, Ages, single_years
from raat_analysis.models.growth import demand_growth, sector_exit_shares
from raat_analysis.models.pension_ages import pension_age
from raat_analysis.models.staff import exit_chances, projected, refuse_more_than_staff

SCENARIO = "aow_exits"
MIN_LEAVERS = 100  # fewer say too little about the years to come, and a number made from them could give them away
YEARS_AHEAD = 10
MEAN_AGES = (MEAN_AGE_55_PLUS, MEAN_AGE_55_PLUS - 0.5, MEAN_AGE_55_PLUS + 0.5)
TOTALS = (AREA, COUNTRY)

Row = dict[str, object]
Place = tuple[str, str, str, str]  # measure, period, breakdown, category
Numbers = dict[Place, tuple[float, ...]]  # under each of MEAN_AGES


@dataclass(frozen=True)
class Staff:
    """A region's employees by age group."""

    code: str
    groups: Mapping[str, float]

    @property
    def employees(self) -> float:
        return sum(self.groups.values())


@dataclass(frozen=True)
class Start:
    """A region's employees by year of age, under one mean age of 55 and older, and their chances to leave."""

    people: Ages
    chances: Ages


def expected(staff: Sequence[Staff], period: str, numbers: pl.DataFrame, horizons: Sequence[int]) -> list[Row]:
    """Rows of scenario aow_exits: retirements within the horizons, and replacement and job openings per year."""
    growth = demand_growth(numbers, period, YEARS_AHEAD)
    begun = _starts(staff, period, sector_exit_shares(numbers, MIN_LEAVERS))
    found = {}
    for code, starts in begun.items():
        runs = [_run(start, period, growth.get(code, ()), horizons) for start in starts]
        found[code] = {place: tuple(run[place] for run in runs) for place in runs[0]}
    whole = {total: members(total) for total in TOTALS if all(code in found for code in members(total))}
    people = {each.code: each.employees for each in staff}
    rows = []
    for code, inside in sorted(({code: [code] for code in found} | whole).items()):
        rows += _rows(code, _added([found[part] for part in inside]), sum(people[part] for part in inside))
    return rows


def _starts(staff: Sequence[Staff], period: str, shares: Mapping[str, float]) -> dict[str, list[Start]]:
    """The regions whose exits are known and fit, each under every mean age. Raises ExitsExceedStaff."""
    now, coming = pension_age(int(period[:4])), pension_age(int(period[:4]) + 1)
    begun: dict[str, list[Start]] = {}
    for region in staff:
        if region.code in TOTALS or region.code not in shares:
            continue
        spread = [single_years(region.groups, now, mean_age) for mean_age in MEAN_AGES]
        chances = [exit_chances(people, shares[region.code] * region.employees, coming) for people in spread]
        starts = [Start(people, chance) for people, chance in zip(spread, chances, strict=True) if chance is not None]
        if len(starts) == len(MEAN_AGES):
            begun[region.code] = starts
    refuse_more_than_staff({code: [start.chances for start in starts] for code, starts in begun.items()})
    return begun


def _run(start: Start, period: str, growth: Sequence[float], horizons: Sequence[int]) -> dict[Place, float]:
    ages = [pension_age(int(period[:4]) + ahead) for ahead in range(1, max(*horizons, YEARS_AHEAD) + 1)]
    today = projected(start.people, start.chances, ages)
    found: dict[Place, float] = {
        ("retirements", period, "horizon", str(n)): sum(year.retirements for year in today[:n]) for n in horizons
    }
    replaced = projected(start.people, start.chances, ages[:YEARS_AHEAD], target=float(start.people.sum()))
    for ahead, year in enumerate(replaced):
        end = quarter_name(quarter_index(period) + 4 * (ahead + 1))
        found["replacement_demand", end, "total", "total"] = year.replacement
        found["replacement_demand", end, "cause", "retirement"] = year.retirements
        found["replacement_demand", end, "cause", "other"] = year.exits
        if ahead < len(growth):
            found["job_openings", end, "total", "total"] = year.replacement + max(0.0, growth[ahead])
    return found


def _added(parts: Sequence[Numbers]) -> Numbers:
    """Sums of the numbers that all parts have."""
    shared = [place for place in parts[0] if all(place in each for each in parts)]
    return {place: tuple(map(sum, zip(*(each[place] for each in parts), strict=True))) for place in shared}


def _rows(code: str, numbers: Numbers, employees: float) -> list[Row]:
    rows: list[Row] = []
    for (measure, period, breakdown, category), values in numbers.items():
        key: Row = {"region_code": code, "period": period, "breakdown": breakdown, "category": category}
        key |= {"scenario": SCENARIO}
        counted = {"numerator": values[0]} if measure == "retirements" else {}
        rows.append(key | {"measure": measure} | counted | _range(values))
        if measure == "retirements":
            share = _range([100 * value / employees for value in values])
            share |= {"numerator": values[0], "denominator": employees}
            rows.append(key | {"measure": "retirements_pct"} | share)
    return rows


def _range(values: Sequence[float]) -> Row:
    return {"value": values[0], "lower": min(values), "upper": max(values)}
