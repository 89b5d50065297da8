"""Estimates that are made last, of public numbers alone, so that they need no protection of their own.

Whoever has the published tables can make them too; so they show nothing that the tables do not.
"""

from dataclasses import replace

import polars as pl

from raat_analysis.disclosure.policy import policy
from raat_analysis.disclosure.protect import Published, refuse_broken, refuse_twice
from raat_analysis.errors import RaatError, cases
from raat_analysis.models.turnover_estimates import turnover_estimates
from raat_analysis.numbers_table import KEY


def with_estimates(published: Published) -> Published:
    """The published numbers with the estimates that are made of them.

    Raises RaatError for an estimate that is not declared in policy.yml (made_of_public_numbers).
    """
    made = turnover_estimates(published.numbers).select(published.numbers.columns)
    strange = sorted(set(made["measure"]) - set(policy().made_of_public_numbers))
    if strange:
        raise RaatError(
            f"{len(strange)} measures are made of public numbers and not declared so:\n{cases(strange)}\n"
            "Add them to made_of_public_numbers in raat_analysis/disclosure/policy.yml."
        )
    numbers = pl.concat([published.numbers, made]).sort(KEY)
    refuse_twice(numbers, KEY)
    refuse_broken(numbers)
    return replace(published, numbers=numbers)
