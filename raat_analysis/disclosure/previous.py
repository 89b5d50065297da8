"""The public numbers of the edition before this one, to tell what is new and what was revised."""

from pathlib import Path

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.numbers_table import PUBLIC
from raat_analysis.parquet import read_table

PUBLISHED_IN = "published_in"  # the edition that a row is from: 2026Q2
PREVIOUS_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    PUBLISHED_IN: pl.String,
    **PUBLIC,
}


def previous_numbers(edition: str | None, editions: Path) -> pl.DataFrame:
    """The numbers that `edition` published, from `editions`/<edition>/numbers.parquet; no rows without an edition.

    A file that is not there, or that has other columns than the public numbers, is a RaatError.
    """
    if edition is None:
        return pl.DataFrame(schema=PREVIOUS_COLUMNS)
    path = editions / edition / "numbers.parquet"
    if not path.is_file():
        raise RaatError(
            f"The numbers of edition {edition} are not in {editions.name}/{edition}. Copy its public numbers.parquet "
            "there (data/editions/README.md), or write previous_edition: null in params.yaml."
        )
    numbers = read_table(path)
    strange = sorted(set(numbers.columns) ^ (set(PREVIOUS_COLUMNS) - {PUBLISHED_IN}))
    if strange:
        raise RaatError(
            f"The numbers of edition {edition} differ from public ones in {len(strange)} columns:\n{cases(strange)}\n"
            "Take data/processed/published/public/numbers.parquet as it was when that edition was published."
        )
    return numbers.select(pl.lit(edition).alias(PUBLISHED_IN), *list(PREVIOUS_COLUMNS)[1:])
