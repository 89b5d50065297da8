"""Employees, in all and by age (AZW-kerncijfers). Region is where the employee lives (T9)."""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.rows import counts, ratios

KEY = ["region_code", "branch_code", "period"]


def employment(table: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy table employment: employees per branch, and for SMAL by age with each age's share."""
    cells = employees(table)
    smal = shares(cells.filter(branch_code="SMAL"))
    return pl.concat(
        [
            counts(cells.filter(age_class="total"), ["employees"]),
            counts(smal, ["employees"], breakdown="age"),
            ratios(smal, "employees_share_pct", "employees", "all_ages", breakdown="age"),
        ]
    )


def employees(table: pl.DataFrame) -> pl.DataFrame:
    """Cells region × branch × quarter × age class with every total; those of the source must equal the sums."""
    cells = table.with_columns(provisional=pl.col("status") == "provisional").drop("status")
    return with_totals(cells, ["employees"], ["age", "branch", "region"])


def shares(cells: pl.DataFrame) -> pl.DataFrame:
    """The age classes of the cells, each with the employees of all ages beside it."""
    whole = cells.filter(age_class="total").select(*KEY, pl.col("employees").alias("all_ages"))
    ages = cells.filter(pl.col("age_class") != "total").join(whole, on=KEY, how="left", validate="m:1")
    alone = ages.filter(pl.col("all_ages").is_null())
    if alone.height:
        raise RaatError(
            f"{alone.height} age classes have no total of all ages:\n{cases(alone.select(KEY).rows())}\n"
            "Complete the export of azw_kerncijfers: every branch, region and quarter needs all five age classes."
        )
    return ages
