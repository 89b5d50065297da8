"""Headers and labels of an export, taken from its contract, so that what we write is what the reader expects."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.contracts import contract
from raat_analysis.contracts.model import CODES, LABELLED


def headers(source: str, older: bool = False) -> dict[str, str]:
    """Column → header in the order of the contract; `older` takes the first alias where there is one."""
    columns = contract(source).columns
    return {name: c.aliases[0] if older and c.aliases else c.header for name, c in columns.items()}


def code_labels(source: str, column: str) -> dict[str, str]:
    """Code → label for a code column: the contract's first label, else the codelist's name."""
    described = contract(source).columns[column]
    if described.codes:
        return {code: label for label, code in reversed(described.codes.items())}
    return {code: str(entry["name"]) for code, entry in entries(str(described.codelist)).items()}


def labelled(source: str, table: pl.DataFrame, **spellings: dict[str, str]) -> pl.DataFrame:
    """The table with labels in place of codes; `spellings` gives other labels for codes of a column.

    Of several codes in a cell (a list) the labels are joined by "; ".
    """
    columns = contract(source).columns
    labels = {
        name: code_labels(source, name) | spellings.get(name, {}) for name, c in columns.items() if c.type in LABELLED
    }
    return table.with_columns(
        _joined(name, labels[name])
        if columns[name].type == CODES
        else pl.col(name).replace_strict(labels[name], return_dtype=pl.String)
        for name in labels
    )


def _joined(name: str, labels: dict[str, str]) -> pl.Expr:
    return pl.col(name).list.eval(pl.element().replace_strict(labels, return_dtype=pl.String)).list.join("; ")


def headed(source: str, table: pl.DataFrame, older: bool = False) -> pl.DataFrame:
    """The table in the contract's order under its headers, then the columns that a reader must drop."""
    named = (pl.col(name).alias(header) for name, header in headers(source, older).items())
    return table.select(*named, *contract(source).drop)


def by_option(source: str, table: pl.DataFrame) -> pl.DataFrame:
    """The headed table as some survey tools give it: multiple choice has a column per option, `Header [Label]`."""
    columns = contract(source).columns
    labels = {c.header: code_labels(source, name).values() for name, c in columns.items() if c.type == CODES}
    return table.select(
        each
        for header in table.columns
        for each in ([_chosen(header, label) for label in labels[header]] if header in labels else [pl.col(header)])
    )


def _chosen(header: str, label: str) -> pl.Expr:
    named = ("; " + pl.col(header) + "; ").str.contains(f"; {label}; ", literal=True)
    return pl.when(named).then(pl.lit("Ja")).otherwise(pl.lit("Nee")).alias(f"{header} [{label}]")
