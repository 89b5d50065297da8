"""What the contract demands, evaluated with polars on the distinct texts of a batch: fast enough for millions of rows.

Great Expectations checks the same demands on the rows it is given, and `great.confirm` holds the two together.
"""

import polars as pl

from raat_analysis.checks.expected import HIGH, LOW, Expected
from raat_analysis.checks.rules import rows_that_break
from raat_analysis.checks.view import coded
from raat_analysis.contracts import Contract
from raat_analysis.contracts.model import HOURS, LABELLED, Column
from raat_analysis.sources.notations import hours_ends
from raat_analysis.sources.typed import ROW, Cells

FAILURES = {ROW: pl.UInt32, "number": pl.UInt32, "value": pl.String}


def failures(
    demands: list[Expected], columns: dict[str, Cells], places: pl.DataFrame, contract: Contract
) -> pl.DataFrame:
    """The rows of a batch that fail a demand, one row per failure: row_id, number of the demand, the text that failed.

    `places` has row_id and export_date. Columns and rules are judged row by row here; whether a key comes back can only
    be seen over all batches.
    """
    views = {name: _view(name, read.table["value"], contract.columns[name]) for name, read in columns.items()}
    broken_rules = rows_that_break(columns, places, contract)
    found = [pl.DataFrame(schema=FAILURES)]
    for number, demand in enumerate(demands):
        if demand.column:
            read = columns[demand.column]
            rows = read.rows(views[demand.column].select(broken(demand)).to_series())
            found.append(_told(places[ROW].gather(rows), number, read.at(read.table["text"], rows)))
        elif demand.expectation == "true":
            rows = broken_rules[demand.rule]
            found.append(_told(places[ROW].gather(rows), number, _shown(demand, columns, contract, rows)))
    return pl.concat(found)


def broken(demand: Expected) -> pl.Expr:
    """Whether a value fails a demand on its column; an empty value fails only where it is required."""
    value, asked = pl.col(demand.on), demand.arguments
    if demand.expectation == "not_null":
        return value.is_null()
    if demand.expectation == "in_set":
        return value.is_not_null() & ~value.is_in(asked["value_set"])
    if demand.expectation == "regex":
        return value.is_not_null() & ~value.str.contains(asked["regex"])
    low, high = asked["min_value"], asked["max_value"]
    under = pl.lit(False) if low is None else value < low
    return (under | (pl.lit(False) if high is None else value > high)).fill_null(False)


def _view(name: str, value: pl.Series, column: Column) -> pl.DataFrame:
    """A column as its demands see it: labels as codes, hours also as their two ends."""
    table = pl.DataFrame([value.alias(name)])
    if column.type in LABELLED:
        return table.select(coded(value, column).alias(name))
    if column.type == HOURS:
        low, high = hours_ends(pl.col(name))
        return table.with_columns(low.alias(name + LOW), high.alias(name + HIGH))
    return table


def _shown(demand: Expected, columns: dict[str, Cells], contract: Contract, rows: pl.Series) -> pl.Series:
    """The texts that a rule looks at, side by side."""
    [rule] = [rule for rule in contract.rules if rule.id == demand.rule]
    used = dict.fromkeys(pl.sql_expr(rule.holds).meta.root_names())
    names = [name for name in used if name in contract.columns]
    texts = [columns[name].at(columns[name].table["text"], rows).fill_null("").alias(name) for name in names]
    return pl.DataFrame(texts).select(pl.concat_str(pl.all(), separator=" | ")).to_series()


def _told(ids: pl.Series, number: int, texts: pl.Series) -> pl.DataFrame:
    table = pl.DataFrame([ids.alias(ROW), texts.fill_null("").alias("value")])
    return table.with_columns(pl.lit(number).alias("number")).select(pl.col(n).cast(t) for n, t in FAILURES.items())
