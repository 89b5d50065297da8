"""Adverts on ZorgSelect."""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.sources.notations import hours_ends
from raat_analysis.tidy.coding import coded


class HoursUnclear(RaatError):
    """Hours that are neither a number nor a range from low to high."""


def vacancies(adverts: pl.DataFrame) -> pl.DataFrame:
    """One row is an advert, as many rows as in the export; hours as lowest and highest, dates also as quarters."""
    table = with_hours(coded(adverts, "zorgselect"))
    return table.select(
        "advert_id",
        "job_title",
        "organisation_code",
        pl.col("branch").alias("branch_code"),
        pl.col("place").alias("region_code"),
        pl.col("qualification").alias("qualification_code"),
        "hours_min",
        "hours_max",
        "positions",
        "posted_on",
        "closed_on",
        "status",
        quarter_of("posted_on").alias("posted_period"),
        quarter_of("closed_on").alias("closed_period"),
    )


def quarter_of(column: str) -> pl.Expr:
    """The quarter of a date, as 2026Q3."""
    day = pl.col(column).dt
    return pl.concat_str(day.year().cast(pl.String), pl.lit("Q"), day.quarter().cast(pl.String))


def with_hours(adverts: pl.DataFrame) -> pl.DataFrame:
    """`hours_per_week` ("24-32", "28,8") as hours_min and hours_max; an empty cell stays empty."""
    low, high = hours_ends(pl.col("hours_per_week"))
    found = adverts.with_columns(hours_min=low, hours_max=high)
    unclear = found.filter(
        pl.col("hours_per_week").is_not_null()
        & (pl.col("hours_min").is_null() | (pl.col("hours_min") > pl.col("hours_max")))
    )
    if unclear.height:
        raise HoursUnclear(
            f"zorgselect.hours_per_week: {unclear.height} cells are no number and no range from low to high:\n"
            f"{cases(unclear['hours_per_week'].to_list())}\n"
            "The check sets such cells aside by the contract; run check again."
        )
    return found
