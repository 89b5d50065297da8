"""Rounded input: what the rounding of a source adds to an interval, and when a rate is too coarse to show.

A count that the source rounds to multiples of b lies up to b ÷ 2 from the truth, and a sum of k rounded counts up to
k × b ÷ 2. Roundings do not cancel: cells of about 136 that are rounded to 100 are all too low. An interval gets
this width more on both sides, in percent of the denominator; a rate of which it is more than one point is not shown.
Source: docs/methods/turnover.md; without this, 95% intervals of 200 people rounded to 100 never hold the truth.
Limits: the rounding of the denominator, which adds at most the rate times as much, is left out.
The base b stands in the contract of the source (`rounded_to`); the exports of uitstroom are not rounded.
"""

import polars as pl

from raat_analysis.contracts import contract

SOURCE = "uitstroom"
COARSEST_POINTS = 1.0


def rounding_base(source: str = SOURCE) -> float:
    """The coarsest rounding of the counts of a source, in persons; 0 when it does not round."""
    return max(column.rounded_to for column in contract(source).columns.values())


def widening_pct(denominator: pl.Expr, source_cells: pl.Expr, base: float | None = None) -> pl.Expr:
    """Half the width that rounding adds, in percent of the denominator, for a sum of so many rounded cells."""
    half = (rounding_base() if base is None else base) / 2
    return 100 * half * source_cells / denominator


def suppressed(rows: pl.DataFrame, source_cells: pl.Series, base: float | None = None) -> pl.DataFrame:
    """The rows without value and interval where rounding alone is more than one point: status missing."""
    coarse = widening_pct(pl.col("denominator"), pl.col("source_cells"), base) > COARSEST_POINTS
    kept = rows.with_columns(source_cells=source_cells).with_columns(fine=~coarse.fill_null(False))
    return kept.with_columns(
        *(pl.when("fine").then(pl.col(name)).alias(name) for name in ("value", "lower", "upper", "interval_pct")),
        status=pl.when("fine").then("status").otherwise(pl.lit("missing")),
    ).select(rows.columns)
