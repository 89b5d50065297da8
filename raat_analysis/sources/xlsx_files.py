"""Excel workbooks as grids: the sheet and the header row are found by the contract's headers."""

import math
import re
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.grids import (
    SPACES,
    Grid,
    Row,
    header_index,
    in_batches,
    known,
    known_headers,
    refuse_above,
    without_notes,
)

CELLS = 30_000_000  # of a sheet, the empty ones included: a million rows of thirty columns
HEADER_ROWS = 3  # of a survey tool at most
NARROW = 3  # cells: above a header stand titles of one or two
# A formula that no program has computed yet: calamine gives an empty cell. (t="str": the outcome is an empty text.)
UNCOMPUTED = re.compile(
    rb"""<c\b(?![^>]*\bt=["']str["'])[^>]*>\s*<f\b[^<]*(?:</f>|(?<=/)>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
UNREADABLE = (CalamineError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


def read_xlsx(path: Path, contract: Contract, file: str) -> Grid:
    """The one sheet that has the contract's headers, without title rows above and notes below the table."""
    sheets = _sheets(path, contract, file)
    name = _chosen(sheets, contract, file)
    rows = sheets[name]
    start = header_index(rows, contract)
    refuse_above(rows[:start], rows[start], file)
    width = max(i + 1 for i, cell in enumerate(rows[start].cells) if cell)
    _refuse_beside(rows[start:], width, file)
    header, *body = [Row(row.line, row.cells[:width]) for row in rows[start:]]
    table = without_notes(body, file)
    notes = sum(1 for row in body[len(table) :] if any(row.cells))
    found = {"sheet": name, "header": f"row {header.line}", "notes": str(notes)}
    return Grid(header, in_batches(table, width, file), found)


def read_survey_sheet(path: Path, contract: Contract, file: str) -> Grid:
    """The sheet with the contract's headers, from the first of its header rows, up to the notes below the table."""
    sheets = _sheets(path, contract, file)
    name = _chosen(sheets, contract, file)
    rows = sheets[name]
    start = header_index(rows, contract)
    if start and rows[start - 1].filled >= NARROW:
        start -= 1
    refuse_above(rows[:start], rows[start], file)
    width = max(i + 1 for row in rows[start : start + HEADER_ROWS] for i, cell in enumerate(row.cells) if cell)
    _refuse_beside(rows[start:], width, file)
    header, *body = [Row(row.line, row.cells[:width]) for row in rows[start:]]
    table = without_notes(body, file)
    found = {"sheet": name, "header": f"row {header.line}", "notes": str(sum(any(r.cells) for r in body[len(table) :]))}
    return Grid(header, in_batches(table, width, file), found)


def _sheets(path: Path, contract: Contract, file: str) -> dict[str, list[Row]]:
    if path.stat().st_size == 0:
        raise ExportRefused(f"{file} is empty. Next step: export it again.")
    try:
        _refuse_damage(path, file)
        book = CalamineWorkbook.from_path(str(path))
        found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except UNREADABLE as error:
        raise ExportRefused(f"{file} is not a readable Excel workbook. Next step: export it again.") from error
    rows = {name: _rows(cells, contract.decimal_mark) for name, cells in found.items()}
    filled = {name: sheet for name, sheet in rows.items() if any(any(row.cells) for row in sheet)}
    if not filled:
        raise ExportRefused(f"{file} is empty: no sheet holds anything. Next step: export it again.")
    return filled


def _chosen(sheets: dict[str, list[Row]], contract: Contract, file: str) -> str:
    headers = known_headers(contract)
    scores = {name: known(rows[header_index(rows, contract)].cells, headers) for name, rows in sheets.items()}
    best = [name for name, score in scores.items() if score == max(scores.values())]
    if len(best) > 1 and scores[best[0]] > 0:
        raise ExportRefused(f"{file}: sheets {', '.join(best)} have the same headers. Next step: keep one of them.")
    return best[0]


def _refuse_damage(path: Path, file: str) -> None:
    """What calamine does not see: damaged parts (it skips the checksums), formula errors (empty to it), lone cells.

    A cell in the last corner of a sheet makes it ask for memory for all cells in between, which ends the program.
    """
    with zipfile.ZipFile(path) as parts:
        if parts.testzip() is not None:
            raise zipfile.BadZipFile
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                _refuse_cells(parts.read(name), file)


def _refuse_cells(sheet: bytes, file: str) -> None:
    if re.search(rb"""\bt=["']e["']""", sheet):
        raise ExportRefused(f"{file} holds a formula error (such as #REF!). Next step: mend it in Excel.")
    if b"<f" in sheet and UNCOMPUTED.search(sheet):
        raise ExportRefused(f"{file} holds a formula without its outcome. Next step: open and save it in Excel.")
    columns = {_number(letters) for letters in set(re.findall(rb"""\br=["']([A-Z]+)[0-9]""", sheet))}
    rows = max((len(digits), digits) for digits in [b"1", *re.findall(rb"""\br=["'][A-Z]*([0-9]+)["']""", sheet)])[1]
    if max(columns, default=1) * int(rows) > CELLS:
        raise ExportRefused(
            f"{file}: a sheet has a cell far from its table (the last row is {int(rows)}, the last column the "
            f"{max(columns)}th). Next step: remove what stands there in Excel, or export it as CSV."
        )


def _number(letters: bytes) -> int:
    """A=1, Z=26, AA=27."""
    return sum((letter - 64) * 26**place for place, letter in enumerate(reversed(letters)))


def _refuse_beside(rows: list[Row], width: int, file: str) -> None:
    beside = [row.line for row in rows if any(row.cells[width:])]
    if beside:
        raise ExportRefused(f"{file}: row {beside[0]} has a value to the right of the header. Next step: remove it.")


def _rows(cells: list[list[Any]], decimal_mark: str) -> list[Row]:
    return [Row(i + 1, [_text(cell, decimal_mark) for cell in row]) for i, row in enumerate(cells)]


def _text(cell: Any, decimal_mark: str) -> str:
    """A cell as a person reads it in Dutch Excel: 7400, 2,5, 31-12-2025, WAAR."""
    if isinstance(cell, str):
        return cell.strip(SPACES)
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    if isinstance(cell, int | float):
        return number(cell, decimal_mark)
    if isinstance(cell, datetime):
        return _moment(cell)
    return cell.strftime("%d-%m-%Y") if isinstance(cell, date) else str(cell)


def _moment(cell: datetime) -> str:
    midnight = cell.time() == datetime.min.time()
    return cell.strftime("%d-%m-%Y" if midnight else "%d-%m-%Y %H:%M:%S").removesuffix(":00")


def number(value: float, decimal_mark: str) -> str:
    """A number as text with the contract's decimal mark and no thousands sign; what is no number stays as it is."""
    if isinstance(value, int) or not math.isfinite(value):
        return str(value)
    return str(int(value)) if value == int(value) else repr(value).replace(".", decimal_mark)
