"""The percentages of Fase 0: who says so, among whom."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.potential.weighting import Vector

WISHES = {"now": "more_hours_now_pct", "conditional": "more_hours_conditional_pct", "fewer": "fewer_hours_pct"}


@dataclass(frozen=True)
class Share:
    """A percentage: per answer whether it counts (1 or 0), and whether it belongs to the base."""

    measure: str
    breakdown: str
    category: str
    values: Vector
    base: Vector

    @property
    def key(self) -> dict[str, object]:
        return {"measure": self.measure, "breakdown": self.breakdown, "category": self.category}

    @property
    def respondents(self) -> int:
        return int(self.base.sum())


def wish_shares(answers: pl.DataFrame) -> list[Share]:
    """Who wants more hours now, more under conditions, or fewer; among all employees."""
    everybody = np.ones(answers.height)
    return [
        Share(measure, "total", "total", _indicator(answers, pl.col("wants") == wish), everybody)
        for wish, measure in WISHES.items()
    ]


def reason_shares(answers: pl.DataFrame) -> list[Share]:
    """Conditions of who wants more under conditions, obstacles of all, and who discussed the wish for more hours."""
    asks = pl.col("wants") == "conditional"
    more = pl.col("wants").is_in(["now", "conditional"])
    discussed = _share(answers, ("discussed_pct", "total", "total"), pl.col("discussed") == "yes", more)
    conditions = [
        _share(answers, ("condition_pct", "condition", code), pl.col("condition") == code, asks)
        for code in entries("conditions")
    ]
    obstacles = [
        _share(answers, ("obstacle_pct", "obstacle", code), pl.col("obstacle") == code, pl.lit(True))
        for code in entries("obstacles")
    ]
    return [*conditions, *obstacles, discussed]


def _share(answers: pl.DataFrame, key: tuple[str, str, str], says: pl.Expr, among: pl.Expr) -> Share:
    """Somebody who was asked and did not answer is not in the base."""
    base = among & says.is_not_null()
    return Share(*key, _indicator(answers, base & says), _indicator(answers, base))


def _indicator(answers: pl.DataFrame, holds: pl.Expr) -> Vector:
    found = answers.select(holds.fill_null(False).cast(pl.Float64).alias("value"))["value"]
    return np.asarray(found.to_numpy(), dtype=np.float64)
