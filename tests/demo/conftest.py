"""The demonstration exports, written once for these tests and read back without our own reader."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from raat_analysis.demo import EXPORTS, write_demo

CP1252 = ("zorgselect/2024-01-09", "arbeidsmarkt/2026-10-05")
Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """`raw` and `truth`: where the exports and the truth behind them were written."""
    folder = tmp_path_factory.mktemp("demo")
    found = SimpleNamespace(raw=folder / "raw", truth=folder / "truth.json")
    write_demo(found.raw, found.truth)
    return found


@pytest.fixture(scope="session")
def export(demo: SimpleNamespace) -> Callable[[str], Rows]:
    """`source/date` → rows as header → text."""

    @cache
    def read(folder: str) -> Rows:
        header, *lines = _lines(demo.raw / folder / EXPORTS[folder]["file"], folder)
        return [dict(zip(header, line, strict=True)) for line in lines]

    return read


def _lines(path: Path, folder: str) -> list[list[str]]:
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return [[_text(cell) for cell in row] for row in sheet[3:-2]]
    encoding = "cp1252" if folder in CP1252 else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    return rows[2:-1] if rows[-1] == ["Bron: CBS"] else rows


def _text(cell: object) -> str:
    """A number as Excel shows it here: 24, and 24,5."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return str(cell)
