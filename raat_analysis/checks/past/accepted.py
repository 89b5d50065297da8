"""Breaks that are real: one line each in data/raw/<source>/accepted_breaks.yml, with a reason, who decided and when."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.checks.past.breaks import Break
from raat_analysis.checks.past.profile import ALL, ROWS
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.yaml_files import entry_lines, loaded

FILE_NAME = "accepted_breaks.yml"
Kind = Literal["shifted", "repeated", "region_gone", "branch_gone", "factor", "scale", "restated", "distribution"]


class AcceptanceRefused(ExportRefused):
    """A list of accepted breaks cannot be read, or accepts what is not there."""


class AcceptedBreak(BaseModel):
    """A break that a person has looked at and found to be real."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    export: date
    kind: Kind = Field(alias="break")
    of: str = Field(pattern=r"^(all|(region|branch)( \S.*)?)$")
    column: str = ALL
    reason: str = Field(min_length=10)  # a sentence, not the WHY of the line that the message gives
    decided_by: str = Field(min_length=3)
    decided_on: date = Field(alias="date")

    @property
    def names(self) -> tuple[date, str, str, str]:
        """What says which break is meant."""
        return self.export, self.kind, self.of, self.column

    def __str__(self) -> str:
        return f"export {self.export}, break {self.kind}, of {self.of}, column {self.column}"


def read_accepted(path: Path, contract: Contract) -> tuple[AcceptedBreak, ...]:
    """The accepted breaks of a source; none when there is no file. Errors name the file and the line."""
    if not path.is_file():
        return ()
    place = f"{contract.source}/{path.name}"
    problems: list[str] = []
    found = [(line, _entry(line, given, contract, problems)) for line, given in _entries(path, place)]
    accepted = [(line, entry) for line, entry in found if entry is not None]
    lines: dict[tuple[date, str, str, str], int] = {}
    for line, entry in accepted:
        first = lines.setdefault(entry.names, line)
        if first != line:
            problems.append(f"line {line}: the same break as line {first}")
    if problems:
        raise AcceptanceRefused(
            f"{place}: {len(problems)} things to mend:\n{cases(problems)}\nNext step: write each accepted break as "
            "- {export: 2026-10-06, break: factor, of: all, column: rows, reason: …, decided_by: …, date: 2026-10-08}"
        )
    return tuple(entry for _, entry in accepted)


def unmatched(accepted: Sequence[AcceptedBreak], found: Sequence[Break], exports: Collection[date]) -> list[str]:
    """Acceptances that accept nothing (any more) although their export is here, in words."""
    known = {names(one) for one in found}
    return [str(one) for one in accepted if one.export in exports and one.names not in known]


def names(found: Break) -> tuple[date, str, str, str]:
    """How a break is named in an acceptance."""
    return found.export, found.kind, found.of, found.column


def _entries(path: Path, place: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each entry of the list with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        content, lines = loaded(text), entry_lines(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise AcceptanceRefused(f"{place} is not readable as YAML: {said}. Next step: mend that line.") from error
    if content is None:
        return
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise AcceptanceRefused(f"{place} is not a list of breaks. Next step: begin each line with - {{export: …}}.")
    yield from zip(lines, content, strict=True)


def _entry(line: int, given: dict[str, Any], contract: Contract, problems: list[str]) -> AcceptedBreak | None:
    """The entry, or nothing and why not added to `problems`."""
    try:
        entry = AcceptedBreak.model_validate(given)
    except ValidationError as error:
        problems.extend(
            f"line {line}: {'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}"
            for e in error.errors(include_url=False)
        )
        return None
    if contract.compared is None:
        problems.append(f"line {line}: {contract.source} is not compared with the past, so nothing can be accepted")
        return None
    sums = contract.compared.sums
    if entry.column not in (ALL, ROWS, *sums):
        problems.append(f"line {line}: column: {entry.column} is not compared: all, rows, {', '.join(sums)}")
    return entry
