"""Columns that repeat themselves: each text has one number over all batches of a source, and is read and kept once."""

from collections.abc import Iterable, Mapping

import polars as pl

SAMPLE = 10_000  # texts looked at, spread over a batch, to see whether a column repeats itself


class Texts:
    """The distinct texts of one column. A text keeps the number that it got when it first came."""

    def __init__(self) -> None:
        self._categories = pl.Categories.random()
        self.type = pl.Categorical(self._categories)
        self._held = pl.Series([], dtype=self.type)  # polars forgets categories that no series has

    def numbers(self, texts: pl.Series) -> pl.Series:
        """The number of each text, null for null; new texts get the next numbers."""
        return texts.cast(self.type).to_physical()

    def all(self) -> pl.Series:
        """Every text so far, in the order of its number."""
        return self._categories.to_series().alias("text")

    def decoded(self, numbers: pl.Expr, used: pl.Series | None = None) -> pl.Expr:
        """Numbers as an Enum of the texts, or the `used` ones, alphabetically: the same for any order of rows."""
        texts = self.all()
        kind = pl.Enum(texts.unique().sort() if used is None else texts.gather(used).sort())
        places = texts.cast(kind, strict=False).to_physical()
        return numbers.map_batches(
            lambda found: places.gather(found).cat.to(kind).alias(found.name), return_dtype=kind, is_elementwise=True
        )


def repeated(batch: pl.DataFrame, names: Iterable[str]) -> dict[str, Texts]:
    """The columns of a first batch that repeat themselves, each with its texts, none yet."""
    every = max(1, batch.height // SAMPLE)
    looked_at = batch.select(pl.col(names).gather_every(every).n_unique()).row(0, named=True)
    return {name: Texts() for name, distinct in looked_at.items() if distinct < min(batch.height // every, SAMPLE) / 2}


def numbered(batch: pl.DataFrame, texts: Mapping[str, Texts]) -> pl.DataFrame:
    """The numbers of the repeated columns of a batch."""
    return batch.select(pl.col(name).cast(known.type).to_physical() for name, known in texts.items())
