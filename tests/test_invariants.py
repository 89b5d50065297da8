"""The invariants of published tables find each fault: a check that cannot fail checks nothing."""

import polars as pl
import pytest

from raat_analysis.numbers_table import number_rows
from tests.invariants import broken


def sound() -> pl.DataFrame:
    """Employees of a region by branch and age, a rate with its interval, and one forecast."""
    here = {"region_code": "RA0205", "period": "2025", "status": "final"}
    ages = dict(zip(["<25", "25-35", "35-45", "45-55", "55+"], [1, 2, 3, 2, 2], strict=True))
    people = {"BREED": 14, "SMAL": 10, "KO": 4, "VVT": 10, "VV": 7, "TZ": 3}
    rate = {"value": 8.0, "numerator": 80, "denominator": 1000, "lower": 6.5, "upper": 9.9, "interval_pct": 95}
    rows = [
        *({"measure": "employees", "branch_code": b, "value": n} for b, n in people.items()),
        *({"measure": "employees", "breakdown": "age", "category": a, "value": n} for a, n in ages.items()),
        {"measure": "outflow_sector_pct", **rate},
        *({"measure": "fase0_employees", "lower": 0.0, "upper": 99.0} | row for row in rounded()),
        *({"measure": m, "value": v} for m, v in {"demand": 12, "supply": 10, "shortage": 2}.items()),
    ]
    return number_rows([here | row for row in rows])


def rounded() -> list[dict[str, object]]:
    """Rounded employees: in all 40, by age and by age and function."""
    ages = {"<25": 30, "55+": 10}
    cross = {"<25/nursing": 20, "<25/caring": 10, "55+/nursing": 10, "55+/caring": 0}
    return [
        {"value": 40},
        *({"breakdown": "age", "category": age, "value": people} for age, people in ages.items()),
        *({"breakdown": "age_function", "category": code, "value": people} for code, people in cross.items()),
    ]


def test_a_sound_table_breaks_nothing() -> None:
    assert broken(sound()) == []


@pytest.mark.parametrize(
    ("measure", "change", "rule"),
    [
        ("outflow_sector_pct", {"value": float("nan")}, "not finite"),
        ("outflow_sector_pct", {"value": 10.0}, "outside its interval"),
        ("outflow_sector_pct", {"value": 8.1}, "percentage of other parts"),
        ("outflow_sector_pct", {"upper": 101.0}, "percentage beyond 0 to 100"),
        ("outflow_sector_pct", {"interval_pct": None}, "ends without what they cover"),
        ("outflow_sector_pct", {"upper": None}, "one end"),
        ("outflow_sector_pct", {"unit": ""}, "no unit"),
        ("outflow_sector_pct", {"status": "missing"}, "value without status, or status without value"),
        ("outflow_sector_pct", {"status": "secret", "value": None}, "secret with figures"),
        ("employees", {"branch_code": "SMAL"}, "key twice"),
        ("employees", {"value": -1.0}, "negative"),
        ("employees", {"value": 11.0}, "BREED is not its parts"),
        ("employees", {"value": 11.0}, "VVT is not its parts"),
        ("employees", {"value": 11.0}, "total is not its age"),
        ("fase0_employees", {"value": 15.0}, "rounded to no ten"),
        ("fase0_employees", {"value": 20.0}, "rounded total is not its age"),
        ("fase0_employees", {"value": 20.0}, "rounded age is not its age_function"),
        ("supply", {"value": 9.0}, "demand minus supply is not the shortage"),
        ("supply", {"source": "uitstroom"}, "source of another measure"),
    ],
)
def test_each_fault_is_found(measure: str, change: dict[str, object], rule: str) -> None:
    faulty = sound().with_columns(
        *(
            pl.when(pl.col("measure") == measure)
            .then(pl.lit(new))
            .otherwise(pl.col(name))
            .cast(sound()[name].dtype)
            .alias(name)
            for name, new in change.items()
        )
    )
    assert rule in [found.partition(": ")[0] for found in broken(faulty)]
