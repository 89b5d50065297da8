"""Up to when each region is on the board: an export may hold one region only, and then says nothing about the others.

Definition: a region is covered up to the last quarter in which an advert was posted there, Oost-Nederland up to the
last quarter that all its regions have. Later quarters have no number, not 0: what was open would stay open for ever.
Limits: a region in which nothing at all was posted in the newest quarter has no numbers of it (the regions of the board
have hundreds of adverts a quarter). A region that never was on the board counts as covered, and has 0.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from raat_analysis.codelists.regions import AREA, wgv_codes


def covered_until(adverts: pl.DataFrame) -> dict[str, str]:
    """Region → the last quarter that is covered, for the regions of the board and Oost-Nederland."""
    posted = adverts.group_by("region_code").agg(pl.col("posted_period").max())
    last = str(adverts["posted_period"].max() or "")
    own = {str(code): str(period) for code, period in posted.iter_rows()}
    until = {code: own.get(code, last) for code in wgv_codes()}
    return {**until, AREA: min(until.values())}


def days_seen(adverts: pl.DataFrame) -> dict[str, date]:
    """Region → the last day on which something happened there, or in a region that is covered up to the same quarter.

    Until that day we know what became of an advert.
    """
    until, last = covered_until(adverts), str(adverts["posted_period"].max() or "")
    covered = pl.col("region_code").replace_strict(until, default=last, return_dtype=pl.String)
    days = pl.max_horizontal(pl.col("posted_on").max(), pl.col("closed_on").max())
    seen = dict(adverts.group_by(covered.alias("until")).agg(days.alias("day")).iter_rows())
    return {code: seen.get(period, date.min) for code, period in until.items()}


def last_day(seen: Mapping[str, date]) -> pl.Expr:
    """The last day of the region of a row; of work outside the board's area, which counts nowhere, of the board."""
    return pl.col("region_code").replace_strict(seen, default=max(seen.values()), return_dtype=pl.Date)


def within_coverage(numbers: pl.DataFrame, until: Mapping[str, str]) -> pl.DataFrame:
    """The numbers of covered quarters; of counts the last covered quarter of a region is provisional."""
    newest = (pl.col("period") == _last(until)) & (pl.col("status") == "final")
    status = pl.when(newest).then(pl.lit("provisional")).otherwise("status").alias("status")
    return numbers.filter(covered(until)).with_columns(status)


def covered(until: Mapping[str, str]) -> pl.Expr:
    """Whether a number is of a quarter that its region covers."""
    return pl.col("period") <= _last(until)


def _last(until: Mapping[str, str]) -> pl.Expr:
    return pl.col("region_code").replace_strict(until, default="", return_dtype=pl.String)
