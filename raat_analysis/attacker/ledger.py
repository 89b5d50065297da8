"""What earlier editions published, from the ledger: data/editions/ledger.csv.

One row is a cell as an edition published it. An edition's own state is the last row of each cell up to that edition.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from raat_analysis.attacker.counts import CELL, whole
from raat_analysis.errors import RaatError, cases

SCHEMA: dict[str, type[pl.DataType]] = {
    "published_in": pl.String,
    **dict.fromkeys(CELL, pl.String),
    "lower": pl.Float64,
    "upper": pl.Float64,
    "hidden": pl.Boolean,
}


def read_ledger(path: Path | None) -> pl.DataFrame:
    """The rows of a ledger in their order; none when there is no ledger. Other columns are refused."""
    if path is None or not path.is_file():
        return pl.DataFrame(schema=SCHEMA)
    read = pl.read_csv(path, comment_prefix="#", infer_schema=False)
    strange = sorted(set(read.columns) ^ set(SCHEMA))
    if strange:
        raise RaatError(
            f"{path.name} differs from a ledger in {len(strange)} columns:\n{cases(strange)}\n"
            "Next step: take it from git as it was."
        )
    texts = [pl.col(name).fill_null("") for name in list(SCHEMA)[:-3]]
    ends = [pl.col(name).cast(pl.Float64) for name in ("lower", "upper")]
    return read.select(*texts, *ends, pl.col("hidden") == "true").cast(pl.Schema(SCHEMA))


def vintages(rows: pl.DataFrame, sources: dict[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Per edition, from old to new, the counts that stood published then. `sources`: counted → source."""
    for edition in rows["published_in"].unique().sort().to_list():
        then = rows.filter(pl.col("published_in") <= edition).unique(CELL, keep="last", maintain_order=True)
        known = pl.col("hidden").not_()
        yield (
            edition,
            whole(
                then.select(
                    *CELL,
                    pl.when(known).then("lower").alias("lower"),
                    pl.when(known).then("upper").alias("upper"),
                    "hidden",
                    pl.col("counted").replace_strict(sources, default="").alias("source"),
                    measure="counted",
                )
            ).sort(CELL),
        )
