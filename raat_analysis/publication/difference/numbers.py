"""Two editions side by side as tables: the newest numbers that a reader sees, revised numbers, and what came or went.

In every table a column of the edition before has `_was` behind its name.
"""

from collections.abc import Iterable

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.factsheets.reading import ALL
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.numbers_table import KEY, PUBLIC

WAS = "_was"
REPORTS = ("factsheet", "fase0_region", "fase0_round_table")  # the public ones
SERIES = ["measure", "region_code", "branch_code", "breakdown", "category", "scenario"]  # a line through periods
SHOWN, SECRET, MISSING = "shown", "secret", "missing"


def shown() -> tuple[str, ...]:
    """The measures of the public reports, in the order of their sections."""
    return tuple(dict.fromkeys(measure for report in REPORTS for measure in shown_measures(report)))


def newest_changes(now: pl.DataFrame, then: pl.DataFrame, edition: str, before: str) -> pl.DataFrame:
    """One row per series that both editions show, when its newest number is another than the newest number was.

    Of the whole sector: the total, or every category of a measure that has no total. A forecast: its last year, of
    its last edition.
    """
    sides = _newest(now, edition), _newest(then, before)
    return _changed(_beside(*sides, SERIES))


def revisions(now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """One row per number (KEY) of both editions with another value, or shown in one of the two only."""
    return _changed(_beside(_as_public(now), _as_public(then), KEY))


def came_and_went(now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Per region and measure that lost numbers or is in one edition only: `numbers`, `numbers_was` and `gone`.

    `gone` counts numbers of the edition before whose key this edition does not have.
    """
    place = ["region_code", "measure"]
    lost = then.join(now, on=KEY, how="anti", nulls_equal=True).group_by(place).agg(gone=pl.len())
    counts = now.group_by(place).agg(numbers=pl.len())
    before = then.group_by(place).agg(numbers_was=pl.len())
    both = counts.join(before, on=place, how="full", coalesce=True, validate="1:1")
    both = both.join(lost, on=place, how="left", validate="1:1").fill_null(0)
    return both.filter((pl.col("gone") > 0) | (pl.min_horizontal("numbers", "numbers_was") == 0)).sort(place)


def refuse_repeated(numbers: pl.DataFrame, edition: str) -> None:
    """RaatError for a number that an edition has twice: nobody knows which of them readers saw."""
    twice = numbers.filter(numbers.select(KEY).is_duplicated()).select(KEY).unique().sort(KEY)
    if twice.height:
        raise RaatError(
            f"{twice.height} numbers stand twice in edition {edition}:\n{cases(twice.rows())}\n"
            "Next step: take the numbers.parquet of that edition as it was published (data/editions/README.md)."
        )


def with_suffix(names: Iterable[str]) -> dict[str, str]:
    """The names of the edition before for these columns."""
    return {name: f"{name}{WAS}" for name in names}


def _newest(numbers: pl.DataFrame, edition: str) -> pl.DataFrame:
    asked = pl.col("measure").is_in(shown()) & (pl.col("branch_code") == ALL)
    ahead = (pl.col("scenario") == "") & (pl.col("period") > edition)
    rows = _as_public(numbers).filter(asked, ~ahead)
    total = (pl.col("breakdown") == "total").any().over("measure", "region_code")
    rows = rows.filter(~total | (pl.col("breakdown") == "total"))
    return rows.sort("edition", "period", "interval_pct").group_by(SERIES).last()


def _as_public(numbers: pl.DataFrame) -> pl.DataFrame:
    return numbers.select(list(PUBLIC))


def _beside(now: pl.DataFrame, then: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """The rows that both have, each column twice; the columns of the key are the same in both."""
    old = then.rename(with_suffix(name for name in then.columns if name not in key))
    both = now.join(old, on=key, how="inner", nulls_equal=True, validate="1:1")
    return both.with_columns(pl.col(name).alias(f"{name}{WAS}") for name in key).sort(KEY)


def _changed(both: pl.DataFrame) -> pl.DataFrame:
    """The rows that a reader sees change, with `state` (shown, secret, missing) in both editions."""
    both = both.with_columns(_state("").alias("state"), _state(WAS).alias(f"state{WAS}"))
    moved = (pl.col("state") != pl.col(f"state{WAS}")) | (pl.col("value") != pl.col(f"value{WAS}"))
    return both.filter(moved.fill_null(False))


def _state(side: str) -> pl.Expr:
    hidden = pl.when(pl.col(f"status{side}") == SECRET).then(pl.lit(SECRET)).otherwise(pl.lit(MISSING))
    return pl.when(pl.col(f"value{side}").is_not_null()).then(pl.lit(SHOWN)).otherwise(hidden)
