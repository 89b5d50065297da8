"""Excel workbooks as grids: the sheet and the header row are found by the contract's headers."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.grids import Grid, Row, header_index, in_batches, known, without_notes


def read_xlsx(path: Path, contract: Contract, file: str) -> Grid:
    """The one sheet that has the contract's headers, without title rows above and notes below the table."""
    sheets = _sheets(path, contract, file)
    name = _chosen(sheets, contract, file)
    rows = sheets[name]
    start = header_index(rows, contract)
    width = max(i + 1 for i, cell in enumerate(rows[start].cells) if cell)
    _refuse_beside(rows[start:], width, file)
    header, *body = [Row(row.line, row.cells[:width]) for row in rows[start:]]
    table = without_notes(body, file)
    notes = sum(1 for row in body[len(table) :] if any(row.cells))
    found = {"sheet": name, "header": f"row {header.line}", "notes": str(notes)}
    return Grid(header, in_batches(table, width, file), found)


def _sheets(path: Path, contract: Contract, file: str) -> dict[str, list[Row]]:
    if path.stat().st_size == 0:
        raise ExportRefused(f"{file} is empty. Next step: export it again.")
    try:
        _refuse_formula_errors(path, file)
        book = CalamineWorkbook.from_path(str(path))
        found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise ExportRefused(f"{file} is not a readable Excel workbook. Next step: export it again.") from error
    rows = {name: _rows(cells, contract.decimal_mark) for name, cells in found.items()}
    filled = {name: sheet for name, sheet in rows.items() if any(any(row.cells) for row in sheet)}
    if not filled:
        raise ExportRefused(f"{file} is empty: no sheet holds anything. Next step: export it again.")
    return filled


def _chosen(sheets: dict[str, list[Row]], contract: Contract, file: str) -> str:
    scores = {name: known(rows[header_index(rows, contract)].cells, contract) for name, rows in sheets.items()}
    best = [name for name, score in scores.items() if score == max(scores.values())]
    if len(best) > 1 and scores[best[0]] > 0:
        raise ExportRefused(f"{file}: sheets {', '.join(best)} have the same headers. Next step: keep one of them.")
    return best[0]


def _refuse_formula_errors(path: Path, file: str) -> None:
    # calamine gives a cell with #REF! or #DIV/0! as an empty one
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        if any(b't="e"' in parts.read(name) for name in sheets):
            raise ExportRefused(f"{file} holds a formula error (such as #REF!). Next step: mend it in Excel.")


def _refuse_beside(rows: list[Row], width: int, file: str) -> None:
    beside = [row.line for row in rows if any(row.cells[width:])]
    if beside:
        raise ExportRefused(f"{file}: row {beside[0]} has a value to the right of the header. Next step: remove it.")


def _rows(cells: list[list[Any]], decimal_mark: str) -> list[Row]:
    return [Row(i + 1, [_text(cell, decimal_mark) for cell in row]) for i, row in enumerate(cells)]


def _text(cell: Any, decimal_mark: str) -> str:
    """A cell as a person reads it in Dutch Excel: 7400, 2,5, 31-12-2025."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return number(cell, decimal_mark)
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y") if cell.time() == datetime.min.time() else cell.strftime("%d-%m-%Y %H:%M")
    return cell.strftime("%d-%m-%Y") if isinstance(cell, date) else str(cell)


def number(value: float, decimal_mark: str) -> str:
    """A number as text with the contract's decimal mark and no thousands sign."""
    return str(int(value)) if value == int(value) else repr(value).replace(".", decimal_mark)
