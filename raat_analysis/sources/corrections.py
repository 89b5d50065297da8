"""Errors of a source that people mended: one cell an entry, in data/raw/<source>/corrections.yml."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.grids import LINE
from raat_analysis.yaml_files import loaded

FILE_NAME = "corrections.yml"


class Correction(BaseModel):
    """One cell of one file: what was found there, what is used instead, why, and who decided that when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str  # 2026-10-06/zorgselect_2026q3.csv
    line: int = Field(ge=1)
    column: str  # the header, or the contract's name
    found: str
    used: str
    reason: str = Field(min_length=10)
    decided_by: str = Field(min_length=3)
    decided_on: date = Field(alias="date")

    def __str__(self) -> str:
        return f"{self.file} line {self.line}, column {self.column}"


@dataclass
class Corrections:
    """The corrections of a source while its files are read; each must find its cell once."""

    contract: Contract
    entries: list[Correction]
    wrong: dict[int, str] = field(default_factory=dict)  # number of the entry → what its cell holds instead
    made: set[int] = field(default_factory=set)

    def applied(self, batch: pl.DataFrame, file: str) -> pl.DataFrame:
        """A batch of texts of one file with its corrected cells; a cell that holds something else is noted."""
        for number, entry in enumerate(self.entries):
            if file == f"{self.contract.source}/{entry.file}":
                batch = self._corrected(batch, number, entry)
        return batch

    def told(self) -> list[dict[str, object]]:
        """For the quality page; values only of a public column in a public source."""
        return [
            entry.model_dump(by_alias=True, mode="json", exclude=None if self._public(entry) else {"found", "used"})
            for entry in self.entries
        ]

    def refuse_unmade(self) -> None:
        """Refuse corrections that no longer match: one day they would change what nobody looked at."""
        unmade = [(number, entry) for number, entry in enumerate(self.entries) if number not in self.made]
        found = [f"{entry}: {self.wrong.get(number, 'there is no such cell')}" for number, entry in unmade]
        if found:
            place = f"{self.contract.source}/{FILE_NAME}"
            raise ExportRefused(
                f"{place}: {len(found)} corrections do not match the export:\n{cases(found)}\n"
                "Next step: take the entry out when the export was mended, else correct its file, line or value."
            )

    def _corrected(self, batch: pl.DataFrame, number: int, entry: Correction) -> pl.DataFrame:
        here = batch.filter(pl.col(LINE) == entry.line)
        name = _name(entry, self.contract)
        if here.is_empty() or name is None:
            return batch
        value = (here[name].item() or "").strip()
        if value != entry.found:
            known = f"holds {value or '(empty)'}, not {entry.found or '(empty)'}"
            self.wrong[number] = known if self._public(entry) else "holds another value than found"
            return batch
        self.made.add(number)
        used = pl.when(pl.col(LINE) == entry.line).then(pl.lit(entry.used)).otherwise(name)
        return batch.with_columns(used.alias(name))

    def _public(self, entry: Correction) -> bool:
        name = _name(entry, self.contract)
        return self.contract.kind_of_data == "public" and name is not None and self.contract.privacy(name) == "public"


def _name(entry: Correction, contract: Contract) -> str | None:
    """The contract's name of the column; a header may mean another column in exports of another year."""
    if entry.column in contract.columns:
        return entry.column
    year = int(entry.file[:4]) if entry.file[:4].isdecimal() else None
    return contract.headers(year).get(normalised(entry.column))


def read_corrections(path: Path, contract: Contract) -> Corrections:
    """The corrections of a source; none when there is no file. Errors name the file and the entry."""
    if not path.is_file():
        return Corrections(contract, [])
    place = f"{contract.source}/{path.name}"
    try:
        content = loaded(path.read_text(encoding="utf-8")) or []
        entries = TypeAdapter(list[Correction]).validate_python(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ExportRefused(f"{place} is not readable as YAML: {error}. Next step: mend that line.") from error
    except ValidationError as error:
        wrong = [f"entry {_entry(e['loc'])}: {e['msg']}" for e in error.errors(include_url=False)]
        raise ExportRefused(f"{place}: {len(wrong)} things to mend:\n{cases(wrong)}\nNext step: {EXAMPLE}") from error
    if wrong := list(_pointless(entries, contract)):
        raise ExportRefused(f"{place}: {len(wrong)} things to mend:\n{cases(wrong)}\nNext step: {EXAMPLE}")
    return Corrections(contract, entries)


EXAMPLE = (
    "write each as - {file: 2026-10-06/export.csv, line: 128, column: Aantal plaatsen, found: '240', used: '24', "
    "reason: …, decided_by: …, date: 2026-10-08}"
)


def _entry(place: Iterable[object]) -> str:
    first, *rest = place if place else (0,)
    number = int(str(first)) + 1 if str(first).isdigit() else first
    return " ".join(map(str, (number, *rest)))


def _pointless(entries: list[Correction], contract: Contract) -> Iterator[str]:
    cells = [(e.file, e.line, _name(e, contract) or e.column) for e in entries]
    for number, entry in enumerate(entries, 1):
        if entry.found == entry.used:
            yield f"entry {number}: found and used are the same"
        if cells.index(cells[number - 1]) != number - 1:
            yield f"entry {number}: {entry} is corrected twice"
