"""How much a change matters: key figures first, then by size against the threshold of the measure or its unit."""

import polars as pl

from raat_analysis.codelists.change_thresholds import TOTAL, Threshold, change_thresholds
from raat_analysis.factsheets.reading import ALL
from raat_analysis.publication.difference.numbers import SHOWN

LARGE, MIDDLE, SMALL = "groot", "middel", "klein"
LEVELS = (LARGE, MIDDLE, SMALL)
MOST = 1e9  # of a number that was 0: percent of nothing
THRESHOLD = {
    "measure": pl.String,
    "unit": pl.String,
    "points": pl.Boolean,
    "middle": pl.Float64,
    "large": pl.Float64,
    "at_least": pl.Float64,
}


def by_importance(changed: pl.DataFrame) -> pl.DataFrame:
    """The rows with `key_figure`, `size` (1 is the threshold of large) and `level`, the most important first.

    A number that came to be shown, or is no longer, is large for a key figure, else middling. A unit without a
    threshold is a ThresholdsRefused.
    """
    rows = changed.join(_thresholds(changed), on=["measure", "unit"], how="left", validate="m:1")
    rows = rows.with_columns(_is_key_figure().alias("key_figure"))
    rows = rows.with_columns(_size().alias("size"))
    middling = pl.col("size") >= pl.col("middle") / pl.col("large")
    level = pl.when(pl.col("size") >= 1).then(pl.lit(LARGE)).when(middling).then(pl.lit(MIDDLE))
    rows = rows.with_columns(level.otherwise(pl.lit(SMALL)).alias("level"))
    order = ["key_figure", "size", "measure", "region_code", "branch_code", "period", "breakdown", "category"]
    order += ["scenario", "edition", "interval_pct"]
    return rows.sort(order, descending=[True, True, *(False for _ in order[2:])]).drop(list(THRESHOLD)[2:])


def _thresholds(rows: pl.DataFrame) -> pl.DataFrame:
    """The threshold of each measure and unit that occurs."""
    asked = rows.select("measure", "unit").unique().sort("measure", "unit").rows()
    known = [(measure, unit, change_thresholds().of(measure, unit)) for measure, unit in asked]
    return pl.DataFrame([_spelled(*each) for each in known], schema=THRESHOLD, orient="row")


def _spelled(measure: str, unit: str, asked: Threshold) -> tuple[str, str, bool, float, float, float]:
    return measure, unit, asked.by == "points", asked.middle, asked.large, asked.at_least


def _is_key_figure() -> pl.Expr:
    """The whole sector, in all or of the one category that the front shows."""
    asked = [
        (pl.col("measure") == measure)
        & (pl.col("category") == threshold.category)
        & ((pl.col("breakdown") == TOTAL) | (threshold.category != TOTAL))
        for measure, threshold in change_thresholds().key_figures.items()
    ]
    return pl.any_horizontal(asked) & (pl.col("branch_code") == ALL)


def _size() -> pl.Expr:
    """The change over the threshold of large; below `at_least` it is nothing."""
    moved = (pl.col("value") - pl.col("value_was")).abs()
    before = pl.col("value_was").abs()
    percent = pl.when(before > 0).then(100 * moved / before).otherwise(MOST)
    size = pl.when(pl.col("points")).then(moved).otherwise(percent) / pl.col("large")
    size = pl.when(moved < pl.col("at_least")).then(0.0).otherwise(size)
    both_shown = (pl.col("state") == SHOWN) & (pl.col("state_was") == SHOWN)
    unshown = pl.when(pl.col("key_figure")).then(1.0).otherwise(pl.col("middle") / pl.col("large"))
    return pl.when(both_shown).then(size).otherwise(unshown)
