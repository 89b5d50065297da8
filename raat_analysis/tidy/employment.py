"""Employees, jobs, contract hours and absence (AZW-kerncijfers)."""

import polars as pl

from raat_analysis.tidy.coding import coded

KEY = ["region_code", "branch_code", "period"]
AGES = {
    "employees": "total",
    "employees_under_25": "<25",
    "employees_25_35": "25-35",
    "employees_35_45": "35-45",
    "employees_45_55": "45-55",
    "employees_55_plus": "55+",
}


def employment(figures: pl.DataFrame) -> pl.DataFrame:
    """One row is region × branch × quarter × age class, with `total`: six rows for each row of the source."""
    wide = _coded(figures).rename(AGES)
    long = wide.unpivot(list(AGES.values()), index=[*KEY, "status"], variable_name="age_class", value_name="employees")
    return long.select(*KEY, "age_class", "employees", "status")


def working_time(figures: pl.DataFrame) -> pl.DataFrame:
    """One row is region × branch × quarter; contract hours are a sum per week, in thousands."""
    hours = pl.col("contract_hours").alias("contract_hours_thousand")
    return _coded(figures).select(*KEY, "employees", "jobs", hours, "absence_pct", "status")


def _coded(figures: pl.DataFrame) -> pl.DataFrame:
    status = pl.when("period_provisional").then(pl.lit("provisional")).otherwise(pl.lit("final"))
    renamed = coded(figures, "azw_kerncijfers").rename({"region": "region_code", "branch": "branch_code"})
    return renamed.with_columns(status=status)
