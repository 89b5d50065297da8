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
    """What `make` makes of a column, worked out once for each distinct value; empty stays empty."""
    distinct = values.drop_nulls().unique().sort()
    made = make(distinct)
    if values.dtype == pl.String:
        return made.gather(values.cast(pl.Enum(distinct)).to_physical()).alias(values.name)
    return values.replace_strict(distinct, made, default=None, return_dtype=made.dtype)


def _coded(table: pl.DataFrame, name: str, known: Mapping[str, str], source: str) -> pl.DataFrame:
    spelt = table[name].drop_nulls().unique().sort().to_list()
    unknown = [label for label in spelt if normalised(label) not in known]
    if unknown:
        rows = table.filter(pl.col(name).is_in(unknown)).height
        raise LabelUnknown(
            f"{source}.{name}: {len(unknown)} labels in {rows} rows stand for no single code:\n{cases(unknown)}\n"
            f"Add the spelling to its codelist in raat_analysis/codelists, or to contracts/{source}.yml, and run again."
        )
    return table.with_columns(
        once_each(table[name], lambda found: pl.Series([known[normalised(label)] for label in found], dtype=pl.String))
    )
