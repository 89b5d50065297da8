"""Identity of a forecast: shortage(T) = shortage(0) + growth of demand − growth of supply, all from the same year 0.

The year that increments start from is their own (T12): for verpleging en verzorging the edition of December 2023 shows
14.200 for 2024 and 51.900 for 2033, with demand growing by 68.700 and supply by 27.000 from 2023. The level to start
from is therefore that of 2023 (10.200) and not the 14.200 that stands beside it, which would give 55.900.
"""

from collections.abc import Sequence

import polars as pl

from raat_analysis.errors import RaatError, cases


class WrongBaseYear(RaatError):
    """Increments are added to a level of another year than they start from."""


def shortage_after(levels: pl.DataFrame, growth: pl.DataFrame, place: Sequence[str]) -> pl.DataFrame:
    """`growth` with `shortage_after`: the level of the base year plus the growth of demand minus that of supply.

    levels: place, period, shortage. growth: place, base_period, demand_growth, supply_growth. A place in `growth`
    without a level, or with the level of another year, raises WrongBaseYear.
    """
    known = levels.select(*place, level_period="period", level="shortage")
    both = growth.join(known, on=place, how="left", validate="m:1")
    wrong = both.filter(pl.col("level_period").ne_missing(pl.col("base_period")))
    if wrong.height:
        found = [
            f"{' '.join(map(str, row[:-2]))}: growth from {row[-2]}, level of {row[-1] or 'no year'}"
            for row in wrong.select(*place, "base_period", "level_period").sort(pl.all()).iter_rows()
        ]
        raise WrongBaseYear(
            f"{len(found)} shortages would be made from the level of another year than the growth starts from:\n"
            f"{cases(found)}\nTake the level of the base year of the growth."
        )
    after = pl.col("level") + pl.col("demand_growth") - pl.col("supply_growth")
    return both.with_columns(shortage_after=after).drop("level_period", "level")
