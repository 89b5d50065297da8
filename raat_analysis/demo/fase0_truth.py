"""What is true of everybody in a personnel extract of Fase 0: staff, wishes and potential, and what changed."""

import polars as pl

from raat_analysis.demo.workforce import FULL_TIME

CHANGED = 2.0  # hours a week from which a contract counts as changed
SMALL = 24  # contract hours below which a contract is small
WORKED = pl.max_horizontal("contract_hours", "actual_hours")
EXTRA = (pl.col("desired_hours") - WORKED).clip(0)
CONTRACT = (pl.col("desired_hours") - pl.col("contract_hours")).clip(0)
LESS = (pl.col("actual_hours") - pl.col("desired_hours")).clip(0)
PLACE = ["organisation_code", "round"]
SHARES = {"condition": False, "conditions": True, "obstacle": False, "obstacles": True, "leave_reason": False}


def true_totals(staff: pl.DataFrame) -> dict[str, float | int]:
    """Staff and shares of wishes (%), and potential in fte of 36 hours, beyond the hours already worked."""
    now, conditional, fewer = (pl.col("wants") == wish for wish in ("now", "conditional", "fewer"))
    fte = {
        "fte": pl.col("contract_hours"),
        "above_contract_fte": (pl.col("actual_hours") - pl.col("contract_hours")).clip(0),
        "direct_fte": EXTRA * now,
        "conditional_fte": EXTRA * conditional,
        "fewer_fte": LESS * fewer,
        "contract_fte": CONTRACT * (now | conditional),
    }
    shares = {
        "now_pct": now,
        "conditional_pct": conditional,
        "fewer_pct": fewer,
        "leave_intention_pct": pl.col("leaves"),
        "small_contracts_pct": pl.col("contract_hours") < SMALL,
        "part_time_factor_pct": pl.col("contract_hours") / FULL_TIME,
        **{f"{kind}_pct": pl.col("contract_kind") == kind for kind in ("permanent", "temporary", "on_call")},
    }
    found = staff.select(
        employees=pl.len(),
        **{name: hours.sum() / FULL_TIME for name, hours in fte.items()},
        **{name: share.mean() * 100 for name, share in shares.items()},
    ).row(0, named=True)
    more = found["direct_fte"] + found["conditional_fte"]
    return found | {"more_fte": more, "net_fte": more - found["fewer_fte"]}


def true_shares(staff: pl.DataFrame) -> pl.DataFrame:
    """Per organisation, round, question and code: who names it, in percent of everybody who is asked.

    Nobody asked: no rows.
    """
    rows = [_shares(staff, question, many) for question, many in SHARES.items()]
    return pl.concat(rows).sort("organisation_code", "round", maintain_order=True)


def _shares(staff: pl.DataFrame, question: str, many: bool) -> pl.DataFrame:
    answered = pl.col(question).list.len() > 0 if many else pl.col(question).is_not_null()
    asked = staff.select(*PLACE, question).filter(answered).with_columns(asked=pl.len().over(PLACE))
    named = asked.explode(question) if many else asked
    counts = named.group_by(*PLACE, code=question).agg(share_pct=pl.len() * 100 / pl.col("asked").first())
    return counts.sort(*PLACE, "code").select(*PLACE, pl.lit(question).alias("question"), "code", "share_pct")


def true_changes(before: pl.DataFrame, now: pl.DataFrame) -> dict[str, float | int]:
    """What became of the people of the round before: who stayed, left, and whose contract became larger or smaller."""
    both = before.join(now, on="employee_number", how="inner", validate="1:1", suffix="_now")
    change = both["contract_hours_now"] - both["contract_hours"]
    grew, shrank = change.filter(change >= CHANGED), -change.filter(change <= -CHANGED)
    return {
        "in_both": both.height,
        "left_pct": 100 * (1 - both.height / before.height),
        "extended": len(grew),
        "extended_fte": float(grew.sum()) / FULL_TIME,
        "reduced": len(shrank),
        "reduced_fte": float(shrank.sum()) / FULL_TIME,
    }
