"""Numbers as cells: what is counted, once, whichever measures show it. A cell is secret as a whole.

A percentage shows its count, who stayed shows who left, and the concepts of outflow count the same people by
destination; such rows share a cell.
"""

import polars as pl

from raat_analysis.disclosure.primary import count, primary
from raat_analysis.disclosure.rules import rules, sources_with
from raat_analysis.errors import RaatError, cases

PLACE = ["region_code", "branch_code", "period", "scenario", "edition"]
CELL = ["counted", *PLACE, "breakdown", "category"]
LEAVERS = "leavers"


def with_cells(numbers: pl.DataFrame) -> pl.DataFrame:
    """The rows of sources whose counts are protected, with `counted`, `count` and whether they are `secret`."""
    rest = rules()["shows_rest_of"]
    shown = pl.col("measure").replace(rules()["shows_count_of"] | rest)
    by_destination = (pl.col("breakdown") == "destination") & shown.is_in(rules()["by_destination"])
    protected = [*sources_with("persons"), *sources_with("employers")]
    return numbers.filter(pl.col("source").is_in(protected)).with_columns(
        pl.when(by_destination).then(pl.lit(LEAVERS)).otherwise(shown).alias("counted"),
        pl.when(pl.col("measure").is_in(list(rest)))
        .then(pl.col("denominator") - pl.col("numerator"))
        .otherwise(count())
        .alias("count"),
        primary(),
    )


def cells(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per cell, in order: CELL, count, secret (when one of its rows is), source, and its number `cell`."""
    found = rows.group_by(CELL).agg(
        pl.col("count").max(),
        pl.col("count").min().alias("least"),
        pl.col("secret").any(),
        pl.col("source").first(),
    )
    differing = found.filter((pl.col("count") - pl.col("least")).abs() > 1e-6).sort(CELL)
    if not differing.is_empty():
        raise RaatError(
            f"{differing.height} counts differ between the measures that show them:\n"
            f"{cases(differing.select(CELL).rows())}\nA count and the percentage of it must agree. See measure."
        )
    return found.drop("least").sort(CELL).with_row_index("cell")
