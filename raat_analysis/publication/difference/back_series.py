"""A method that changed: all periods on the current method, beside what was published on the method before."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from raat_analysis.factsheets.published import SIGNS, spelled
from raat_analysis.numbers_table import KEY, PUBLIC
from raat_analysis.rendering.open_data import as_csv

FILE = "terugreeks.csv"
PUBLISHED, SIGN, PUBLISHED_IN = "Waarde zoals gepubliceerd", "Teken toen", "Gepubliceerd in"


def back_series(now: pl.DataFrame, then: pl.DataFrame, measures: Sequence[str], regions: Sequence[str]) -> pl.DataFrame:
    """One row per number of these measures and regions, on the current method (PUBLIC), with what was published.

    `value_was` and `status_was` are null for a number that the edition before did not have, `published_in` too.
    """
    asked = pl.col("measure").is_in(list(measures)) & pl.col("region_code").is_in(list(regions))
    old = then.select(*KEY, "published_in", value_was="value", status_was="status")
    rows = now.filter(asked).select(list(PUBLIC))
    return rows.join(old, on=KEY, how="left", nulls_equal=True, validate="1:1").sort(KEY)


def in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the form of the open data, with three columns more."""
    was = rows.select(
        pl.col("value_was").alias(PUBLISHED),
        pl.col("status_was").replace_strict(SIGNS, default="", return_dtype=pl.String).alias(SIGN),
        pl.col("published_in").alias(PUBLISHED_IN),
    )
    return spelled(rows).hstack(was)


def write_back_series(rows: pl.DataFrame, public: Path) -> None:
    """terugreeks.csv in the public folder, when there is anything to say."""
    if rows.height:
        (public / FILE).write_bytes(as_csv(in_words(rows)))
