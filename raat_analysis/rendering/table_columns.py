"""How the columns of a table are set: which hold numbers (to the right), and how a sheet's width is shared."""

import re
from collections.abc import Sequence

NUMBER = r"[-−+±]?\d[\d.]*(?:,\d+)?"
UNIT = r"(?:%|fte|uur|jaar|procentpunt|pp|punt)?\*?"
CELL = re.compile(
    rf"[<>±≈]?\s?{NUMBER}\s?{UNIT}"
    rf"(?:\s?(?:–|-|tot|/)\s?{NUMBER}\s?{UNIT}|\s\({NUMBER}\s?(?:–|-|tot)\s?{NUMBER}\))?"
    r"(?:\s(?:verwacht|voorlopig))?"
)
WITHOUT = re.compile(r"[–—\-.x]?|geheim|onbekend|niet bekend|geen cijfer|n\.?b\.?|n\.?v\.?t\.?|te klein", re.I)
LINE = 112  # characters of a table's text that fit beside each other on A4
SHORT = 24  # a longer cell may break over lines
Rows = Sequence[Sequence[str]]


def numeric_columns(rows: Rows, width: int) -> list[bool]:
    """Per column: do all cells hold a number or say that there is none, and at least one a number?"""
    return [column > 0 and _numeric([row[column] for row in rows]) for column in range(width)]


def fits(header: Sequence[str], rows: Rows, line: int = LINE) -> bool:
    """Whether all of a table fits beside each other on a line of so many characters."""
    return sum(max(len(cell) for cell in column) + 3 for column in zip(header, *rows, strict=True)) <= line


def column_shares(header: Sequence[str], rows: Rows) -> list[int]:
    """Each column's share of the width; zeros when all fits on the line, so that columns are as wide as their words.

    A column of short cells asks what it needs. Long ones share the rest by the square root of their longest cell: a
    text four times as long gets twice the width.
    """
    columns = list(zip(header, *rows, strict=True))
    if fits(header, rows):
        return [0] * len(columns)
    cells = [max((len(cell) for cell in column[1:]), default=0) for column in columns]
    words = [max(len(word) for cell in (*column, "-") for word in cell.split()) + 5 for column in columns]
    short = [max(size + 3, word) if size <= SHORT else 0 for size, word in zip(cells, words, strict=True)]
    rest = max(LINE - sum(short), LINE // 3)
    roots = sum(size**0.5 for size, own in zip(cells, short, strict=True) if not own)
    return [
        own or max(word, round(rest * size**0.5 / roots)) for own, word, size in zip(short, words, cells, strict=True)
    ]


def _numeric(cells: list[str]) -> bool:
    numbers = [cell for cell in cells if CELL.fullmatch(cell.strip())]
    rest = [cell for cell in cells if not CELL.fullmatch(cell.strip())]
    return bool(numbers) and all(WITHOUT.fullmatch(cell.strip()) for cell in rest)
