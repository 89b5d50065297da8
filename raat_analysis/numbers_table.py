"""The long table of numbers: one row is one number. Measures, models and published tables all have this shape."""

import polars as pl

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "measure": pl.String,  # a code of codelists/measures.yml
    "region_code": pl.String,  # RA0205, RA02, NL01
    "branch_code": pl.String,  # SMAL, VVT, … of codelists/branches.yml
    "period": pl.String,  # 2026Q3, or 2025 for a year
    "breakdown": pl.String,  # total, age, destination, qualification, condition, obstacle, horizon, route
    "category": pl.String,  # a code of that breakdown's codelist; total when breakdown is total
    "scenario": pl.String,  # "" when observed; reference, new_policy, forecast, exit_65, exit_67
    "edition": pl.String,  # forecast edition (2025-12) or Fase 0 round (2026-1), else ""
    "value": pl.Float64,  # null when status is secret or missing
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "interval_pct": pl.Int32,  # 95, 90, 80 …; null without interval
    "unit": pl.String,  # from measures.yml
    "source": pl.String,  # a contract's name
    "status": pl.String,  # final, provisional, forecast, modelled, secret, missing
    "contributors": pl.Int32,  # employers or respondents behind the number where the rule needs it; dropped in protect
}
KEY = [
    "measure",
    "region_code",
    "branch_code",
    "period",
    "breakdown",
    "category",
    "scenario",
    "edition",
    "interval_pct",
]
