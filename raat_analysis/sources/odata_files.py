"""CBS OData v3 captures as grids. Columns go by title, because the numbered keys shift each year."""

from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.grids import SPACES, Grid, Row, in_batches
from raat_analysis.sources.odata_capture import GROUP, NEXT_STEP, TIME, Capture, Cell, Property, capture
from raat_analysis.sources.xlsx_files import number

Titles = dict[str, dict[str, str]]  # dimension → key → title


def read_odata3(path: Path, contract: Contract, file: str) -> Grid:
    """Dimensions as titles (time as CBS period code, with * when provisional), topics as numbers in text."""
    found = capture(path, file)
    titles = {p.key: _titles(p, found) for p in found.dimensions}
    groups = {p.id: p for p in found.properties if p.kind == GROUP}
    header = [_title(p, groups) for p in found.columns]
    mark = contract.decimal_mark
    rows = [Row(n, _cells(row, found, titles, mark, f"{file}: row {n}")) for n, row in enumerate(found.rows, 1)]
    table = found.tables[0].identifier if found.tables else ""
    return Grid(Row(0, header), in_batches(rows, len(header), file), {"table": table, "header": "DataProperties"})


def _titles(dimension: Property, found: Capture) -> dict[str, str]:
    entries = found.lists[dimension.key]
    if dimension.kind == TIME:
        return {e.key: e.key.strip() + ("" if e.status == "Definitief" else "*") for e in entries}
    return {e.key: " ".join(e.title.split()) for e in entries}


def _title(column: Property, groups: dict[int, Property]) -> str:
    """A column's title after those of its groups. (No group is passed twice: damage can make them go round.)"""
    path, parent = [column], column.parent
    while parent in groups and groups[parent] not in path:
        path.append(groups[parent])
        parent = groups[parent].parent
    return "/".join(part.title.strip() for part in reversed(path))


def _cells(record: dict[str, Cell], found: Capture, titles: Titles, mark: str, place: str) -> list[str]:
    return [_cell(record[column.key], column.key, titles, mark, place) for column in found.columns]


def _cell(value: Cell, key: str, titles: Titles, mark: str, place: str) -> str:
    if key in titles:
        if not isinstance(value, str) or value not in titles[key]:
            raise ExportRefused(f"{place}: {key} {value} is not in its list of categories. {NEXT_STEP}")
        return titles[key][value]
    if value is None:
        return ""
    return value.strip(SPACES) if isinstance(value, str) else number(value, mark)
