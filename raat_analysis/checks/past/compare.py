"""Each export beside the one before it, like with like: per period, or over the periods that both hold."""

import polars as pl

from raat_analysis.checks.past.profile import ALL, CELL, EXPORT, ROWS

PREVIOUS = "previous_date"
PAIR = [EXPORT, PREVIOUS]
EDGE = 0.25  # a period with fewer rows than this share of the export's fullest period is only touched by the export
QUARTER = r"^[0-9]{4}Q[1-4]$"


def comparisons(profile: pl.DataFrame) -> pl.DataFrame:
    """One row per export (except the first) × dimension × code × column: previous, value (per period) and ratio.

    Exports that share more than half of the periods of the smaller one are tables that repeat their history: they are
    compared on the periods they share (`common`). Others are compared by their means per period, so that three years
    and three quarters can stand beside each other. What is in one export only has 0 in the other; the ratio is null
    when there was nothing before.
    """
    periods = _compared_periods(profile)
    before = _means(profile, periods["previous"], PREVIOUS).rename({"mean": "previous"})
    now = _means(profile, periods["value"], EXPORT).rename({"mean": "value"})
    cells = before.join(now, on=[*PAIR, "common", *CELL], how="full", coalesce=True, validate="1:1")
    cells = cells.with_columns(pl.col("previous", "value").fill_null(0.0))
    ratio = pl.when(pl.col("previous") > 0).then(pl.col("value") / pl.col("previous")).alias("ratio")
    return cells.select(*PAIR, "common", *CELL, "previous", "value", ratio).sort(EXPORT, *CELL)


def _compared_periods(profile: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """For each side: one row per pair of exports × period that is compared, and whether both sides have the same."""
    pairs, full = _pairs(profile), _full_periods(profile)
    now = pairs.join(full, on=EXPORT, how="inner", validate="1:m")
    before = pairs.join(full, left_on=PREVIOUS, right_on=EXPORT, how="inner", validate="1:m")
    shared = now.join(before, on=[*PAIR, "period"], how="semi")
    sizes = pl.concat([now.group_by(PAIR).len(), before.group_by(PAIR).len()]).group_by(PAIR).agg(pl.col("len").min())
    counted = sizes.join(shared.group_by(PAIR).len("both"), on=PAIR, how="left", validate="1:1")
    common = counted.select(*PAIR, (pl.col("both").fill_null(0) > 0.5 * pl.col("len")).alias("common"))
    return {name: _chosen(side, common, shared) for name, side in (("previous", before), ("value", now))}


def _chosen(side: pl.DataFrame, common: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
    marked = side.join(common, on=PAIR, how="left", validate="m:1")
    known = shared.with_columns(shared=True)
    marked = marked.join(known, on=[*PAIR, "period"], how="left", validate="1:1")
    return marked.filter(~pl.col("common") | pl.col("shared").fill_null(False)).drop("shared")


def _pairs(profile: pl.DataFrame) -> pl.DataFrame:
    """One row per export except the first, with the export before it."""
    dates = profile.select(EXPORT).unique().sort(EXPORT)
    return dates.with_columns(pl.col(EXPORT).shift(1).alias(PREVIOUS)).drop_nulls()


def _full_periods(profile: pl.DataFrame) -> pl.DataFrame:
    """The periods that each export covers: not those at its edges, nor the quarter in which it was made or later.

    An export of open adverts holds a few of long ago, and one made in October a few days of the fourth quarter.
    """
    rows = profile.filter(pl.col("dimension") == ALL, pl.col("column") == ROWS)
    rows = rows.filter(pl.col("value") >= EDGE * pl.col("value").max().over(EXPORT))
    made_in = pl.format("{}Q{}", pl.col(EXPORT).dt.year(), pl.col(EXPORT).dt.quarter())
    ended = ~(pl.col("period").str.contains(QUARTER) & (pl.col("period") >= made_in))
    return rows.filter(ended | ~ended.any().over(EXPORT)).select(EXPORT, "period")


def _means(profile: pl.DataFrame, periods: pl.DataFrame, day: str) -> pl.DataFrame:
    """Per pair of exports, dimension, code and column the mean per period of the side that `day` names."""
    counted = periods.with_columns(pl.len().over(PAIR).alias("periods"))
    cells = counted.join(profile, left_on=[day, "period"], right_on=[EXPORT, "period"], how="inner", validate="m:m")
    total = (pl.col("value").sum() / pl.col("periods").first()).alias("mean")
    return cells.group_by([*PAIR, "common", *CELL]).agg(total)
