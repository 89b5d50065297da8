"""What happens to each row of a source: accepted, or set aside with a reason. No row is lost and no value changed."""

from dataclasses import dataclass

import polars as pl

from raat_analysis.checks import great
from raat_analysis.checks.expected import KEY
from raat_analysis.checks.view import checked_view, with_key
from raat_analysis.checks.wording import place_rule
from raat_analysis.contracts import Contract
from raat_analysis.sources.headers import FILE, LINE
from raat_analysis.sources.typed import FAULTS, ROW, typed

OBTAINED = "export_date"


@dataclass(frozen=True)
class Examined:
    """All rows of a source with their faults. `rows` is the text as delivered, `values` the same rows typed."""

    contract: Contract
    rows: pl.DataFrame
    values: pl.DataFrame
    faults: pl.DataFrame
    outcomes: tuple[great.Outcome, ...]


def examined(rows: pl.DataFrame, contract: Contract) -> Examined:
    """Type and check rows (text; row_id, export_date, file, line) of all exports of a source together."""
    twice = _repeated_rows(rows, contract)
    fresh = rows.join(twice, on=ROW, how="anti")
    values, faults = typed(fresh, contract)
    keyed = with_key(values, contract)
    older = _replaced(keyed.join(rows.select(ROW, OBTAINED), on=ROW, how="left", validate="1:1"), contract)
    faults = faults.join(older, on=ROW, how="anti")
    checkable = keyed.join(older, on=ROW, how="anti").join(_unread(faults), on=ROW, how="anti")
    outcomes = great.run(contract, checked_view(checkable, contract))
    parts = [_whole(twice, rows, contract, "duplicate_row"), _whole(older, rows, contract, "replaced"), faults]
    all_faults = pl.concat([*parts, *_failures(outcomes, rows, contract)])
    return Examined(contract, rows, values, all_faults.sort(ROW, "column", "rule"), tuple(outcomes))


def set_aside(found: Examined) -> pl.DataFrame:
    """The ids of the rows that are set aside."""
    return found.faults.filter(pl.col("action") == "row").select(ROW).unique().sort(ROW)


def accepted_rows(found: Examined) -> pl.DataFrame:
    """The typed rows that are not set aside, in the order of the exports, with cells set aside as null."""
    kept = found.values.join(set_aside(found), on=ROW, how="anti").sort(ROW)
    cells = found.faults.filter(pl.col("action") == "cell")
    for name in cells["column"].unique().sort():
        bad = cells.filter(pl.col("column") == name)[ROW].implode()
        kept = kept.with_columns(pl.when(~pl.col(ROW).is_in(bad)).then(pl.col(name)).alias(name))
    return kept.drop(ROW)


def _repeated_rows(rows: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Rows that are the same in every column as an earlier row of the same export."""
    first = pl.struct(OBTAINED, *contract.columns).is_first_distinct()
    return rows.filter(~first).select(ROW)


def _replaced(keyed: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Rows whose key comes back in a later export: what is newest counts, also when the newest is not right."""
    if not contract.later_export_replaces:
        return keyed.select(ROW).clear()
    newest = pl.col(OBTAINED).max().over(KEY)
    return keyed.filter(pl.col(KEY).is_not_null() & (pl.col(OBTAINED) < newest)).select(ROW)


def _unread(faults: pl.DataFrame) -> pl.DataFrame:
    """Rows with a cell that could not be read; a cell that may be left out does not keep its row from the checks."""
    return faults.filter(pl.col("action") != "cell").select(ROW).unique()


def _whole(ids: pl.DataFrame, rows: pl.DataFrame, contract: Contract, rule: str) -> pl.DataFrame:
    """Faults of whole rows; the value shown is the row's key."""
    return _as_faults(rows.join(ids, on=ROW, how="semi"), list(contract.key), "", rule, "row")


def _failures(outcomes: list[great.Outcome], rows: pl.DataFrame, contract: Contract) -> list[pl.DataFrame]:
    """Failing rows as faults. A rule is not held against a row whose values are at fault already."""
    values = [o for o in outcomes if o.rows and o.expected.expectation != "true"]
    rules = [o for o in outcomes if o.rows and o.expected.expectation == "true"]
    found = [_failure(outcome, outcome.rows, rows, contract) for outcome in values]
    blamed = {row for outcome in values for row in outcome.rows if outcome.expected.column}
    left = [(outcome, [row for row in outcome.rows if row not in blamed]) for outcome in rules]
    return _once([*found, *(_failure(outcome, ids, rows, contract) for outcome, ids in left)])


def _once(found: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Both ends of a range of hours can fail the same limit: that is one fault."""
    return [pl.concat(found).unique([ROW, "column", "rule"], maintain_order=True)] if found else []


def _failure(outcome: great.Outcome, ids: list[int], rows: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    demand = outcome.expected
    chosen = rows.join(pl.DataFrame({ROW: ids}, schema={ROW: pl.UInt32}), on=ROW, how="semi")
    if demand.column:
        shown = [demand.column]
    else:
        own = [rule for rule in contract.rules if rule.id == demand.rule]
        shown = pl.sql_expr(own[0].holds).meta.root_names() if own else list(contract.key)
    found = _as_faults(chosen, list(dict.fromkeys(shown)), demand.column, demand.rule, demand.action)
    column = contract.columns.get(demand.column)
    if demand.rule != "not_in_codelist" or column is None or column.codelist != "places":
        return found
    reasons = [place_rule(value) for value in found["value"]]
    return found.with_columns(pl.Series("rule", reasons, dtype=pl.String))


def _as_faults(rows: pl.DataFrame, shown: list[str], column: str, rule: str, action: str) -> pl.DataFrame:
    value = pl.concat_str([pl.col(name).fill_null("") for name in shown], separator=" | ")
    fixed = [pl.lit(text).alias(name) for name, text in (("column", column), ("rule", rule), ("action", action))]
    return rows.select(ROW, value.alias("value"), *fixed).select(list(FAULTS))


__all__ = ["FILE", "LINE", "OBTAINED", "Examined", "accepted_rows", "examined", "set_aside"]
