"""A small good sheet as PDF, and a way to break it."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst

from raat_analysis.rendering.page_pdf import SETTINGS

SHEET = (Path(__file__).parent / "sheet.typ").read_text(encoding="utf-8")


def typeset(source: str, path: Path, **settings: object) -> Path:
    """A Typst text as PDF, with the settings of the reports unless others are given."""
    made = typst.compile({"main": source.encode()}, format="pdf", **{**SETTINGS, **settings})
    path.write_bytes(made)
    return path


@pytest.fixture(scope="session")
def good_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return typeset(SHEET, tmp_path_factory.mktemp("good") / "sheet.pdf")


@pytest.fixture
def broken(good_sheet: Path, tmp_path: Path) -> Callable[[Callable[[pikepdf.Pdf], None]], Path]:
    """The good sheet after one change with pikepdf."""

    def changed(change: Callable[[pikepdf.Pdf], None]) -> Path:
        with pikepdf.open(good_sheet) as pdf:
            change(pdf)
            pdf.save(tmp_path / "sheet.pdf")
        return tmp_path / "sheet.pdf"

    return changed
