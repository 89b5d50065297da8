"""Which numbers are secret by themselves. Each rule is an expression that is true for a secret row."""

import polars as pl

from raat_analysis.disclosure.policy import EmployersRule, PersonsRule, SurveyRule, sources_of


def primary() -> pl.Expr:
    """True for a row of public numbers that may not be shown, by the rule of its source."""
    rules = [
        *((source, _persons(rule)) for source, rule in sources_of(PersonsRule).items()),
        *((source, _employers(rule)) for source, rule in sources_of(EmployersRule).items()),
        *((source, _survey(rule)) for source, rule in sources_of(SurveyRule).items()),
    ]
    secret = pl.col("status") == "secret"
    for source, found in rules:
        secret = secret | ((pl.col("source") == source) & found)
    return secret.fill_null(True).alias("secret")


def _persons(rule: PersonsRule) -> pl.Expr:
    """A count, a numerator, or who is left of the denominator, is a few people; or the base is small.

    A base of nobody (a branch that a region does not have) shows nobody.
    """
    few = (count() > 0) & (count() < rule.fewest)
    few_left = ((left() > 0) & (left() < rule.fewest)).fill_null(False)
    base = pl.col("denominator")
    small = ((base > 0) & (base < rule.smallest_base)).fill_null(False)
    known = count().is_not_null() & ~pl.col("measure").is_in(rule.not_counts_of_people)
    return known & (few | few_left | small)


def _employers(rule: EmployersRule) -> pl.Expr:
    """Fewer employers than asked, or one that can be estimated; a count of nothing shows nothing of them."""
    few = (pl.col("contributors") < rule.fewest).fill_null(True)
    return pl.col("measure").is_in(rule.measures) & (count() != 0) & (few | can_be_estimated(rule.p_pct))


def _survey(rule: SurveyRule) -> pl.Expr:
    """Too few answers or organisations, one that dominates or can be estimated; or all or none of a small group.

    How many organisations took part is no answer.
    """
    few = (pl.col("contributors") < rule.fewest_organisations) | (pl.col("contributed") < rule.fewest)
    dominated = pl.col("largest") > rule.largest_pct / 100 * pl.col("contributed")
    unanimous = (pl.col("unit") == "%") & pl.col("value").is_in([0.0, 100.0])
    small = pl.col("contributed") < rule.fewest_for_all
    secret = (few | dominated | (unanimous & small)).fill_null(True) | can_be_estimated(rule.p_pct)
    return secret & ~pl.col("measure").is_in(rule.participation)


def can_be_estimated(p_pct: float) -> pl.Expr:
    """The p% rule: the second largest contributor, who knows the total, comes within p% of what the largest gives.

    Hundepool et al. (2012), Statistical Disclosure Control, section 4.2. Not knowing who contributed counts as yes.
    """
    rest = pl.col("contributed") - pl.col("largest") - pl.col("second_largest")
    return (rest < p_pct / 100 * pl.col("largest")).fill_null(True)


def count() -> pl.Expr:
    """What a row counts: its numerator, or its value when it has none."""
    return pl.coalesce("numerator", "value")


def left() -> pl.Expr:
    """Who is left of the denominator."""
    return pl.col("denominator") - pl.col("numerator")
