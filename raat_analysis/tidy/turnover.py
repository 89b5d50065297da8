"""In- and outflow of employees over twelve months, and where leavers go (Uitstroomonderzoek)."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.tidy.coding import coded

KEY = ["region_code", "branch_code", "age_class", "year"]


def turnover(study: pl.DataFrame) -> pl.DataFrame:
    """One row is region × branch × age × year. Outflow counts persons who left their employer, not net change (T13)."""
    return _coded(study).select(*KEY, "employees_start", "inflow", "outflow", "employees_end")


def leavers(study: pl.DataFrame) -> pl.DataFrame:
    """One row is region × branch × age × year × destination: seven rows for each row of the study."""
    destinations = list(entries("destinations"))
    wide = _coded(study).rename({f"to_{destination}": destination for destination in destinations})
    return wide.unpivot(destinations, index=KEY, variable_name="destination", value_name="leavers")


def _coded(study: pl.DataFrame) -> pl.DataFrame:
    return coded(study, "uitstroom").rename({"region": "region_code", "branch": "branch_code"})
