"""Small tidy tables that are complete: all branches, ages and the regions asked for."""

from collections.abc import Callable, Sequence
from itertools import product

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes

LEAVES = ["UMC", "ZKH", "GGZ", "HA", "OVZ", "VV", "TZ", "GHZ", "JZ", "SW", "KO"]
AGES = ["<25", "25-35", "35-45", "45-55", "55+"]
DESTINATIONS = list(entries("destinations"))
Grid = Callable[..., pl.DataFrame]


def grid(**columns: Sequence[object]) -> pl.DataFrame:
    """All combinations, one row each."""
    return pl.DataFrame(list(product(*columns.values())), schema=list(columns), orient="row")


@pytest.fixture
def employment_table() -> Grid:
    """A function: employment with the same number of employees in every leaf branch and age."""

    def make(
        regions: Sequence[str] = ("RA0205",),
        periods: Sequence[str] = ("2026Q3",),
        each: int = 10,
        status: str = "final",
    ) -> pl.DataFrame:
        table = grid(region_code=regions, branch_code=LEAVES, period=periods, age_class=AGES)
        return table.with_columns(employees=pl.lit(each, pl.Int64), status=pl.lit(status))

    return make


@pytest.fixture
def working_time_table() -> Grid:
    """A function: working time with the same figures in every leaf branch."""

    def make(regions: Sequence[str] = ("RA0205",), periods: Sequence[str] = ("2026Q3",)) -> pl.DataFrame:
        return grid(region_code=regions, branch_code=LEAVES, period=periods).with_columns(
            employees=pl.lit(100, pl.Int64),
            jobs=pl.lit(110, pl.Int64),
            contract_hours_thousand=2.4,
            absence_pct=6.0,
            status=pl.lit("final"),
        )

    return make


@pytest.fixture
def turnover_tables() -> Callable[..., tuple[pl.DataFrame, pl.DataFrame]]:
    """A function: turnover and leavers, with these leavers per destination in every leaf branch and age."""

    def make(
        leaving: Sequence[int] = (3, 2, 1, 1, 1, 1, 1), regions: Sequence[str] = ("RA0205",), start: int = 50
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        cells = grid(region_code=regions, branch_code=LEAVES, age_class=AGES, year=[2025])
        flows = {"employees_start": start, "inflow": sum(leaving), "outflow": sum(leaving), "employees_end": start}
        turnover = cells.with_columns(**{name: pl.lit(value, pl.Int64) for name, value in flows.items()})
        where = pl.DataFrame({"destination": DESTINATIONS, "leavers": leaving}, schema_overrides={"leavers": pl.Int64})
        return turnover, cells.join(where, how="cross")

    return make


@pytest.fixture
def population_table() -> Grid:
    """A function: every municipality of the regions with the same figures."""

    def make(regions: Sequence[str] = ("RA0205",), periods: Sequence[str] = ("2026Q3",)) -> pl.DataFrame:
        inside = [(c, e["region_code"]) for c, e in entries("municipalities").items() if e["region_code"] in regions]
        places = pl.DataFrame(inside, schema=["municipality_code", "region_code"], orient="row")
        figures = {"inhabitants": 100, "inhabitants_under_20": 20, "inhabitants_20_65": 50}
        figures |= {"inhabitants_65_plus": 30, "labour_force": 50, "unemployed_under_6_months": 1}
        return places.join(pl.DataFrame({"period": periods}), how="cross").with_columns(
            **{name: pl.lit(value, pl.Int64) for name, value in figures.items()}
        )

    return make


@pytest.fixture
def forecast_table() -> Grid:
    """A function: leaf branches in all, and SMAL by two qualifications; demand 12, supply 10, shortage 2."""

    def make(regions: Sequence[str] = ("RA0205",), editions: Sequence[str] = ("2025-12",)) -> pl.DataFrame:
        where = {"edition": editions, "scenario": ["reference"], "region_code": regions}
        leaves = grid(**where, branch_code=LEAVES, qualification_code=["TOTAL"], year=[2034])
        smal = grid(**where, branch_code=["SMAL"], qualification_code=["VP4", "OTH"], year=[2034])
        figures = {"demand_persons": 12, "supply_persons": 10, "shortage_persons": 2}
        return pl.concat([leaves, smal]).with_columns(**{n: pl.lit(v, pl.Int64) for n, v in figures.items()})

    return make


@pytest.fixture
def training_table() -> Grid:
    """A function: two qualifications in two routes, ten places, eight entrants, four diplomas, three in the sector."""

    def make(regions: Sequence[str] = ("RA0205",)) -> pl.DataFrame:
        table = grid(region_code=regions, qualification_code=["VIG3", "VP4"], route=["bol", "bbl"], year=[2025])
        figures = {"training_places": 10, "entrants": 8, "diplomas": 4, "working_in_sector": 3}
        return table.with_columns(**{name: pl.lit(value, pl.Int64) for name, value in figures.items()})

    return make


@pytest.fixture
def advert_table() -> Grid:
    """A function: tidy adverts from (region, branch, organisation, positions, posted, closed, status).

    Each is posted on the first day of its quarter, closed on the last, and has a title like no other.
    """

    def make(*rows: tuple[object, ...]) -> pl.DataFrame:
        names = ["region_code", "branch_code", "organisation_code", "positions", "posted_period", "closed_period"]
        table = pl.DataFrame(rows, schema=[*names, "status"], orient="row").with_row_index("row")
        table = table.with_columns(pl.col("closed_period").cast(pl.String), qualification_code=pl.lit("VIG3"))
        number = pl.col("row").cast(pl.String)
        return table.with_columns(
            advert_id=number,
            job_title=pl.concat_str([number] * 8),
            hours_min=pl.lit(24.0),
            hours_max=pl.lit(32.0),
            posted_on=_first_day("posted_period"),
            closed_on=_first_day("closed_period").dt.offset_by("2mo").dt.month_end(),
        ).drop("row")

    return make


@pytest.fixture
def dated_adverts() -> Grid:
    """A function: tidy adverts of VVT in Twente from (organisation, title, hours or None, posted, closed, status)."""

    def make(*rows: tuple[object, ...]) -> pl.DataFrame:
        names = ["organisation_code", "job_title", "hours_min", "posted_on", "closed_on", "status"]
        table = pl.DataFrame(rows, schema=names, orient="row").with_row_index("advert_id")
        table = table.with_columns(pl.col("hours_min").cast(pl.Float64), pl.col("closed_on").cast(pl.Date))
        usual = {"region_code": "RA0205", "branch_code": "VVT", "qualification_code": "VIG3"}
        return table.with_columns(
            **{name: pl.lit(code) for name, code in usual.items()},
            advert_id=pl.col("advert_id").cast(pl.String).str.zfill(4),
            hours_max="hours_min",
            positions=pl.lit(1, pl.Int64),
            posted_period=_quarter("posted_on"),
            closed_period=_quarter("closed_on"),
        )

    return make


@pytest.fixture
def published_table() -> Grid:
    """A function: published figures from (topic, region, branch, period, value, unit)."""

    def make(*rows: tuple[object, ...]) -> pl.DataFrame:
        columns = {"topic": pl.String, "region_code": pl.String, "branch_code": pl.String, "period": pl.String}
        table = pl.DataFrame(rows, schema=columns | {"value": pl.Float64, "unit": pl.String}, orient="row")
        return table.with_columns(category=pl.lit("total"))

    return make


def _first_day(period: str) -> pl.Expr:
    month = 3 * pl.col(period).str.slice(5).cast(pl.Int8) - 2
    return pl.date(pl.col(period).str.head(4).cast(pl.Int32), month, 1)


def _quarter(day: str) -> pl.Expr:
    return pl.format("{}Q{}", pl.col(day).dt.year(), pl.col(day).dt.quarter())


@pytest.fixture
def all_regions() -> list[str]:
    return region_codes()


@pytest.fixture
def value() -> Callable[..., float | None]:
    """A function: the value of the one row that fits; totals unless told otherwise."""

    def find(numbers: pl.DataFrame, measure: str, **where: str) -> float | None:
        asked = {"branch_code": "SMAL", "breakdown": "total", "category": "total"} | where
        found: float | None = numbers.filter(measure=measure, **asked)["value"].item()
        return found

    return find
