"""Regional outcomes of the Prognosemodel Zorg en Welzijn."""

import polars as pl

from raat_analysis.tidy.coding import coded


def forecasts(outcomes: pl.DataFrame) -> pl.DataFrame:
    """One row is edition × scenario × region × branch × qualification × year; persons, not fte (T6)."""
    return coded(outcomes, "azw_prognose").select(
        "edition",
        "scenario",
        pl.col("region").alias("region_code"),
        pl.col("branch").alias("branch_code"),
        pl.col("qualification").alias("qualification_code"),
        "year",
        "demand_persons",
        "supply_persons",
        "shortage_persons",
    )
