"""Which columns of a table hold numbers, so that both the page and the PDF set them to the right."""

import re

NUMBER = r"[-−+±]?\d[\d.]*(?:,\d+)?"
UNIT = r"(?:%|fte|uur|jaar|procentpunt|pp|punt)?\*?"
CELL = re.compile(
    rf"[<>±≈]?\s?{NUMBER}\s?{UNIT}(?:\s?(?:–|-|tot|/)\s?{NUMBER}\s?{UNIT}|\s\({NUMBER}\s?(?:–|-|tot)\s?{NUMBER}\))?"
    r"(?:\s(?:verwacht|voorlopig))?"
)
WITHOUT = re.compile(r"[–—\-.x]?|geheim|onbekend|niet bekend|geen cijfer|n\.?b\.?|n\.?v\.?t\.?|te klein", re.I)


def numeric_columns(rows: list[list[str]] | tuple[tuple[str, ...], ...], width: int) -> list[bool]:
    """Per column: do all cells hold a number or say that there is none, and at least one a number?"""
    return [column > 0 and _numeric([row[column] for row in rows]) for column in range(width)]


def _numeric(cells: list[str]) -> bool:
    numbers = [cell for cell in cells if CELL.fullmatch(cell.strip())]
    rest = [cell for cell in cells if not CELL.fullmatch(cell.strip())]
    return bool(numbers) and all(WITHOUT.fullmatch(cell.strip()) for cell in rest)
