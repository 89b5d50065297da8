"""Exports of a small source: 3 regions × 2 branches × quarters, each cell 1,000 employees, 1,200 jobs, 30,000 hours."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from raat_analysis.contracts import Contract

REGIONS, BRANCHES = ("Twente", "Achterhoek", "Zwolle"), ("Ziekenhuizen", "Thuiszorg")
YEAR_2025 = ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
YEAR_2026 = ("2026Q1", "2026Q2", "2026Q3", "2026Q4")
OLD, NEW = date(2026, 1, 10), date(2027, 1, 10)
NUMBERS = {"employees": 1000, "jobs": 1200, "hours": 30000.0}
COMPARED = {"region": "region", "branch": "branch", "period": "period", "sums": list(NUMBERS)}


def employment(compared: dict[str, object] | None = None, **changes: object) -> Contract:
    """A contract that is compared by region, branch and quarter; `compared` changes how."""
    regions = {"Twente": "RA1", "Regio Twente": "RA1", "Achterhoek": "RA2", "Zwolle": "RA3"}
    columns = {
        "region": {"type": "code", "codes": regions},
        "branch": {"type": "code", "codes": {"Ziekenhuizen": "ZKH", "Thuiszorg": "VVT"}},
        "period": {"type": "quarter"},
        "posted_on": {"type": "date"},
        "employees": {"type": "integer"},
        "jobs": {"type": "integer"},
        "hours": {"type": "decimal"},
    }
    told = {name: {**column, "header": name, "description": name, "required": True} for name, column in columns.items()}
    base = {
        "source": "employment",
        "title": "Werknemers",
        "row": "een regio, branche en kwartaal",
        "format": "csv",
        "kind_of_data": "public",
        "key": ["region", "branch", "period"],
        "later_export_replaces": True,
        "allowed_set_aside_pct": 0,
        "columns": told,
        "compared": {**COMPARED, **(compared or {})},
    }
    return Contract.model_validate({**base, **changes})


def export(obtained: date, periods: Sequence[str] = YEAR_2025, **numbers: float) -> pl.DataFrame:
    """The rows of one export; `numbers` replaces what each cell holds."""
    cells = [(region, branch, period) for region in REGIONS for branch in BRANCHES for period in periods]
    rows = pl.DataFrame(cells, schema=["region", "branch", "period"], orient="row")
    held = {**NUMBERS, **numbers}
    fixed = [pl.lit(held[name]).cast(pl.Int64 if name != "hours" else pl.Float64).alias(name) for name in NUMBERS]
    return rows.with_columns(pl.lit(obtained).alias("export_date"), *fixed)


def changed(rows: pl.DataFrame, column: str, times: float, **where: str) -> pl.DataFrame:
    """The rows with one column multiplied, everywhere or where region or branch is given."""
    here = pl.all_horizontal(pl.lit(True), *(pl.col(name) == label for name, label in where.items()))
    value = pl.when(here).then(pl.col(column) * times).otherwise(pl.col(column)).cast(rows.schema[column])
    return rows.with_columns(value.alias(column))
