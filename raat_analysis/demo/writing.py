"""Export files byte for byte: `;`-separated text, StatLine text and workbooks with a title, a header and a note."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polars as pl
from xlsxwriter import Workbook

from raat_analysis.paths import replaced

CREATED = datetime(2026, 1, 1)


def write_csv(table: pl.DataFrame, path: Path, encoding: str = "utf-8") -> None:
    """One header line, `;` between cells, decimal comma; `utf-8-sig` puts a byte order mark in front."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(_cells(table))
    _store(path, text.getvalue().encode(encoding))


def write_statline(table: pl.DataFrame, path: Path, title: str) -> None:
    """As StatLine downloads: title lines, quoted text, a point where there is no figure, the source as last line."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([[title], [""], table.columns])
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(_cells(table, absent="."))
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(["Bron: CBS"])
    _store(path, text.getvalue().encode("utf-8-sig"))


def write_xlsx(table: pl.DataFrame, path: Path, sheet: str, titles: tuple[str, str], note: str) -> None:
    """A sheet with two merged title rows, an empty row, the header, the table, an empty row and a note."""
    memory = io.BytesIO()
    book = Workbook(memory, {"in_memory": True})
    book.set_properties({"created": CREATED})
    page = book.add_worksheet(sheet)
    for row, title in enumerate(titles):
        page.merge_range(row, 0, row, table.width - 1, title)
    page.write_row(len(titles) + 1, 0, table.columns)
    for number, cells in enumerate(table.iter_rows(), len(titles) + 2):
        page.write_row(number, 0, cells)
    page.write(len(titles) + table.height + 3, 0, note)
    book.close()
    _store(path, memory.getvalue())


def _cells(table: pl.DataFrame, absent: str = "") -> Iterable[list[str]]:
    return ([_cell(value, absent) for value in row] for row in table.iter_rows())


def _cell(value: object, absent: str) -> str:
    if value is None:
        return absent
    return f"{value:.1f}".replace(".", ",") if isinstance(value, float) else str(value)


def _store(path: Path, content: bytes) -> None:
    with replaced(path) as beside:
        beside.write_bytes(content)
