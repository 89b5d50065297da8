"""Jobs, contract hours and absence (AZW-kerncijfers)."""

import polars as pl

from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.rows import counts, ratios

KEY = ["region_code", "branch_code", "period"]
FULL_TIME_HOURS = 36  # cao VVT, GGZ, GHZ and hospitals, and AZW's definition (T7)
QUANTITIES = ["employees", "jobs", "contract_hours"]


def working_time(table: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy table working_time: jobs, mean contract, part-time factor (ratios of sums), absence."""
    cells = with_totals(hours_in_full(table), QUANTITIES, ["branch", "region"])
    weeks = cells.with_columns(full_time_hours=FULL_TIME_HOURS * pl.col("employees"))
    return pl.concat(
        [
            counts(cells, ["jobs"]),
            ratios(cells, "contract_hours_mean", "contract_hours", "employees", scale=1),
            ratios(weeks, "part_time_factor_pct", "contract_hours", "full_time_hours"),
            absence(table),
        ]
    )


def hours_in_full(table: pl.DataFrame) -> pl.DataFrame:
    """Cells with contract hours per week as whole hours, so that sums are exact."""
    return table.select(
        *KEY,
        "employees",
        "jobs",
        contract_hours=(1000 * pl.col("contract_hours_thousand")).round(0).cast(pl.Int64),
        provisional=pl.col("status") == "provisional",
    )


def absence(table: pl.DataFrame) -> pl.DataFrame:
    """Absence as the source gives it, where it does; else the absence of the parts weighted by their employees.

    The source has no days, so a total that it lacks (Oost-Nederland, VVT) is weighted by employees: numerator is
    absence × employees, denominator is employees. It is empty only where nobody works: then it weighs nothing.
    """
    per_mille = (1000 * pl.col("absence_pct")).round(0).cast(pl.Int64)
    cells = table.select(
        *KEY,
        "employees",
        absence_weighted=pl.when(pl.col("employees") == 0).then(0).otherwise(per_mille * pl.col("employees")),
        provisional=pl.col("status") == "provisional",
    )
    totals = with_totals(cells, ["employees", "absence_weighted"], ["branch", "region"], weighted=True)
    rows = ratios(
        totals.with_columns(weight=1000 * pl.col("employees")), "absence_pct", "absence_weighted", "weight", 1
    )
    return rows.with_columns(pl.col("numerator") / 100_000, pl.col("denominator") / 1000)
