"""What the check does with a small export: the one place in these tests that knows how `check` is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.checks import check
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from tests.dirty.exports_on_disk import DAY, grid, place_export, written

Rows = Sequence[Mapping[str, str]]
NOTHING = pl.DataFrame()


@dataclass(frozen=True)
class Outcome:
    """The accepted rows, the quarantine, and the text of the refusal (empty when the export passed)."""

    accepted: pl.DataFrame = field(default_factory=lambda: NOTHING)
    quarantine: pl.DataFrame = field(default_factory=lambda: NOTHING)
    refusal: str = ""
    warned: tuple[str, ...] = ()  # rules that the quality page reports while the rows count

    def values(self, column: str) -> list[object]:
        assert not self.refusal, self.refusal
        return self.accepted[column].to_list()

    @property
    def reasons(self) -> list[tuple[int, str, str, str]]:
        """Line, header, rule and scope (row or cell) of everything that was set aside."""
        assert not self.refusal, self.refusal
        return self.quarantine.select("line", "column", "rule", "scope").rows()

    def refused_for(self, *words: str) -> bool:
        """Whether the run stopped, with all of these words and a next step in its message."""
        missing = [word for word in (*words, "Next step: ") if word not in self.refusal]
        assert not missing, f"{missing} not in: {self.refusal or 'the export passed'}"
        return True


def outcome(raw: Path, source: str, allowed_set_aside_pct: float | None = None) -> Outcome:
    """Check what stands in `raw`. In a small export one row is a large share: where some may go aside, all may."""
    own = contract(source)
    share = (100 if own.allowed_set_aside_pct else 0) if allowed_set_aside_pct is None else allowed_set_aside_pct
    widened = own.model_copy(update={"allowed_set_aside_pct": share})
    try:
        found = check(raw, {source: widened}, raw.with_name("checked"))
    except ExportRefused as error:
        return Outcome(refusal=str(error))
    return Outcome(found.table(source), found.quarantine[source], warned=warned(found.quality))


def warned(quality: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({reason["rule"] for one in quality["sources"] for reason in one["warnings"]}))


@pytest.fixture
def checked_bytes(tmp_path: Path) -> Callable[..., Outcome]:
    """A function: check files of a source given as bytes, one per date obtained."""

    def run(source: str, *contents: bytes, days: Sequence[str] = (DAY,), **contract_changes: float) -> Outcome:
        for content, day in zip(contents, days, strict=True):
            place_export(tmp_path / "raw", source, content, day)
        return outcome(tmp_path / "raw", source, **contract_changes)

    return run


@pytest.fixture
def checked(checked_bytes: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """A function: check exports of a source given as rows, one list per date obtained."""

    def run(source: str, *exports: Rows, **keywords: object) -> Outcome:
        return checked_bytes(source, *(written(source, grid(source, rows)) for rows in exports), **keywords)

    return run
