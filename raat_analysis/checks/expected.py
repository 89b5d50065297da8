"""What a contract demands of a table, as a list that Great Expectations, the quality page and tests all read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from raat_analysis.contracts import Column, Contract, codes
from raat_analysis.contracts.choices import JOINED
from raat_analysis.contracts.model import CODE, CODES, HOURS
from raat_analysis.sources.typed import ROW

KEY, RULE = "row_key", "rule_"
LOW, HIGH = "_low", "_high"


@dataclass(frozen=True)
class Expected:
    """One demand: the name of the expectation, the column it looks at, and what a failing row means."""

    expectation: str
    on: str
    rule: str
    column: str
    action: str  # stop, row or cell
    arguments: dict[str, Any] = field(default_factory=dict)


def expected(contract: Contract) -> list[Expected]:
    """Everything the contract demands, in its own order: columns, values, the key, the rules."""
    columns = Expected("columns", "", "columns", "", "stop", {"column_set": view_columns(contract)})
    values = [found for name, column in contract.columns.items() for found in _values(name, column)]
    key = Expected("unique", KEY, "key_repeated", "", "row" if contract.later_export_replaces else "stop")
    rules = [Expected("true", RULE + rule.id, rule.id, "", rule.severity) for rule in contract.rules]
    return [columns, *values, key, *rules]


def view_columns(contract: Contract) -> list[str]:
    """The columns of the table that is checked: row_id, the contract's, ends of hours, row_key, one per rule."""
    ends = [name + end for name, c in contract.columns.items() if c.type == HOURS for end in (LOW, HIGH)]
    return [ROW, *contract.columns, *ends, KEY, *(RULE + rule.id for rule in contract.rules)]


def _values(name: str, column: Column) -> Iterator[Expected]:
    if column.required:
        yield Expected("not_null", name, "required", name, column.on_bad)
    if column.type == CODE:
        allowed = {"value_set": sorted(set(codes(column).values()))}
        yield Expected("in_set", name, "not_in_codelist", name, column.on_bad, allowed)
    if column.type == CODES:
        yield Expected("regex", name, "not_in_codelist", name, column.on_bad, {"regex": _choices(column)})
    if column.pattern is not None:
        yield Expected("regex", name, "pattern", name, column.on_bad, {"regex": column.pattern})
    if column.minimum is not None or column.maximum is not None:
        limits = {"min_value": _limit(column.minimum), "max_value": _limit(column.maximum)}
        for on in (name + LOW, name + HIGH) if column.type == HOURS else (name,):
            yield Expected("between", on, "limits", name, column.on_bad, limits)


def _choices(column: Column) -> str:
    """The form of some codes of a column, joined."""
    code = "|".join(re.escape(code) for code in sorted(set(codes(column).values())))
    return f"^(?:{code})(?:{JOINED}(?:{code}))*$"


def _limit(value: float | date | None) -> float | datetime | None:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value
