"""Adverts on ZorgSelect."""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.sources.notations import hours_ends
from raat_analysis.tidy.coding import as_enum, coded, once_each


class HoursUnclear(RaatError):
    """Hours that are neither a number nor a range from low to high."""


def vacancies(adverts: pl.DataFrame) -> pl.DataFrame:
    """One row is an advert, as many rows as in the export; hours as lowest and highest, dates also as quarters.

    Ten million adverts hold a few thousand days and a few dozen hours: each is worked out once.
    """
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
        quarters(table["posted_on"]).alias("posted_period"),
        quarters(table["closed_on"]).alias("closed_period"),
    )


def quarters(days: pl.Series) -> pl.Series:
    """The quarter of each date, as 2026Q3: worked out once for every day from the first to the last."""
    if days.null_count() == len(days):
        return pl.Series(days.name, [None] * len(days), dtype=pl.Enum([]))
    numbers = pl.DataFrame({"day": days}).with_columns(number=pl.col("day").to_physical())
    ends = numbers.select(pl.date_range(pl.col("day").min(), pl.col("day").max()).alias("day"))
    names = ends.select(pl.format("{}Q{}", pl.col("day").dt.year(), pl.col("day").dt.quarter())).to_series()
    places = numbers.select(pl.col("number") - pl.col("number").min()).to_series()
    return as_enum(names).gather(places).alias(days.name)


def with_hours(adverts: pl.DataFrame) -> pl.DataFrame:
    """`hours_per_week` ("24-32", "28,8") as hours_min and hours_max; an empty cell stays empty."""
    ends = [_end(adverts["hours_per_week"], which).alias(name) for which, name in enumerate(("hours_min", "hours_max"))]
    hours, (low, high) = adverts["hours_per_week"], ends
    unclear = hours.filter(hours.is_not_null() & (low.is_null() | (low > high)))
    if len(unclear):
        raise HoursUnclear(
            f"zorgselect.hours_per_week: {len(unclear)} cells are no number and no range from low to high:\n"
            f"{cases(unclear.to_list())}\n"
            "The check sets such cells aside by the contract; run check again."
        )
    return adverts.with_columns(ends)


def _end(hours: pl.Series, which: int) -> pl.Series:
    """The lower (0) or the upper (1) end of each range of hours."""
    return once_each(hours, lambda text: text.to_frame("text").select(hours_ends(pl.col("text"))[which]).to_series())
