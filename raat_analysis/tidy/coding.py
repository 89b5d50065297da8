"""Labels become codes, as the contract says. A label that stands for no code stops the run."""

from collections.abc import Callable, Mapping

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import codes, contract
from raat_analysis.errors import RaatError, cases


class LabelUnknown(RaatError):
    """A label of a checked table stands for no code, or for more than one."""


def coded(table: pl.DataFrame, source: str) -> pl.DataFrame:
    """The checked table of `source` with a code for every label; a place becomes the RegioPlus region it lies in.

    Whole numbers get one width. Empty cells stay empty; whether a column may be empty stands in tables.yml.
    """
    table = table.with_columns(pl.selectors.integer().cast(pl.Int64))
    for name, column in contract(source).columns.items():
        if column.type == "code":
            table = _coded(table, name, codes(column), source)
    return table


def once_each(values: pl.Series, make: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `make` makes of a column of texts, worked out once for each distinct one; empty stays empty.

    `make` gets the texts in alphabetical order. Of an Enum new texts are an Enum too: ten million rows keep a number.
    """
    distinct = values.drop_nulls().unique().cast(pl.String).sort()
    made, places = make(distinct), values.cast(pl.Enum(distinct)).to_physical()
    if made.dtype == pl.String and values.dtype == pl.Enum:
        made = as_enum(made)
    return made.gather(places).alias(values.name)


def as_enum(texts: pl.Series) -> pl.Series:
    """Texts as an Enum of those that occur, in alphabetical order."""
    if isinstance(texts.dtype, pl.Enum):
        known = texts.dtype.categories
        if known.is_sorted() and texts.drop_nulls().n_unique() == len(known):
            return texts
    return texts.cast(pl.Enum(texts.drop_nulls().unique().cast(pl.String).sort()))


def _coded(table: pl.DataFrame, name: str, known: Mapping[str, str], source: str) -> pl.DataFrame:
    spelt = table[name].drop_nulls().unique().cast(pl.String).sort().to_list()
    unknown = [label for label in spelt if normalised(label) not in known]
    if unknown:
        rows = table.filter(pl.col(name).cast(pl.String).is_in(unknown)).height
        personal = contract(source).privacy(name) == "personal"
        shown = "  - not shown: they are a person's" if personal else cases(unknown)
        raise LabelUnknown(
            f"{source}.{name}: {len(unknown)} labels in {rows} rows stand for no single code:\n{shown}\n"
            f"Add the spelling to its codelist in raat_analysis/codelists, or to contracts/{source}.yml, and run again."
        )
    return table.with_columns(
        once_each(table[name], lambda found: pl.Series([known[normalised(label)] for label in found], dtype=pl.String))
    )
