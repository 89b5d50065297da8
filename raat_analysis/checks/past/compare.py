"""Each export beside the one before it, like with like: per period, or over the periods that both hold."""

import polars as pl

from raat_analysis.checks.past.profile import ALL, CELL, EXPORT, ROWS

PREVIOUS = "previous_date"
PAIR = [EXPORT, PREVIOUS]
EDGE = 0.25  # a period with fewer rows than this share of what it should have is only touched by the export
REPEATED = 0.5  # more than this part of the smaller export comes back in the other: a table that repeats its history
QUARTER = r"^[0-9]{4}Q[1-4]$"
SIDES = {"previous": PREVIOUS, "value": EXPORT}


def comparisons(profile: pl.DataFrame) -> pl.DataFrame:
    """One row per export (except the first) × dimension × code × column: previous, value (per period) and ratio.

    Tables that repeat their history are compared on the periods that both exports have (`common`). Others are compared
    by their means per period, so that three years and three quarters can stand beside each other. What is in one
    export only has 0 in the other; the ratio is null when there was nothing before.
    """
    periods = _periods(profile)
    sides = [_means(profile, periods, side) for side in SIDES]
    cells = sides[0].join(sides[1], on=[*PAIR, "common", *CELL], how="full", coalesce=True, validate="1:1")
    cells = cells.with_columns(pl.col(*SIDES).fill_null(0.0))
    ratio = pl.when(pl.col("previous") > 0).then(pl.col("value") / pl.col("previous")).alias("ratio")
    return cells.select(*PAIR, "common", *CELL, "previous", "value", ratio).sort(EXPORT, *CELL)


def _periods(profile: pl.DataFrame) -> pl.DataFrame:
    """One row per pair of exports × period: the rows of each side, `common`, and whether each side is `used`."""
    pairs, rows = _pairs(profile), _ended(profile)
    sides = [
        pairs.join(rows.rename({"value": side}), left_on=day, right_on=EXPORT, how="inner", validate="1:m").select(
            *PAIR, "period", side
        )
        for side, day in SIDES.items()
    ]
    beside = sides[0].join(sides[1], on=[*PAIR, "period"], how="full", coalesce=True, validate="1:1")
    beside = beside.with_columns(pl.col(*SIDES).fill_null(0.0)).sort(*PAIR, "period")
    back, smaller = pl.min_horizontal(*SIDES).sum(), pl.min_horizontal(pl.col(side).sum() for side in SIDES)
    common = (back > REPEATED * smaller).over(PAIR).alias("common")
    used = [pl.when("common").then(_shared()).otherwise(_full(side)).alias(f"used {side}") for side in SIDES]
    return beside.with_columns(common).with_columns(used)


def _pairs(profile: pl.DataFrame) -> pl.DataFrame:
    """One row per export except the first, with the export before it."""
    dates = profile.select(EXPORT).unique().sort(EXPORT)
    return dates.with_columns(pl.col(EXPORT).shift(1).alias(PREVIOUS)).drop_nulls()


def _ended(profile: pl.DataFrame) -> pl.DataFrame:
    """Rows per export and period, without the quarter in which the export was made: that has a few days only."""
    rows = profile.filter(pl.col("dimension") == ALL, pl.col("column") == ROWS)
    made_in = pl.format("{}Q{}", pl.col(EXPORT).dt.year(), pl.col(EXPORT).dt.quarter())
    ended = ~(pl.col("period").str.contains(QUARTER) & (pl.col("period") >= made_in))
    return rows.filter(ended | ~ended.any().over(EXPORT)).select(EXPORT, "period", "value")


def _full(side: str) -> pl.Expr:
    """The periods that a side covers: an export also holds what was still open of long before."""
    return (pl.col(side) > 0) & (pl.col(side) >= EDGE * pl.col(side).max().over(PAIR))


def _shared() -> pl.Expr:
    """The periods of both sides, without first ones of which little is left and last ones that had only begun."""
    both = (pl.col("previous") > 0) & (pl.col("value") > 0)
    left = (~both | (pl.col("value") < EDGE * pl.col("previous"))).cum_min().over(PAIR)
    begun = (~both | (pl.col("previous") < EDGE * pl.col("value"))).cum_min(reverse=True).over(PAIR)
    whole = both & ~left & ~begun
    return pl.when(whole.any().over(PAIR)).then(whole).otherwise(both)


def _means(profile: pl.DataFrame, periods: pl.DataFrame, side: str) -> pl.DataFrame:
    """Per pair of exports, dimension, code and column the mean per used period of one side."""
    counted = periods.filter(f"used {side}").with_columns(pl.len().over(PAIR).alias("periods"))
    counted = counted.select(*PAIR, "period", "periods", "common", pl.col(SIDES[side]).alias("of"))
    cells = counted.join(profile, left_on=["of", "period"], right_on=[EXPORT, "period"], how="inner", validate="m:m")
    return cells.group_by(*PAIR, "common", *CELL).agg((pl.col("value").sum() / pl.col("periods").first()).alias(side))
