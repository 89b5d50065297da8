"""What an edition of the forecast changed for the same year. Editions are never joined into one line (T8).

bijstelling = shortage(T) in an edition − shortage(T) in the edition before, same scenario, for the last year T that
both have. With the first year 0 that both have it is the sum of three parts:
    start_level    shortage(0) of this edition − that of the edition before
    demand_growth  growth of demand from 0 to T in this edition − in the edition before
    supply_growth  minus the same for supply: more supply makes the shortage smaller
Nothing is said about why: new population figures, new policy and a new method all end up in these parts.
Method: docs/methods/shortage.md.
"""

from itertools import pairwise

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.increments import shortage_after

PLACE = ["scenario", "region_code", "branch_code"]
PARTS = ["start_level", "demand_growth", "supply_growth"]
KNOWN = ["demand", "supply", "shortage"]


def revisions(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of every edition (place × edition × period) → place, edition, period, shortage_revision and its PARTS.

    An edition is held against the one right before it. No row for a place, scenario or year that one of the two lacks.
    The parts are null where the two share one year only, or where demand and supply are not known.
    """
    listed = cells["edition"].unique().sort().to_list()
    made = [_between(cells.filter(edition=old), cells.filter(edition=new)) for old, new in pairwise(listed)]
    empty = cells.select(*PLACE, "edition", "period", *(pl.lit(None, pl.Int64).alias(n) for n in _NAMES)).clear()
    return pl.concat([empty, *made])


_NAMES = ["shortage_revision", *PARTS]


def _between(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """One row per place that both editions have, for the last year they share."""
    years = [*PLACE, "period"]
    both = new.join(old.drop("edition"), on=years, how="inner", validate="1:1", suffix="_old")
    ends = both.sort(years).group_by(PLACE, maintain_order=True)
    first, last = ends.first(), ends.last()
    span = last.join(first, on=PLACE, how="left", validate="1:1", suffix="_base")
    made = span.with_columns(
        shortage_revision=pl.col("shortage") - pl.col("shortage_old"),
        start_level=pl.col("shortage_base") - pl.col("shortage_old_base"),
        demand_growth=_growth("demand") - _growth("demand_old"),
        supply_growth=_growth("supply_old") - _growth("supply"),
    )
    several = pl.col("period_base") < pl.col("period")
    known = several & pl.all_horizontal(pl.col(*PARTS).is_not_null())
    made = made.with_columns(pl.when(known).then(pl.col(name)).alias(name) for name in PARTS)
    for suffix in ("", "_old"):
        refuse_other_outcome(made.filter(pl.col(PARTS[0]).is_not_null()), suffix)
    return made.select(*PLACE, "edition", "period", *_NAMES)


def _growth(name: str) -> pl.Expr:
    return pl.col(name) - pl.col(f"{name}_base")


def refuse_other_outcome(span: pl.DataFrame, suffix: str) -> None:
    """Raise unless level plus growth gives the shortage that the edition itself has, so that the parts add up."""
    levels = span.select(*PLACE, period="period_base", shortage=f"shortage{suffix}_base")
    growth = span.select(
        *PLACE,
        base_period="period_base",
        demand_growth=_growth(f"demand{suffix}"),
        supply_growth=_growth(f"supply{suffix}"),
        shortage=f"shortage{suffix}",
    )
    wrong = shortage_after(levels, growth, PLACE).filter(pl.col("shortage_after") != pl.col("shortage"))
    if wrong.height:
        raise RaatError(
            f"{wrong.height} shortages are not the level of the first year plus the growth of demand minus that of "
            f"supply:\n{cases(wrong.select(PLACE).sort(PLACE).rows())}\nCheck the export azw_prognose."
        )
