"""What an answer means in hours per week, above or below the hours that somebody works already."""

import numpy as np
import polars as pl

from raat_analysis.potential.weighting import Vector

FULL_TIME = 36.0
NOW, CONDITIONAL, FEWER = "potential_now_fte", "potential_conditional_fte", "potential_fewer_fte"
MORE, NET, CONTRACT = "potential_more_fte", "potential_net_fte", "potential_contract_fte"


def hours(answers: pl.DataFrame) -> dict[str, Vector]:
    """Per potential: the hours per week of each answer.

    Extra hours count from what somebody works structurally, or the contract when that is more (T17): who already
    works 28 hours on a contract of 20 and wants 28 adds nothing. They count up to a full week: of a wish for 40 hours
    those above 36 are no extra hours. Fewer hours count from the actual hours (T18). For the contract extra hours count
    from the contract.
    """
    desired = pl.min_horizontal("desired_hours", pl.lit(FULL_TIME))
    works = pl.max_horizontal("contract_hours", "actual_hours")
    wants = pl.col("wants")
    more = wants.is_in(["now", "conditional"])
    extra = pl.max_horizontal(desired - works, 0.0)
    found = answers.select(
        _of(wants == "now", extra).alias(NOW),
        _of(wants == "conditional", extra).alias(CONDITIONAL),
        _of(wants == "fewer", pl.max_horizontal(pl.col("actual_hours") - pl.col("desired_hours"), 0.0)).alias(FEWER),
        _of(more, extra).alias(MORE),
        _of(more, pl.max_horizontal(desired - pl.col("contract_hours"), 0.0)).alias(CONTRACT),
    ).with_columns((pl.col(MORE) - pl.col(FEWER)).alias(NET))
    return {name: np.asarray(found[name].to_numpy(), dtype=np.float64) for name in found.columns}


def _of(who: pl.Expr, amount: pl.Expr) -> pl.Expr:
    return pl.when(who).then(amount).otherwise(0.0).fill_null(0.0).cast(pl.Float64)
