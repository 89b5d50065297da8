"""The numbers of a report as files: CSV as a Dutch Excel opens it, and XLSX with an explanation before the numbers."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from python_calamine import CalamineWorkbook

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
EPOCH = datetime(2000, 1, 1)  # a workbook that carries the time of its making differs on every run
EXPLANATION, NUMBERS = "Toelichting", "Cijfers"
Notes = Sequence[tuple[str, str]]  # what a line of the explanation is about, and what it says


def as_csv(rows: pl.DataFrame) -> bytes:
    """UTF-8 with byte order mark, `;` between cells and a decimal comma; an empty cell has no value."""
    spelled = rows.select(_spelled(column) for column in rows.iter_columns())
    return BYTE_ORDER_MARK + spelled.write_csv(separator=";", line_terminator="\r\n").encode()


def as_xlsx(rows: pl.DataFrame, title: str, notes: Notes = ()) -> bytes:
    """A sheet `Toelichting` with the notes, and `Cijfers` with the rows; numbers are numbers, and no text a formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": EPOCH})
    _write_notes(book, title, notes)
    _write_numbers(book, rows)
    book.close()
    return made.getvalue()


def _write_notes(book: Any, title: str, notes: Notes) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    sheet.set_column(0, 0, 26, book.add_format({"bold": True, "valign": "top"}))
    sheet.set_column(1, 1, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for line, (about, text) in enumerate(notes, start=2):
        sheet.write_string(line, 0, about)
        sheet.write_string(line, 1, text)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_numbers(book: Any, rows: pl.DataFrame) -> None:
    """The rows under a header that stays in view and filters."""
    sheet = book.add_worksheet(NUMBERS)
    sheet.write_row(0, 0, rows.columns, book.add_format({"bold": True, "bottom": 1}))
    for place, column in enumerate(rows.iter_columns()):
        write = sheet.write_number if column.dtype.is_numeric() else sheet.write_string
        for number, value in enumerate(column.to_list(), start=1):
            if value is not None and value != "":
                write(number, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows.height, max(0, rows.width - 1))
    sheet.set_column(0, max(0, rows.width - 1), 16)


def _spelled(column: pl.Series) -> pl.Series:
    """Dutch spelling; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if column.dtype == pl.String:
        safe = column.str.replace(r"^[=+@\t-](?s:.)", "'$0")
        return safe.set(safe == "", None)
    if column.dtype.is_float():
        texts = [None if value is None else repr(value).removesuffix(".0").replace(".", ",") for value in column]
        return pl.Series(column.name, texts, dtype=pl.String)
    return column


def xlsx_rows(path: Path, sheet: str = NUMBERS) -> list[list[Any]]:
    """The cells of a sheet of a workbook that `as_xlsx` wrote, header first; an empty cell is None."""
    with CalamineWorkbook.from_path(str(path)) as book:
        found = book.get_sheet_by_name(sheet).to_python()
    return [[None if cell == "" else cell for cell in row] for row in found]


def xlsx_cells(rows: pl.DataFrame) -> list[list[Any]]:
    """What `xlsx_rows` gives for a workbook of these rows: numbers are floats, an empty text is an empty cell."""
    columns = [_read_back(column) for column in rows.iter_columns()]
    return [list(rows.columns), *(list(row) for row in zip(*columns, strict=True))]


def _read_back(column: pl.Series) -> list[Any]:
    if column.dtype.is_numeric():  # as xlsxwriter writes it
        return [None if value is None else float(f"{value:.16G}") for value in column.to_list()]
    return [value or None for value in column.to_list()]
