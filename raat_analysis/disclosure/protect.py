"""Everything that may be published: the public numbers, and for each organisation its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from raat_analysis.contributors import PRIVATE
from raat_analysis.disclosure.digits import with_digits_as_shown
from raat_analysis.disclosure.ledger import EMPTY, Ledger
from raat_analysis.disclosure.own import marked_own
from raat_analysis.disclosure.policy import policy, refuse_members_only, refuse_unknown_sources
from raat_analysis.disclosure.public import Marked, marked
from raat_analysis.disclosure.rounded_sources import rounded_numbers
from raat_analysis.disclosure.survey_branches import with_safe_rest
from raat_analysis.errors import RaatError, cases
from raat_analysis.numbers_table import COLUMNS, KEY

FIGURES = ["value", "numerator", "denominator", "lower", "upper"]
NO_VALUE = ["secret", "missing"]


@dataclass(frozen=True)
class Published:
    """`numbers` is public; `members` has organisation_code first and is confidential; `cells` is what the ledger is
    told of the public ones; `protection` counts what is secret, per source."""

    numbers: pl.DataFrame
    members: pl.DataFrame
    cells: pl.DataFrame
    protection: dict[str, object]


def protect(
    numbers: Iterable[pl.DataFrame],
    members: pl.DataFrame,
    ledger: Ledger = EMPTY,
    choices: Mapping[str, int] | None = None,
) -> Published:
    """The numbers of all stages as they may be published after the editions in `ledger`; the order of rows is nothing.

    `choices` are organisations that chose to see outcomes of fewer than ten respondents of their own.

    A secret number keeps its row, without figures and with status secret, whether it is secret itself or protects
    another. Raises RaatError for a source without a rule, for two rows with one key, and for a number that has
    neither a figure nor a reason.
    """
    together = pl.concat([table.select(list(COLUMNS)) for table in numbers]).sort(KEY)
    refuse_unknown_sources(together)
    refuse_unknown_sources(members)
    refuse_members_only(together)
    refuse_made_too_early(together)
    refuse_twice(together, KEY)
    together = with_safe_rest(with_digits_as_shown(rounded_numbers(together)))
    refuse_twice(members, ["organisation_code", *KEY])
    public, own = marked(together, ledger), marked_own(members.sort("organisation_code", *KEY), choices or {})
    published = Published(without_secrets(public.numbers), without_secrets(own), public.cells, protection(public, own))
    refuse_broken(published.numbers)
    refuse_broken(published.members)
    return published


def without_secrets(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without the figures of hidden ones, and without who contributed."""
    shown = ~pl.col("hidden")
    return rows.with_columns(
        *(pl.when(shown).then(pl.col(name)).alias(name) for name in FIGURES),
        pl.when(shown).then(pl.col("status")).otherwise(pl.lit("secret")).alias("status"),
        pl.when(shown).then(pl.col("interval_pct")).alias("interval_pct"),
    ).drop(*PRIVATE, "secret", "hidden")


def protection(public: Marked, own: pl.DataFrame) -> dict[str, object]:
    """Per source its rule in words and how many numbers are secret, by themselves or to protect others."""
    counts: list[dict[str, object]] = [
        {"source": source, "rule": rule.rule, "sentence": rule.sentence}
        | _counted("public", public.numbers, source)
        | _counted("own", own, source)
        for source, rule in sorted(policy().sources.items())
    ]
    return {
        "sources": counts,
        "counts_of_which_public_figures_leave_a_smaller_range": public.short,
        "groups_that_the_solver_left_undecided": public.undecided,
    }


def _counted(kind: str, rows: pl.DataFrame, source: str) -> dict[str, object]:
    found = rows.filter(pl.col("source") == source)
    secret, hidden = int(found["secret"].sum()), int(found["hidden"].sum())
    return {f"{kind}_numbers": found.height, f"{kind}_secret": secret, f"{kind}_protecting": hidden - secret}


def refuse_made_too_early(rows: pl.DataFrame) -> None:
    """Raise RaatError for an estimate that may only be made of public numbers and was made of all of them."""
    early = sorted(set(rows["measure"]) & set(policy().made_of_public_numbers))
    if early:
        raise RaatError(
            f"{len(early)} measures may be made of public numbers only, and came before protection:\n{cases(early)}\n"
            "Make them in raat_analysis/disclosure/estimates.py: elsewhere they would give secret counts away."
        )


def refuse_twice(rows: pl.DataFrame, key: list[str]) -> None:
    double = rows.filter(pl.struct(key).is_duplicated()).select(key).unique().sort(key)
    if not double.is_empty():
        raise RaatError(
            f"{double.height} numbers stand twice in the measures and models:\n{cases(double.rows())}\n"
            "A key may occur once. See the stage that makes the measure named first."
        )


def refuse_broken(rows: pl.DataFrame) -> None:
    """Raise RaatError unless each row has a finite figure, or is secret or missing; secret rows have no figure."""
    empty = pl.col("value").is_null() != pl.col("status").is_in(NO_VALUE)
    odd = pl.any_horizontal(pl.col(name).is_finite().not_().fill_null(False) for name in FIGURES)
    leaking = (pl.col("status") == "secret") & pl.any_horizontal(pl.col(name).is_not_null() for name in FIGURES)
    broken = rows.filter(empty | odd | leaking)
    if not broken.is_empty():
        raise RaatError(
            f"{broken.height} numbers have no proper value, or a figure though they are secret or missing:\n"
            f"{cases(broken.select(*KEY, 'value', 'status').rows())}\nSee the stage that makes the measure named first."
        )
