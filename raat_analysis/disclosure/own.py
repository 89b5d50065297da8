"""What an organisation gets to see of itself. It knows who works there, so small groups and unanimity are secret."""

from collections.abc import Mapping

import polars as pl

from raat_analysis.disclosure.policy import SurveyRule, policy, sources_of
from raat_analysis.errors import ParameterRefused, cases

PLACE = ["organisation_code", "edition"]
NOT_SPREAD = ["total", "nonresponse"]  # breakdowns that do not say how answers spread over categories


def marked_own(members: pl.DataFrame, choices: Mapping[str, int]) -> pl.DataFrame:
    """The members' rows with `secret` (by their own rule) and `hidden` (also what would give a secret one away).

    `choices`: organisations that chose to see outcomes of fewer respondents (params.yaml). Below what the policy allows
    is a ParameterRefused.
    """
    refuse_too_few(choices)
    rows = members.with_columns(_secret(choices))
    return rows.with_columns((pl.col("secret") | _given_away(rows)).alias("hidden"))


def _secret(choices: Mapping[str, int]) -> pl.Expr:
    """Too few respondents; or, with fewer than twenty, all or none of them, or how they spread over categories."""
    secret = pl.col("status") == "secret"
    for source, rule in sources_of(SurveyRule).items():
        few = (pl.col("contributors") < _fewest(rule, choices)).fill_null(True)
        few_for_all = (pl.col("contributors") < rule.fewest_for_all).fill_null(True)
        all_or_none = (pl.col("unit") == "%") & pl.col("value").is_in([0.0, 100.0])
        spread = ~pl.col("breakdown").is_in(NOT_SPREAD)
        secret = secret | ((pl.col("source") == source) & (few | (few_for_all & (all_or_none | spread))))
    return (secret & ~pl.col("measure").is_in(policy().always_shown_to_itself)).alias("secret")


def _fewest(rule: SurveyRule, choices: Mapping[str, int]) -> pl.Expr:
    chosen = {code: min(number, rule.own_fewest) for code, number in choices.items()}
    return pl.col("organisation_code").replace_strict(chosen, default=rule.own_fewest, return_dtype=pl.Int64)


def refuse_too_few(choices: Mapping[str, int]) -> None:
    """Raise ParameterRefused for an organisation that chose fewer respondents than the policy allows."""
    least = max(rule.own_choice_fewest for rule in sources_of(SurveyRule).values())
    low = [f"{code}: {number}" for code, number in sorted(choices.items()) if number < least]
    if low:
        raise ParameterRefused(
            f"params.yaml: fase0_fewest_respondents: {len(low)} organisations chose fewer than {least}:\n{cases(low)}\n"
            f"An organisation may choose {least} or more; without a choice it is ten."
        )


def _given_away(rows: pl.DataFrame) -> pl.Series:
    """Per row: does it give away a secret number of the same organisation and round?

    A difference between rounds also gives away one of the round before.
    """
    follows = pl.DataFrame(
        [(first, other) for first, others in policy().gives_away.items() for other in others],
        schema={"measure": pl.String, "follows": pl.String},
        orient="row",
    )
    secret = rows.filter("secret").join(follows, on="measure", how="inner", validate="m:m")  # others give nothing away
    now = secret.select(*PLACE, pl.col("follows").alias("measure"))
    later = now.filter(pl.col("measure").is_in(policy().compares_rounds)).join(
        _next_rounds(rows),
        on=PLACE,
        how="inner",
        validate="m:1",  # the last round is before no other
    )
    both = pl.concat([now, later.drop("edition").rename({"later": "edition"}).select(now.columns)])
    away = both.unique().with_columns(pl.lit(True).alias("away"))
    found = rows.join(away, on=[*PLACE, "measure"], how="left", validate="m:1", maintain_order="left")
    return found["away"].fill_null(False)


def _next_rounds(rows: pl.DataFrame) -> pl.DataFrame:
    """Per organisation and round the round after it, where there is one."""
    rounds = rows.select(PLACE).unique().sort(PLACE)
    return rounds.with_columns(later=pl.col("edition").shift(-1).over("organisation_code")).drop_nulls("later")
