"""What a contract may say. Every model is frozen and refuses keys it does not know."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from raat_analysis.codelists import FOLDER as CODELISTS
from raat_analysis.codelists import normalised
from raat_analysis.yaml_files import read_yaml

TEXT, CODE, CODES, HOURS = "text", "code", "codes", "hours"
LABELLED = (CODE, CODES)  # these hold labels: one, or several joined by "; "
PERIODS = ("quarter", "period")  # these get a second column <name>_provisional
LIMITED = ("integer", "decimal", "date", "hours", "year")
EXPORT_DAY = ("export_date", "export_quarter")  # when the export was obtained, for rules: a day and 2026Q3
RESERVED = {"export_file", "export_line", "row_id", "row_key", *EXPORT_DAY}
PROVISIONAL = "_provisional"
# \d takes every digit of Unicode, and polars and Python differ on \s. (Two backslashes are one sign, and no class.)
NAMED_SIGNS = re.compile(r"(?<!\\)(?:\\\\)*(\\[dDwWsSbB])")


Privacy = Literal["public", "business", "personal"]
# How often a source delivers: each quarter or year, with each round of Fase 0, or once, as background that is renewed
# when somebody sees that there is something newer.
Cadence = Literal["quarter", "year", "round", "once"]
PERIODICAL = ("quarter", "year")


@cache
def survey_metadata() -> tuple[str, ...]:
    """What survey tools put beside the answers: times, addresses, names (codelists/survey_metadata.yml)."""
    return tuple(header for headers in read_yaml(CODELISTS / "survey_metadata.yml").values() for header in headers)


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Strict):
    """A column of an export: how it is headed, what it holds, and what happens to a bad value."""

    header: str
    aliases: tuple[str, ...] = ()
    aliases_by_year: dict[int, tuple[str, ...]] = Field(default_factory=dict)  # headers of one year obtained
    type: Literal["text", "code", "codes", "integer", "decimal", "date", "quarter", "period", "year", "hours"]
    codelist: str | None = None
    codes: dict[str, str] = Field(default_factory=dict)  # label → code, beside or instead of the codelist
    required: bool = False
    may_be_absent: bool = False  # an export may lack the column; every cell of it is empty then
    unit: str = ""
    minimum: int | float | date | None = None
    maximum: int | float | date | None = None
    pattern: str | None = None
    unknown: tuple[str, ...] = ()  # spellings that mean "not known": accepted as empty
    on_bad: Literal["stop", "row", "cell"] = "stop"
    rounded_to: float = Field(default=0, ge=0)  # the source rounds to multiples of this; 0 is not at all
    privacy: Privacy | None = None  # when it differs from the source's kind_of_data
    description: str

    def headers(self, year: int | None = None) -> tuple[str, ...]:
        """Every header of this column in an export obtained in `year`; without a year those of all years."""
        years = self.aliases_by_year if year is None else [year]
        return (self.header, *self.aliases, *(h for y in years for h in self.aliases_by_year.get(y, ())))

    @model_validator(mode="after")
    def _fits_together(self) -> "Column":
        refuse(_clashes(self))
        return self


class Rule(Strict):
    """A sentence about a row that must be true: a polars SQL expression over the contract's columns.

    In a rule a code column with `codes` holds the label as the contract spells it; one with a codelist holds the code.
    `export_date` and `export_quarter` say when the export was obtained. A rule that gives no answer (because a value is
    empty) counts as broken.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    holds: str
    severity: Literal["stop", "row", "warn"]
    sentence: str


class Total(Strict):
    """A total that the rows of an export must add up to: over one code column, for every combination of the other keys.

    The difference may be what rounding explains: half of `rounded_to` for the total and for each part.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    over: str  # the code column that holds the total and its parts
    total: str  # the code of the total
    parts: tuple[str, ...] = Field(min_length=1)  # the codes of the parts
    columns: tuple[str, ...] = Field(min_length=1)
    severity: Literal["stop", "warn"]
    sentence: str


class Compared(Strict):
    """How an export is compared with the previous one of its source; sums and row counts are per period."""

    region: str | None = None
    branch: str | None = None
    period: str | None = None
    sums: tuple[str, ...] = ()
    factor: float = Field(default=3.0, gt=1)  # how many times a total may differ
    same: bool = False  # the same numbers under another edition or year are suspect


class Contract(Strict):
    """What an export of one source looks like: the only place that knows its headers."""

    source: str = Field(pattern="^[a-z][a-z0-9_]*$")
    title: str
    row: str
    format: Literal["csv", "xlsx", "statline", "odata3", "survey"]  # survey: csv or xlsx, of a survey tool
    decimal_mark: Literal[",", "."] = ","
    kind_of_data: Privacy
    cadence: Cadence | None = None  # only a draft may leave it open
    due_days: int | None = Field(default=None, ge=0, le=730)  # from the end of a quarter or year to its export
    key: tuple[str, ...] = Field(min_length=1)
    later_export_replaces: bool
    once_per: tuple[str, ...] = ()  # of rows with the same, none of it empty, the last one of the exports counts
    allowed_set_aside_pct: float = Field(ge=0, le=100)
    required_source: bool = True
    drop: tuple[str, ...] = ()  # contact columns: never leave the reader
    columns: dict[str, Column]
    rules: tuple[Rule, ...] = ()
    totals: tuple[Total, ...] = ()
    compared: Compared | None = None

    def headers(self, year: int | None = None) -> dict[str, str]:
        """Normalised header or alias → column name, for an export obtained in `year` (without: of any year)."""
        return {normalised(h): name for name, column in self.columns.items() for h in column.headers(year)}

    def left_out(self) -> tuple[str, ...]:
        """The headers that never leave the reader: `drop`, and what survey tools add of their own accord."""
        return (*self.drop, *(survey_metadata() if self.format == "survey" else ()))

    def privacy(self, name: str) -> Privacy:
        """The privacy class of a column: its own, or the source's."""
        return self.columns[name].privacy or self.kind_of_data

    @model_validator(mode="after")
    def _fits_together(self) -> "Contract":
        refuse(
            [
                *_calendar_clashes(self),
                *_header_clashes(self),
                *_key_clashes(self),
                *_rule_clashes(self),
                *_named_columns(self),
            ]
        )
        return self


def refuse(clashes: Iterable[str]) -> None:
    if found := list(clashes):
        raise ValueError("; ".join(found))


def _clashes(column: Column) -> Iterable[str]:
    coded = bool(column.codelist or column.codes)
    if (column.type in LABELLED) != coded:
        yield "a code or codes column has a codelist or codes, other columns have neither"
    if column.codelist and not any((CODELISTS / f"{column.codelist}{end}").is_file() for end in (".yml", ".csv")):
        yield f"codelist: there is no codelist {column.codelist}"
    if column.pattern is not None and column.type != TEXT:
        yield "pattern: only a text column has a pattern"
    if (column.minimum is not None or column.maximum is not None) and column.type not in LIMITED:
        yield f"minimum, maximum: a {column.type} column has no limits"
    if column.required and (column.on_bad == "cell" or column.unknown):
        yield "required: a required value cannot be set aside as a cell (on_bad: cell) or be unknown"
    if column.required and column.may_be_absent:
        yield "may_be_absent: a required column cannot be absent"
    yield from _bad_values(column)


def _calendar_clashes(contract: Contract) -> Iterable[str]:
    if (contract.cadence in PERIODICAL) != (contract.due_days is not None):
        yield "due_days: given for cadence quarter or year, and for no other"


def _bad_values(column: Column) -> Iterable[str]:
    for key, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None and isinstance(limit, date) != (column.type == "date"):
            yield f"{key}: {limit} is not a limit for a {column.type} column"
    try:
        re.compile(column.pattern or "")
    except re.error as error:
        yield f"pattern: {column.pattern} is not a regular expression ({error})"
    if found := NAMED_SIGNS.search(column.pattern or ""):
        yield f"pattern: write the signs themselves, as [0-9], for {found[1]}: it also takes those of other scripts"


def _header_clashes(contract: Contract) -> Iterable[str]:
    years = {year for column in contract.columns.values() for year in column.aliases_by_year}
    for year in sorted(years | {0}):  # year 0 is every year without aliases of its own
        yield from _equal_headers(contract, year)
    for name in contract.columns:
        if name in RESERVED or not re.fullmatch("[a-z][a-z0-9_]*", name):
            yield f"columns: {name} is not allowed as a column name"


def _equal_headers(contract: Contract, year: int | None) -> Iterable[str]:
    headers = [normalised(h) for column in contract.columns.values() for h in column.headers(year)]
    headers += sorted({normalised(h) for h in contract.left_out()})
    for header in sorted({h for h in headers if headers.count(h) > 1}):
        yield f"header: two columns are headed {header}" + (f" in {year}" if year else "")


def _key_clashes(contract: Contract) -> Iterable[str]:
    for name in contract.key:
        if name not in contract.columns:
            yield f"key: {name} is not a column"
        elif not contract.columns[name].required:
            yield f"key: {name} is part of the key, so it must be required"
    for name in contract.once_per:
        if name not in contract.columns or contract.columns[name].type not in (TEXT, CODE):
            yield f"once_per: {name} is not a text or code column"


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
    for name in sorted(set(names) - {*contract.columns, *EXPORT_DAY}):
        yield f"rules: {rule.id}: holds: {name} is not a column"


def _named_columns(contract: Contract) -> Iterable[str]:
    for total in contract.totals:
        if total.over not in contract.key or contract.columns[total.over].type != CODE:
            yield f"totals: {total.id}: over: {total.over} is not a code column of the key"
        yield from _not_numbers(contract, f"totals: {total.id}: columns", total.columns)
    if contract.compared is not None:
        compared = contract.compared
        yield from _not_numbers(contract, "compared: sums", compared.sums)
        kinds: dict[str, tuple[str, ...]] = {"region": (CODE,), "branch": (CODE,), "period": ("date", "year", *PERIODS)}
        for key, types in kinds.items():
            name = getattr(compared, key)
            if name is not None and (name not in contract.columns or contract.columns[name].type not in types):
                yield f"compared: {key}: {name} is not a column of type {' or '.join(types)}"


def _not_numbers(contract: Contract, key: str, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        if name not in contract.columns or contract.columns[name].type not in ("integer", "decimal"):
            yield f"{key}: {name} is not a column with numbers"
