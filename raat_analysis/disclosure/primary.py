"""Which numbers are secret by themselves. Each rule is an expression that is true for a secret row."""

from typing import Any

import polars as pl

from raat_analysis.disclosure.rules import sources_with


def primary() -> pl.Expr:
    """True for a row of public numbers that may not be shown, by the rule of its source."""
    secret = pl.col("status") == "secret"
    for rule, of in (("persons", _persons), ("employers", _employers), ("survey", _survey)):
        for source, entry in sources_with(rule).items():
            secret = secret | ((pl.col("source") == source) & of(entry))
    return secret.fill_null(True).alias("secret")


def _persons(entry: dict[str, Any]) -> pl.Expr:
    """A count, a numerator, or who is left of the denominator, is a few people; or the base is small.

    A base of nobody (a branch that a region does not have) shows nobody.
    """
    few = (count() > 0) & (count() < pl.lit(entry["fewest"]))
    left = pl.col("denominator") - pl.col("numerator")
    few_left = ((left > 0) & (left < pl.lit(entry["fewest"]))).fill_null(False)
    base = pl.col("denominator")
    small = ((base > 0) & (base < pl.lit(entry["smallest_base"]))).fill_null(False)
    known = count().is_not_null() & ~pl.col("measure").is_in(entry["not_counts_of_people"])
    return known & (few | few_left | small)


def _employers(entry: dict[str, Any]) -> pl.Expr:
    """Fewer employers behind a count than the rule asks; a count of nothing shows nothing of them."""
    few = pl.col("contributors") < pl.lit(entry["fewest"])
    return pl.col("measure").is_in(entry["measures"]) & (count() != 0) & few.fill_null(True)


def _survey(entry: dict[str, Any]) -> pl.Expr:
    return (pl.col("contributors") < pl.lit(entry["fewest_organisations"])).fill_null(True)


def count() -> pl.Expr:
    """What a row counts: its numerator, or its value when it has none."""
    return pl.coalesce("numerator", "value")
