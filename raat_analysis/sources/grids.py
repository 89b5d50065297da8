"""Rows of cells as they stand in a file, and how the table in them is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused, cases

SEARCHED = 20  # title rows above a header are few; further down a header is not looked for


class Row(NamedTuple):
    """A row of cells and its line or row number in the file, as a person sees it."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True)
class Grid:
    """The header and the rows under it. `found` says how the file was read: encoding, separator, header line."""

    header: Row
    rows: list[Row]
    found: dict[str, str]


def known_headers(contract: Contract, year: int | None = None) -> set[str]:
    return {*contract.headers(year), *(normalised(header) for header in contract.drop)}


def known(cells: Sequence[str], contract: Contract) -> int:
    """How many of these cells are headers of the contract."""
    return len({normalised(cell) for cell in cells if cell} & known_headers(contract))


def header_index(rows: Sequence[Row], contract: Contract) -> int:
    """The row that looks most like the contract's header; without any likeness the fullest one."""
    scores = [(known(row.cells, contract), row.filled, -index) for index, row in enumerate(rows[:SEARCHED])]
    return -max(scores)[2]


def rectangular(grid: Grid, file: str) -> Grid:
    """The grid if every row has as many cells as the header; a cut-off or shifted row is refused."""
    width = len(grid.header.cells)
    ragged = [
        f"line {row.line}: {len(row.cells)} cells, the header has {width}"
        for row in grid.rows
        if len(row.cells) != width
    ]
    if ragged:
        raise ExportRefused(
            f"{file}: {len(ragged)} lines do not have the columns of the header:\n{cases(ragged)}\n"
            "Next step: export the file again; it was cut off, or a text holds the separator without quotes."
        )
    return grid


def without_notes(rows: Sequence[Row], file: str) -> list[Row]:
    """The rows of a table up to its notes: what follows the first empty row or a row with only its first cell.

    Anything under the table that is more than a note could be data, so it is refused and not lost.
    """
    end = next((i for i, row in enumerate(rows) if _is_note(row)), len(rows))
    lost = [f"row {row.line}" for row in rows[end:] if not _is_note(row)]
    if lost:
        raise ExportRefused(
            f"{file}: {len(lost)} rows with data stand under an empty row or a note (row {rows[end].line}):\n"
            f"{cases(lost)}\nNext step: remove the empty row or the note inside the table."
        )
    return list(rows[:end])


def _is_note(row: Row) -> bool:
    """Nothing, or only a first cell. (The rows of a one-column table are never notes.)"""
    return not any(row.cells[1:]) and (len(row.cells) > 1 or not row.cells[0])
