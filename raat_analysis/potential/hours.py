"""What an answer means in hours per week, above or below the hours that somebody works already."""

import numpy as np
import polars as pl

from raat_analysis.potential.weighting import Vector

FULL_TIME = 36.0
POTENTIALS = ("potential_now_fte", "potential_conditional_fte", "potential_fewer_fte", "potential_net_fte")


def hours(answers: pl.DataFrame) -> dict[str, Vector]:
    """Per potential: the hours per week of each answer.

    Extra hours count from what somebody works structurally, or the contract when that is more (T17): who already
    works 28 hours on a contract of 20 and wants 28 adds nothing. Fewer hours count from the actual hours (T18).
    """
    works = pl.max_horizontal("contract_hours", "actual_hours")
    extra = pl.max_horizontal(pl.col("desired_hours") - works, 0.0)
    less = pl.max_horizontal(pl.col("actual_hours") - pl.col("desired_hours"), 0.0)
    now, conditional, fewer = (
        _of(answers, wish, amount) for wish, amount in (("now", extra), ("conditional", extra), ("fewer", less))
    )
    return dict(zip(POTENTIALS, (now, conditional, fewer, now + conditional - fewer), strict=True))


def _of(answers: pl.DataFrame, wish: str, amount: pl.Expr) -> Vector:
    value = pl.when(pl.col("wants") == wish).then(amount).otherwise(0.0).cast(pl.Float64)
    return np.asarray(answers.select(value.alias("hours"))["hours"].to_numpy(), dtype=np.float64)
