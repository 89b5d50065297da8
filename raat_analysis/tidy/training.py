"""Training places, students and graduates."""

import polars as pl

from raat_analysis.tidy.coding import coded


def training(figures: pl.DataFrame) -> pl.DataFrame:
    """One row is region × qualification × route × year (the year in which the school year begins)."""
    return coded(figures, "opleidingen").select(
        pl.col("region").alias("region_code"),
        pl.col("qualification").alias("qualification_code"),
        "route",
        "year",
        "training_places",
        "entrants",
        "diplomas",
        "working_in_sector",
    )
