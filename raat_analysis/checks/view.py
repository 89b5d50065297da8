"""The table that is checked: typed values with comparable labels, the key of each row, and the outcome of each rule."""

from collections.abc import Callable

import polars as pl

from raat_analysis.checks.expected import HIGH, KEY, LOW, RULE, view_columns
from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract, codes
from raat_analysis.contracts.choices import JOINED, chosen
from raat_analysis.contracts.model import CODE, CODES, EXPORT_DAY, HOURS, LABELLED, Column
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.notations import hours_ends
from raat_analysis.sources.typed import ROW

UNCODED = "? "
DAY, QUARTER = EXPORT_DAY
BETWEEN = "\u241f"  # the sign for a unit separator: not in any label


def with_key(values: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The typed table with row_key: the key's values with codes for labels, so that two spellings are one key."""
    labels = [name for name in contract.key if contract.columns[name].type == CODE]
    coded_keys = values.with_columns(mapped(values[name], codes(contract.columns[name])) for name in labels)
    parts = [pl.col(name).cast(pl.String) for name in contract.key]
    key = parts[0] if len(parts) == 1 else pl.concat_str(parts, separator=BETWEEN)
    return values.with_columns(coded_keys.select(key).to_series().alias(KEY))


def checked_view(values: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """What Great Expectations sees of a keyed typed table: the columns of `view_columns`, no contact data."""
    labels = {name: column for name, column in contract.columns.items() if column.type in LABELLED}
    rules = with_day(values).with_columns(in_rules(values[name], column) for name, column in labels.items())
    outcomes = [pl.sql_expr(rule.holds).fill_null(False).alias(RULE + rule.id) for rule in contract.rules]
    view = values.with_columns(rules.select(outcomes)) if outcomes else values
    view = view.with_columns(coded(values[name], column) for name, column in labels.items())
    return view.with_columns(_ends(contract)).select(view_columns(contract))


def accepted_view(accepted: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The view of a checked table (`data/processed/checked/<source>.parquet`), for who opens a suite outside the check.

    row_id counts the accepted rows from 0, and the day of the export is the folder that it stands in.
    """
    day = pl.col(FILE).str.split("/").list.get(1).str.to_date("%Y-%m-%d").alias(DAY)
    values = accepted.with_columns(day).with_row_index(ROW)
    return checked_view(with_key(values, contract), contract)


def with_day(values: pl.DataFrame) -> pl.DataFrame:
    """Typed values with export_quarter beside export_date, for the rules."""
    day = pl.col(DAY).dt
    quarter = pl.concat_str(day.year().cast(pl.String), pl.lit("Q"), day.quarter().cast(pl.String))
    return values.with_columns(quarter.alias(QUARTER))


def in_rules(labels: pl.Series, column: Column) -> pl.Series:
    """What labels are in a rule: as the contract spells them, or the codelist's code; of multiple choice the codes."""
    if column.type == CODES:
        return coded(labels, column)
    return mapped(labels, codes(column) | {normalised(label): label for label in column.codes})


def mapped(labels: pl.Series, mapping: dict[str, str]) -> pl.Series:
    """Each label's entry in the mapping, or the label itself when it has none."""
    return _replaced(labels, lambda label: mapping.get(normalised(label), label))


def coded(labels: pl.Series, column: Column) -> pl.Series:
    """Each label's code, or the codes of multiple choice with "; " between them; without one it gets a mark.

    With the mark a label is never taken for a code.
    """
    if column.type == CODES:
        return _replaced(labels, lambda text: _choices(text, column))
    mapping = codes(column)
    return _replaced(labels, lambda label: mapping.get(normalised(label), UNCODED + label))


def _choices(text: str, column: Column) -> str:
    found = chosen(text, column)
    return UNCODED + text if found is None else JOINED.join(found)


def _replaced(labels: pl.Series, code: Callable[[str], str]) -> pl.Series:
    spelt = labels.drop_nulls().unique().sort()
    found = pl.Series([code(label) for label in spelt], dtype=pl.String)
    return labels.replace_strict(spelt, found, default=None, return_dtype=pl.String)


def _ends(contract: Contract) -> list[pl.Expr]:
    hours = [name for name, column in contract.columns.items() if column.type == HOURS]
    return [
        end.alias(name + suffix)
        for name in hours
        for end, suffix in zip(hours_ends(pl.col(name)), (LOW, HIGH), strict=True)
    ]
