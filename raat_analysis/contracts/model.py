"""What a contract may say. Every model is frozen and refuses keys it does not know."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from raat_analysis.codelists import FOLDER as CODELISTS
from raat_analysis.codelists import normalised

TEXT, CODE, HOURS = "text", "code", "hours"
PERIODS = ("quarter", "period")  # these get a second column <name>_provisional
LIMITED = ("integer", "decimal", "date", "hours", "year")
RESERVED = {"export_file", "export_line", "export_date", "row_id", "row_key"}
PROVISIONAL = "_provisional"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Strict):
    """A column of an export: how it is headed, what it holds, and what happens to a bad value."""

    header: str
    aliases: tuple[str, ...] = ()
    type: Literal["text", "code", "integer", "decimal", "date", "quarter", "period", "year", "hours"]
    codelist: str | None = None
    codes: dict[str, str] = Field(default_factory=dict)  # label → code, beside or instead of the codelist
    required: bool = False
    unit: str = ""
    minimum: int | float | date | None = None
    maximum: int | float | date | None = None
    pattern: str | None = None
    unknown: tuple[str, ...] = ()  # spellings that mean "not known": accepted as empty
    on_bad: Literal["stop", "row", "cell"] = "stop"
    description: str

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.header, *self.aliases)

    @model_validator(mode="after")
    def _fits_together(self) -> "Column":
        refuse(_clashes(self))
        return self


class Rule(Strict):
    """A sentence about a row that must be true: a polars SQL expression over the contract's columns.

    In a rule a code column with `codes` holds the label as the contract spells it; one with a codelist holds the code.
    A rule that gives no answer (because a value is empty) counts as broken.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    holds: str
    severity: Literal["stop", "row"]
    sentence: str


class Contract(Strict):
    """What an export of one source looks like: the only place that knows its headers."""

    source: str = Field(pattern="^[a-z][a-z0-9_]*$")
    title: str
    row: str
    format: Literal["csv", "xlsx", "statline", "odata3"]
    decimal_mark: Literal[",", "."] = ","
    kind_of_data: Literal["public", "business", "personal"]
    key: tuple[str, ...] = Field(min_length=1)
    later_export_replaces: bool
    allowed_set_aside_pct: float = Field(ge=0, le=100)
    required_source: bool = True
    drop: tuple[str, ...] = ()  # contact columns: never leave the reader
    columns: dict[str, Column]
    rules: tuple[Rule, ...] = ()

    @property
    def headers(self) -> dict[str, str]:
        """Normalised header or alias → column name."""
        return {normalised(h): name for name, column in self.columns.items() for h in column.headers}

    @model_validator(mode="after")
    def _fits_together(self) -> "Contract":
        refuse([*_header_clashes(self), *_key_clashes(self), *_rule_clashes(self)])
        return self


def refuse(clashes: Iterable[str]) -> None:
    if found := list(clashes):
        raise ValueError("; ".join(found))


def _clashes(column: Column) -> Iterable[str]:
    coded = bool(column.codelist or column.codes)
    if (column.type == CODE) != coded:
        yield "a code column has a codelist or codes, other columns have neither"
    if column.codelist and not any((CODELISTS / f"{column.codelist}{end}").is_file() for end in (".yml", ".csv")):
        yield f"codelist: there is no codelist {column.codelist}"
    if column.pattern is not None and column.type != TEXT:
        yield "pattern: only a text column has a pattern"
    if (column.minimum is not None or column.maximum is not None) and column.type not in LIMITED:
        yield f"minimum, maximum: a {column.type} column has no limits"
    if column.required and (column.on_bad == "cell" or column.unknown):
        yield "required: a required value cannot be set aside as a cell (on_bad: cell) or be unknown"
    yield from _bad_values(column)


def _bad_values(column: Column) -> Iterable[str]:
    for key, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None and isinstance(limit, date) != (column.type == "date"):
            yield f"{key}: {limit} is not a limit for a {column.type} column"
    try:
        re.compile(column.pattern or "")
    except re.error as error:
        yield f"pattern: {column.pattern} is not a regular expression ({error})"


def _header_clashes(contract: Contract) -> Iterable[str]:
    headers = [normalised(h) for column in contract.columns.values() for h in column.headers]
    headers += [normalised(h) for h in contract.drop]
    for header in sorted({h for h in headers if headers.count(h) > 1}):
        yield f"header: two columns are headed {header}"
    for name in contract.columns:
        if name in RESERVED or not re.fullmatch("[a-z][a-z0-9_]*", name):
            yield f"columns: {name} is not allowed as a column name"


def _key_clashes(contract: Contract) -> Iterable[str]:
    for name in contract.key:
        if name not in contract.columns:
            yield f"key: {name} is not a column"
        elif not contract.columns[name].required:
            yield f"key: {name} is part of the key, so it must be required"


def _rule_clashes(contract: Contract) -> Iterable[str]:
    ids = [rule.id for rule in contract.rules]
    for double in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"rules: two rules are called {double}"
    for rule in contract.rules:
        yield from _broken_expression(rule, contract)


def _broken_expression(rule: Rule, contract: Contract) -> Iterable[str]:
    try:
        names = pl.sql_expr(rule.holds).meta.root_names()
    except Exception as error:  # polars raises several kinds
        yield f"rules: {rule.id}: holds: {rule.holds} is not an expression ({error})"
        return
    for name in sorted(set(names) - set(contract.columns)):
        yield f"rules: {rule.id}: holds: {name} is not a column"
