"""Inhabitants, labour force and short unemployment by municipality."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.tidy.coding import coded


def population(figures: pl.DataFrame) -> pl.DataFrame:
    """One row is municipality × quarter, with the RegioPlus region the municipality lies in."""
    regions = {code: entry["region_code"] for code, entry in entries("municipalities").items()}
    return (
        coded(figures, "arbeidsmarkt")
        .rename({"municipality": "municipality_code"})
        .with_columns(region_code=pl.col("municipality_code").replace_strict(regions, return_dtype=pl.String))
        .select(
            "municipality_code",
            "region_code",
            "period",
            "inhabitants",
            "inhabitants_under_20",
            "inhabitants_20_65",
            "inhabitants_65_plus",
            "labour_force",
            "unemployed_under_6_months",
        )
    )
