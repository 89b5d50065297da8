"""Numbers as cells: what is counted, once, whichever measures show it. A cell is secret as a whole.

A percentage shows its count, who stayed shows who left, and the concepts of outflow count the same people by
destination; such rows share a cell.
"""

import polars as pl

from raat_analysis.contributors import PRIVATE
from raat_analysis.disclosure.policy import EmployersRule, PersonsRule, policy, sources_of
from raat_analysis.disclosure.primary import count, left, primary
from raat_analysis.errors import RaatError, cases

PLACE = ["region_code", "branch_code", "period", "scenario", "edition"]
CELL = ["counted", *PLACE, "breakdown", "category"]
LEAVERS = "leavers"


def with_counted(numbers: pl.DataFrame) -> pl.DataFrame:
    """The rows of sources whose counts are protected, with the count that each shows as `counted`."""
    about = policy()
    shown = pl.col("measure").replace(about.shows_count_of | about.shows_rest_of | about.shows_denominator_of)
    by_destination = (pl.col("breakdown") == "destination") & shown.is_in(about.by_destination)
    protected = [*sources_of(PersonsRule), *sources_of(EmployersRule)]
    return numbers.filter(pl.col("source").is_in(protected)).with_columns(
        pl.when(by_destination).then(pl.lit(LEAVERS)).otherwise(shown).alias("counted")
    )


def with_cells(numbers: pl.DataFrame) -> pl.DataFrame:
    """The same rows with also `count`, `most`, and whether they are `secret`."""
    rest = pl.col("measure").is_in(list(policy().shows_rest_of))
    below = pl.col("measure").is_in(list(policy().shows_denominator_of))
    return with_counted(numbers).with_columns(
        pl.when(rest).then(left()).when(below).then("denominator").otherwise(count()).alias("count"),
        pl.when(rest).then("denominator").alias("most"),
        primary(),
    )


def cells(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per cell, in order: CELL, count, secret (when one of its rows is), source, and its number `cell`.

    `most` is what everybody knows it is at most: the employees of whom leavers are a part. The columns of PRIVATE say
    who is behind it.
    """
    found = rows.group_by(CELL).agg(
        pl.col("count").max(),
        pl.col("count").min().alias("least"),
        pl.col("secret").any(),
        pl.col("source").first(),
        pl.col("most").min(),
        *(pl.col(name).drop_nulls().first() for name in PRIVATE),
    )
    differing = found.filter((pl.col("count") - pl.col("least")).abs() > 1e-6).sort(CELL)
    if not differing.is_empty():
        raise RaatError(
            f"{differing.height} counts differ between the measures that show them:\n"
            f"{cases(differing.select(CELL).rows())}\nA count and the percentage of it must agree. See measure."
        )
    return _secret_together(found.drop("least")).sort(CELL).with_row_index("cell")


def _secret_together(found: pl.DataFrame) -> pl.DataFrame:
    """Counts that are often the same are secret together."""
    pairs = {measure: measures[0] for measures in policy().often_the_same for measure in measures}
    place = [name for name in CELL if name != "counted"]
    return found.with_columns(pl.col("secret").any().over(pl.col("counted").replace(pairs), *place))
