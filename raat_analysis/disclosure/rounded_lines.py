"""The sums that any reader can make of counts by branch and breakdown: the lines of controlled rounding.

Categories of a breakdown add up to the total of the branch, a cross of two breakdowns to the categories of either, and
branches to the sector. Of every category there is a count, also when nobody is in it, so all these sums hold.
"""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.numbers_table import BY, CROSS

WHOLE = "SMAL"  # the sector
SPLIT = ["branch_code", "breakdown", "category"]


def lines_of(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per cell in a line: line (0, 1, 2 …), cell, total. `cells`: cell and SPLIT.

    Raises RaatError for a part without its total: then nobody knows with what it adds up.
    """
    parts = pl.concat([_of_branches(cells), _of_breakdowns(cells), *(_of_crosses(cells, way) for way in (0, 1))])
    above = cells.select(pl.col("cell").alias("above"), *(pl.col(name).alias(f"of_{name}") for name in SPLIT))
    found = parts.join(above, on=[f"of_{name}" for name in SPLIT], how="left", validate="m:1", maintain_order="left")
    _refuse_alone(found)
    numbered = found.with_columns(line=(pl.struct("kind", "above").rank("dense") - 1).cast(pl.Int64))
    totals = numbered.select("line", pl.col("above").alias("cell"), total=pl.lit(True)).unique()
    both = pl.concat([numbered.select("line", "cell", total=pl.lit(False)), totals])
    return both.sort("line", "total", "cell")


def _of_branches(cells: pl.DataFrame) -> pl.DataFrame:
    """The branches of a category, below that category of the sector."""
    return _parts(cells.filter(pl.col("branch_code") != WHOLE), "branches", of_branch_code=pl.lit(WHOLE))


def _of_breakdowns(cells: pl.DataFrame) -> pl.DataFrame:
    """The categories of one breakdown, below the total."""
    single = cells.filter(pl.col("breakdown") != "total", ~pl.col("category").str.contains(CROSS, literal=True))
    total = pl.lit("total")
    return _parts(single, pl.col("breakdown"), of_breakdown=total, of_category=total)


def _of_crosses(cells: pl.DataFrame, way: int) -> pl.DataFrame:
    """The categories of a cross, below those of the first of its two breakdowns, or of the second."""
    crossed = cells.filter(pl.col("category").str.contains(CROSS, literal=True))
    of = {"of_breakdown": ("breakdown", BY), "of_category": ("category", CROSS)}
    above = {name: pl.col(column).str.split(sign).list.get(way) for name, (column, sign) in of.items()}
    return _parts(crossed, pl.concat_str("breakdown", pl.lit(f" {way}")), **above)


def _parts(cells: pl.DataFrame, kind: pl.Expr | str, **above: pl.Expr) -> pl.DataFrame:
    """The cells with what they are part of: the same branch, breakdown and category but for `above`."""
    same = {f"of_{name}": pl.col(name) for name in SPLIT}
    named = pl.lit(kind) if isinstance(kind, str) else kind
    return cells.select(named.alias("kind"), "cell", *SPLIT, **(same | above))


def _refuse_alone(parts: pl.DataFrame) -> None:
    lone = parts.filter(pl.col("above").is_null())
    if not lone.is_empty():
        raise RaatError(
            f"{lone.height} counts to be rounded have no total in the table:\n{cases(lone.select(SPLIT).rows())}\n"
            "Make the total too: see the stage that makes the measure."
        )
