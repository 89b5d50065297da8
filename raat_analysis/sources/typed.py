"""A text table as typed columns, strictly: what cannot be read becomes a fault and an empty cell, never a guess."""

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.contracts.model import PERIODS, PROVISIONAL, Column
from raat_analysis.sources.headers import FILE, LINE
from raat_analysis.sources.notations import NOTATIONS, action, provisional

ROW = "row_id"
FAULTS = {ROW: pl.UInt32, "column": pl.String, "value": pl.String, "rule": pl.String, "action": pl.String}


def typed(rows: pl.DataFrame, contract: Contract) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The typed table (row_id, the contract's columns, <quarter>_provisional, file, line) and the faults found.

    A fault is a cell that is not written as its type; `action` is stop, row (set the row aside) or cell.
    """
    texts = rows.with_columns(_known(name, column) for name, column in contract.columns.items())
    found = pl.concat([pl.DataFrame(schema=FAULTS), *(_faults(texts, name, contract) for name in contract.columns)])
    values = texts.select(ROW, *_values(contract), FILE, LINE)
    return values, found


def typed_columns(contract: Contract) -> list[str]:
    """The columns of a typed table, without row_id."""
    names = [[name, name + PROVISIONAL] if c.type in PERIODS else [name] for name, c in contract.columns.items()]
    return [*(name for pair in names for name in pair), FILE, LINE]


def _known(name: str, column: Column) -> pl.Expr:
    """The text of a cell, or null when it is empty or one of the spellings for `not known`."""
    text = pl.col(name)
    unknown = [normalised(spelling) for spelling in column.unknown]
    empty = (text == "") | text.str.to_lowercase().str.replace_all(r"\s+", " ").is_in(unknown)
    return pl.when(~empty).then(text).alias(name)


def _values(contract: Contract) -> list[pl.Expr]:
    values = []
    for name, column in contract.columns.items():
        value, wrong = NOTATIONS[column.type](pl.col(name), contract.decimal_mark)
        values.append(pl.when(wrong.is_null()).then(value).alias(name))
        if column.type in PERIODS:
            values.append(provisional(pl.col(name)).alias(name + PROVISIONAL))
    return values


def _faults(texts: pl.DataFrame, name: str, contract: Contract) -> pl.DataFrame:
    column = contract.columns[name]
    _, wrong = NOTATIONS[column.type](pl.col(name), contract.decimal_mark)
    found = texts.select(ROW, pl.lit(name).alias("column"), pl.col(name).alias("value"), wrong.alias("rule"))
    found = found.filter(pl.col("rule").is_not_null())
    actions = [action(column, rule) for rule in found["rule"]]
    return found.with_columns(pl.Series("action", actions, dtype=pl.String))
