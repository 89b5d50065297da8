"""Who is behind a number: how many contributors, and how much the two largest give. Only protection sees this.

A contributor is an employer (of vacancies) or an organisation (of answers). The p% rule and dominance ask for these
(disclosure/primary.py); whoever is the only contributor of a count knows it.
"""

from collections.abc import Iterable, Mapping

import polars as pl

PRIVATE = ["contributors", "contributed", "largest", "second_largest", "only_contributor"]


def contributions(code: pl.Expr, amount: pl.Expr) -> dict[str, pl.Expr]:
    """The columns of PRIVATE, over rows of which each is one contributor (`code`) with what it gives (`amount`)."""
    ordered = amount.sort(descending=True)
    return {
        "contributors": amount.len(),
        "contributed": amount.sum().cast(pl.Float64),
        "largest": amount.max().cast(pl.Float64),
        "second_largest": ordered.get(1, null_on_oob=True).fill_null(0).cast(pl.Float64),
        "only_contributor": pl.when(amount.len() == 1).then(code.first()),
    }


def contributions_of(amounts: Iterable[tuple[str, float]]) -> Mapping[str, object]:
    """The same as values of one row, from pairs of a contributor and what it gives; who gives nothing is none."""
    given = sorted(((amount, code) for code, amount in amounts if amount > 0), reverse=True)
    sizes = [amount for amount, _ in given]
    return {
        "contributors": len(given),
        "contributed": float(sum(sizes)),
        "largest": float(sizes[0]) if sizes else 0.0,
        "second_largest": float(sizes[1]) if len(sizes) > 1 else 0.0,
        "only_contributor": given[0][1] if len(given) == 1 else None,
    }
