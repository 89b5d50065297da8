"""Cells as they stand in a file, in batches of rows, and how the table in them is found."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.errors import SHOWN, ExportRefused, cases

SEARCHED = 20  # title rows above a header are few; further down a header is not looked for
BATCH = 500_000  # rows at a time: more take more memory, and the time to clear it
LINE = "export_line"
# What polars takes off with strip_chars: the spaces of Unicode. Python's own strip takes off \x1c to \x1f as well.
SPACES = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class Row(NamedTuple):
    """A row of cells and its line or row number in the file, as a person sees it."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True)
class Grid:
    """The header and the rows under it, as batches of texts: export_line, field_0, field_1, … in the header's order.

    The batches come once, and a line without the header's number of cells is refused after the last of them. `found`
    says how the file was read: encoding, separator, header line.
    """

    header: Row
    batches: Iterator[pl.DataFrame]
    found: dict[str, str]


@dataclass
class Ragged:
    """Lines that do not have as many cells as the header: cut off or shifted."""

    file: str
    width: int
    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, line: int, cells: int) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.first.append(f"line {line}: {cells} cells, the header has {self.width}")

    def refuse(self) -> None:
        if self.count:
            shown = cases([*self.first, *[""] * (self.count - len(self.first))])
            raise ExportRefused(
                f"{self.file}: {self.count} lines do not have the columns of the header:\n{shown}\n"
                "Next step: export the file again; it was cut off, or a text holds the separator without quotes."
            )


def in_batches(rows: Iterable[Row], width: int, file: str) -> Iterator[pl.DataFrame]:
    """Rows as batches of texts; lines that are too short or too long are refused together, after the last."""
    ragged, left = Ragged(file, width), iter(rows)
    while some := list(islice(left, BATCH)):
        for row in some:
            if len(row.cells) != width:
                ragged.add(row.line, len(row.cells))
        if not ragged.count:
            yield frame(some, width)
    ragged.refuse()


def frame(rows: Sequence[Row], width: int) -> pl.DataFrame:
    """Rows of equal width as one table of texts."""
    columns = list(zip(*(row.cells for row in rows), strict=True)) or [()] * width
    lines = pl.Series(LINE, [row.line for row in rows], dtype=pl.UInt32)
    return pl.DataFrame([lines, *(pl.Series(f"field_{i}", cells, dtype=pl.String) for i, cells in enumerate(columns))])


def known_headers(contract: Contract, year: int | None = None) -> set[str]:
    return {*contract.headers(year), *(normalised(header) for header in contract.left_out())}


def known(cells: Sequence[str], headers: Set[str]) -> int:
    """How many of these cells are headers (normalised ones)."""
    return len({normalised(cell) for cell in cells if cell} & headers)


def header_index(rows: Sequence[Row], contract: Contract) -> int:
    """The row that looks most like the contract's header; without any likeness the fullest one."""
    headers = known_headers(contract)
    scores = [(known(row.cells, headers), row.filled, -index) for index, row in enumerate(rows[:SEARCHED])]
    return -max(scores)[2]


def refuse_above(rows: Sequence[Row], header: Row, file: str) -> None:
    """Above a header stand titles, of one or two cells. Anything fuller could be data that changed places with it."""
    wide = [f"row {row.line}" for row in rows if row.filled >= min(3, header.filled) and row.filled > 1]
    if wide:
        raise ExportRefused(
            f"{file}: {len(wide)} rows above the header (row {header.line}) hold more than a title:\n{cases(wide)}\n"
            "Next step: export the file again, with the header above all rows."
        )


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
