"""Private facts of counts that an earlier edition published and this one does not, such as those of other regions.

What they are now is taken for what they were then, as long as every sum of then still holds with it. A count that this
edition publishes with another value, or that stands in a sum that does not hold, has changed: of it nothing is known,
and it is judged by what its interval looks like.
"""

from pathlib import Path

import polars as pl

from raat_analysis.attacker.belief import ROOM
from raat_analysis.attacker.counts import CELL
from raat_analysis.attacker.private import private_facts


def facts_of_all(private: Path, cells: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """For the counts of all editions, in their order: CELL, truth and who stands behind them; null for what changed."""
    rows = cells.with_row_index("row")
    now = rows.filter(published_in="")
    gone = rows.join(now, on=CELL, how="anti").sort("published_in").unique(CELL, keep="last", maintain_order=True)
    asked = pl.concat([now, gone])
    found = private_facts(private, asked).with_columns(row=asked["row"])
    every = rows.select("row", *CELL).join(found.drop(CELL), on="row", how="left", validate="1:1")
    changed = _in_broken_sums(rows.with_columns(truth=every["truth"]), lines)
    of_now = pl.col("row").is_in(now["row"].implode())
    known = of_now | ~pl.col("row").is_in(changed.implode())
    facts = [name for name in every.columns if name not in ("row", *CELL)]
    return every.with_columns(pl.when(known).then(pl.col(name)).alias(name) for name in facts).drop("row")


def _in_broken_sums(rows: pl.DataFrame, lines: pl.DataFrame) -> pl.Series:
    """The rows in a sum that cannot hold, when hidden counts are what they are now."""
    low, high = (
        pl.when("hidden").then(pl.coalesce("truth", pl.lit(open_end))).otherwise(end).alias(end)
        for end, open_end in (("lower", 0.0), ("upper", float("inf")))
    )
    ends = rows.select(pl.col("row").cast(pl.Int64).alias("cell"), low, high)
    entry = lines.select("kind", "line", "cell", "factor", "at_most").join(ends, on="cell", how="left", validate="m:1")
    place, first = ["kind", "line"], pl.col("factor") > 0
    least = (pl.when(first).then("lower").otherwise("upper") * pl.col("factor")).sum().over(place)
    most = (pl.when(first).then("upper").otherwise("lower") * pl.col("factor")).sum().over(place)
    broken = (least > ROOM) | (~pl.col("at_most") & (most < -ROOM))
    return entry.filter(broken)["cell"].unique().cast(rows["row"].dtype)
