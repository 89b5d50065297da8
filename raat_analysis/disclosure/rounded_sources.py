"""The numbers of sources that are rounded rather than left out: counts with many cross-cuts (rule `rounding`).

Per measure, region and round all counts of the branches that may be shown are rounded together, with the secret ones
together as one more branch that nobody publishes: what a reader finds by subtracting is then rounded as well.
"""

import polars as pl

from raat_analysis.disclosure.policy import RoundingRule, sources_of
from raat_analysis.disclosure.rounded_branches import shown_branches
from raat_analysis.disclosure.rounded_lines import SPLIT, lines_of
from raat_analysis.disclosure.rounding import rounded_cells
from raat_analysis.numbers_table import KEY

PLACE = ["measure", "region_code", "period", "scenario", "edition"]
FIGURES = ["value", "numerator", "denominator", "lower", "upper"]
REST = "REST"  # the secret branches together
HEADLINE = 10  # how many times heavier the distance of a branch's total weighs than that of its parts: it is read most


def rounded_numbers(numbers: pl.DataFrame) -> pl.DataFrame:
    """The numbers, with those of rounded sources as they may be published; in the order of their key.

    Between lower and upper of a rounded number lies the true count, for certain and not by chance, so without a level.
    What may not be shown has status secret. A percentage of a rounded total (`denominator_of` in the rule) is made anew
    from it: its exact denominator would be the exact total. Raises RaatError when a table cannot be rounded.
    """
    rules = sources_of(RoundingRule)
    ours = pl.col("source").is_in(list(rules))
    tables = numbers.filter(ours).partition_by("source", *PLACE, maintain_order=True)
    made = pl.concat([numbers.clear(), *(_table(each, rules[each["source"][0]]) for each in tables)])
    others = numbers.filter(~ours)
    for source, rule in rules.items():
        others = _of_rounded_totals(others, made.filter(source=source), rule.denominator_of)
    return pl.concat([others, made]).sort(KEY)


def _table(rows: pl.DataFrame, rule: RoundingRule) -> pl.DataFrame:
    """The rows of one measure, region and round."""
    codes = shown_branches(rows.filter(breakdown="total"), rule)
    shown, hidden = (rows.filter(pl.col("branch_code").is_in(codes) == kept) for kept in (True, False))
    if shown.is_empty():
        return _secret(hidden)
    cells = _cells(shown, hidden)
    name = " ".join(part for part in rows.select(PLACE).row(0) if part)
    found = rounded_cells(cells, lines_of(cells), rule.base, name).select(*SPLIT, "rounded", "within")
    placed = shown.join(found, on=SPLIT, how="left", validate="1:1", maintain_order="left")
    return pl.concat([_as_published(placed).select(rows.columns), _secret(hidden)])


def _cells(shown: pl.DataFrame, hidden: pl.DataFrame) -> pl.DataFrame:
    """One row per count: cell, SPLIT, count and weight."""
    rest = hidden.group_by("breakdown", "category").agg(pl.col("value").sum())
    both = pl.concat([shown.select(*SPLIT, "value"), rest.select(pl.lit(REST).alias(SPLIT[0]), *SPLIT[1:], "value")])
    weight = pl.when(breakdown="total").then(HEADLINE).otherwise(1)
    ordered = both.sort(SPLIT).with_row_index("cell")
    return ordered.select(pl.col("cell").cast(pl.Int64), *SPLIT, pl.col("value").alias("count"), weight.alias("weight"))


def _as_published(placed: pl.DataFrame) -> pl.DataFrame:
    least, most = pl.col("rounded") - pl.col("within"), pl.col("rounded") + pl.col("within")
    return placed.with_columns(value="rounded", lower=least.clip(lower_bound=0), upper=most)


def _secret(rows: pl.DataFrame) -> pl.DataFrame:
    none = [pl.lit(None, pl.Float64).alias(name) for name in FIGURES]
    return rows.with_columns(*none, status=pl.lit("secret"))


def _of_rounded_totals(others: pl.DataFrame, made: pl.DataFrame, measures: list[str]) -> pl.DataFrame:
    """The percentages of rounded totals made anew; secret when the total is, and as they were where there is none."""
    at = ["region_code", "period", "scenario", "edition", *SPLIT]
    totals = made.select(*at, of="value", known=pl.lit(True)).with_columns(pl.lit(measures).alias("measure"))
    found = others.join(
        totals.explode("measure"), on=["measure", *at], how="left", validate="m:1", maintain_order="left"
    )
    secret = pl.col("known").fill_null(False) & pl.col("of").is_null()
    again = pl.col("of").is_not_null() & pl.col("value").is_not_null()
    new = found.with_columns(
        value=pl.when(again).then(100 * pl.col("numerator") / pl.col("of")).otherwise("value"),
        denominator=pl.when(again).then("of").otherwise("denominator"),
    ).select(*others.columns, secret.alias("gone"))
    kept, gone = new.filter(~pl.col("gone")), new.filter("gone")
    return pl.concat([kept.drop("gone"), _secret(gone.drop("gone"))])
