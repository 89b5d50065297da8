"""Branches of survey figures: who subtracts those that are shown from the sector knows the rest of the participants.

So the rest together is nobody, or may be shown by the same rule; else the smallest branch that is shown is secret too.
Rows with status missing are branches for which no estimate is made; they say who is behind it, and are dropped here.
Each branch that is shown keeps the rule, so a sum of the rest and some of them does too.
"""

import polars as pl

from raat_analysis.disclosure.policy import SurveyRule, sources_of
from raat_analysis.disclosure.primary import primary
from raat_analysis.disclosure.rounded_branches import together
from raat_analysis.disclosure.rounded_lines import WHOLE
from raat_analysis.numbers_table import KEY

TABLE = [name for name in KEY if name not in ("branch_code", "interval_pct")]
SIZES = ["contributors", "contributed", "largest", "second_largest"]


def with_safe_rest(numbers: pl.DataFrame) -> pl.DataFrame:
    """The numbers in the same order, with more branches of survey figures secret, and without missing ones."""
    listed = numbers.with_row_index("row")
    ours = listed.filter(_of_a_branch())
    judged = ours.with_columns(primary(), made=pl.col("status") != "missing")
    hidden = [row for part in judged.partition_by(TABLE, maintain_order=True) for row in _protecting(part)]
    kept = listed.filter(~(_of_a_branch() & (pl.col("status") == "missing")))
    secret = pl.when(pl.col("row").is_in(hidden)).then(pl.lit("secret")).otherwise("status")
    return kept.with_columns(status=secret).drop("row")


def _of_a_branch() -> pl.Expr:
    """Figures about answers, of a branch; not how many organisations took part."""
    of_answers = [
        (pl.col("source") == source) & ~pl.col("measure").is_in(rule.participation)
        for source, rule in sources_of(SurveyRule).items()
    ]
    return pl.any_horizontal(*of_answers) & (pl.col("branch_code") != WHOLE)


def _protecting(branches: pl.DataFrame) -> list[int]:
    """The rows of one figure that are secret to protect the rest: the smallest first, as the least is lost."""
    safe = branches.filter(~pl.col("secret"), "made").sort("contributed", "branch_code", descending=[True, False])
    rows = safe["row"].to_list()
    shown = len(rows)
    while shown and not _may_be_known(branches.filter(~pl.col("row").is_in(rows[:shown]))):
        shown -= 1
    return rows[shown:]


def _may_be_known(rest: pl.DataFrame) -> bool:
    """Whether branches together are nobody, or keep the rule; fewer than twenty answers might be all the same."""
    if rest.is_empty():
        return True
    unknown = {"status": pl.lit("modelled"), "value": pl.lit(None, pl.Float64)}
    joined = rest.head(1).drop(*SIZES, "secret").hstack(together(rest)).with_columns(**unknown)
    return not joined.select(primary())["secret"].item()
