"""Rules between sources: what two exports say of the same thing must agree. They stand in between_sources.yml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from raat_analysis.checks.view import coded
from raat_analysis.contracts import Contract, ContractRefused, contracts
from raat_analysis.contracts.model import LABELLED
from raat_analysis.errors import SHOWN, cases
from raat_analysis.parquet import scan_table
from raat_analysis.yaml_files import loaded

FILE = Path(__file__).with_name("between_sources.yml")
HOLDS = "rule holds"


class BetweenRule(BaseModel):
    """A sentence about several sources, or about many rows of one.

    `rows` gives the comparisons, `holds` what must be true of each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    sources: tuple[str, ...] = Field(min_length=1)
    rows: str  # polars SQL over the accepted rows, with codes for labels
    holds: str  # polars SQL expression over the columns of `rows`
    severity: Literal["stop", "warn"]
    sentence: str


@dataclass(frozen=True)
class Compared:
    """What a rule found: a comparison is a row of `broken` when it does not hold. Without all sources there is none."""

    rule: BetweenRule
    absent: tuple[str, ...] = ()
    rows_compared: int = 0
    broken: pl.DataFrame | None = None

    @property
    def rows_broken(self) -> int:
        return 0 if self.broken is None else self.broken.height

    @property
    def stops(self) -> bool:
        return self.rule.severity == "stop" and self.rows_broken > 0

    def told(self, known: Mapping[str, Contract]) -> dict[str, object]:
        """For quality.json; the comparisons themselves only when all sources are public."""
        open_to_all = not self.absent and all(known[name].kind_of_data == "public" for name in self.rule.sources)
        return {
            **self.rule.model_dump(mode="json", include={"id", "sentence", "severity", "sources"}),
            "checked": not self.absent,
            "absent": list(self.absent),
            "rows_compared": self.rows_compared,
            "rows_broken": self.rows_broken,
            "first": self._shown()[:SHOWN] if open_to_all else [],
        }

    def message(self) -> str:
        """What stops the run, with the next step."""
        return (
            f"{' and '.join(self.rule.sources)}: {self.rows_broken} of {self.rows_compared} comparisons do not hold "
            f"({self.rule.id}):\n{cases(self._shown())}\n{self.rule.sentence}\nNext step: find out which source is "
            "wrong, have it corrected and add it again; if the rule is wrong, change "
            "raat_analysis/checks/between_sources.yml."
        )

    def _shown(self) -> list[str]:
        rows = [] if self.broken is None else self.broken.iter_rows(named=True)
        return [", ".join(f"{name} {_value(value)}" for name, value in row.items()) for row in rows]


def compared(tables: Mapping[str, Path], known: Mapping[str, Contract], rules: Iterable[BetweenRule]) -> list[Compared]:
    """What each rule finds in the accepted rows: `tables` has the parquet file of every source of this run."""
    return [_compared(rule, tables, known) for rule in rules]


def between_rules(file: Path = FILE) -> tuple[BetweenRule, ...]:
    """The rules in a file. Errors name the rule and the key."""
    try:
        content = loaded(file.read_text(encoding="utf-8")) or []
        rules = TypeAdapter(tuple[BetweenRule, ...]).validate_python(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContractRefused(f"{file.name} is not readable as YAML: {error}\nNext step: mend that line.") from error
    except ValidationError as error:
        places = [(" ".join(map(str, fault["loc"])) or "file", fault["msg"]) for fault in error.errors()]
        raise _refusal(file, [f"rule {place}: {told}" for place, told in places]) from error
    if wrong := list(_clashes(rules)):
        raise _refusal(file, wrong)
    return rules


def _refusal(file: Path, wrong: Sequence[str]) -> ContractRefused:
    return ContractRefused(f"{file.name}: {len(wrong)} things to mend:\n{cases(wrong)}\nNext step: mend them there.")


def _clashes(rules: Sequence[BetweenRule]) -> Iterator[str]:
    """A source without a contract would be absent for ever, and its rule never checked."""
    ids = [rule.id for rule in rules]
    yield from (f"two rules are called {double}" for double in sorted({i for i in ids if ids.count(i) > 1}))
    for rule in rules:
        yield from (f"{rule.id}: there is no source {name}" for name in rule.sources if name not in contracts())


def _compared(rule: BetweenRule, tables: Mapping[str, Path], known: Mapping[str, Contract]) -> Compared:
    if absent := tuple(name for name in rule.sources if name not in tables):
        return Compared(rule, absent)
    frames = {name: _coded(scan_table(tables[name]), known[name]) for name in rule.sources}
    try:
        asked = pl.SQLContext(frames).execute(rule.rows)
        holds = pl.sql_expr(rule.holds).fill_null(False).alias(HOLDS)
        rows = asked.with_columns(holds).collect(engine="streaming")
    except pl.exceptions.PolarsError as error:
        raise ContractRefused(
            f"Rule {rule.id} of {FILE.name} cannot be answered: {error}\nNext step: mend its rows or holds."
        ) from error
    broken = rows.filter(~pl.col(HOLDS)).drop(HOLDS)
    return Compared(rule, (), rows.height, broken.sort(broken.columns))


def _coded(table: pl.LazyFrame, contract: Contract) -> pl.LazyFrame:
    """Accepted rows with codes for labels; a column that no rule asks for is not read."""
    labels = {name: column for name, column in contract.columns.items() if column.type in LABELLED}
    return table.with_columns(
        pl.col(name).map_batches(partial(coded, column=column), return_dtype=pl.String, is_elementwise=True)
        for name, column in labels.items()
    )


def _value(value: object) -> str:
    return "(empty)" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)
