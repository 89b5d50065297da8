"""Which branches of a rounded source may be shown, by who contributed to them (contributors.py).

A branch with too few organisations, or of which one dominates or can be estimated by another, is secret as a whole. Who
subtracts the branches shown from the sector knows those that are secret together: when these break the rule, one more
branch is secret.
"""

import polars as pl

from raat_analysis.disclosure.policy import RoundingRule
from raat_analysis.disclosure.rounded_lines import WHOLE


def shown_branches(totals: pl.DataFrame, rule: RoundingRule) -> list[str]:
    """The codes that may be shown, the sector first; none of them when the sector as a whole may not be.

    `totals` has a row per branch, and one for the sector: branch_code, contributors, contributed, largest,
    second_largest.
    """
    whole = pl.col("branch_code") == WHOLE
    if totals.filter(whole & allowed(rule)).is_empty():
        return []
    branches = totals.filter(~whole).sort("contributed", "branch_code", descending=[True, False])
    shown = branches.filter(allowed(rule))["branch_code"].to_list()
    while shown:
        secret = branches.filter(~pl.col("branch_code").is_in(shown))
        if secret.is_empty() or not together(secret).filter(allowed(rule)).is_empty():
            break
        shown.pop()  # the smallest: the least is lost
    return [WHOLE, *shown]


def allowed(rule: RoundingRule) -> pl.Expr:
    """Enough organisations, none with more than its share, none that the second largest can estimate within p%.

    Source: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2. Not knowing who contributed is no.
    """
    enough = pl.col("contributors") >= rule.fewest_organisations
    shared = pl.col("largest") <= rule.largest_pct / 100 * pl.col("contributed")
    rest = pl.col("contributed") - pl.col("largest") - pl.col("second_largest")
    return (enough & shared & (rest >= rule.p_pct / 100 * pl.col("largest"))).fill_null(False)


def together(branches: pl.DataFrame) -> pl.DataFrame:
    """Who contributed to several branches together, as one row; an organisation stands in one branch.

    Nothing is known of them together when it is not of each.
    """
    behind = branches.select("contributors", "contributed", "largest", "second_largest")
    if behind.null_count().sum_horizontal().item():
        return behind.clear(1)
    sizes = pl.concat([behind["largest"], behind["second_largest"]]).sort(descending=True)
    summed = behind.select(pl.col("contributors", "contributed").sum())
    return summed.with_columns(largest=pl.lit(sizes[0]), second_largest=pl.lit(sizes[1]))
