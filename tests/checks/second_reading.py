"""A second reading of cells, written by hand and without polars, to hold the reader against."""

import re
from datetime import date

from raat_analysis.contracts import Contract
from raat_analysis.contracts.model import Column

SPACES = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
FAULT = object()
Value = object


def second_value(text: str, column: Column, mark: str) -> Value:
    """The value a text stands for, None when it is empty, FAULT when it is not written as the column's type."""
    text = text.strip(SPACES)
    if not text or text.lower() in column.unknown:
        return None
    if column.type in ("integer", "decimal") and mark == ".":
        text = text.translate(str.maketrans(",.", ".,"))
    return KINDS[column.type](text)


def _digits(text: str, most: int = 15) -> bool:
    return 0 < len(text) <= most and all(sign in "0123456789" for sign in text)


def _integer(text: str) -> Value:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    first, *groups = digits.split(".")
    grouped = bool(groups) and _digits(first, 3) and len(groups) <= 4
    if groups and not (grouped and all(_digits(group) and len(group) == 3 for group in groups)):
        return FAULT
    return sign * int("".join([first, *groups])) if _digits(first) else FAULT


def _decimal(text: str) -> Value:
    whole, comma, part = text.partition(",")
    if (comma and not _digits(part)) or ("." in whole and not comma):
        return FAULT
    number = _integer(whole)
    return FAULT if number is FAULT else float(f"{whole.replace('.', '')}.{part or 0}")


def _day(text: str) -> Value:
    parts = text.split("-")
    if len(parts) != 3 or not (_digits(parts[0], 2) and _digits(parts[1], 2) and _digits(parts[2], 4)):
        return FAULT
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts[2]) == 4 else FAULT
    except ValueError:
        return FAULT


def _year(text: str) -> Value:
    return int(text) if _digits(text, 4) and text[:2] in ("19", "20") and len(text) == 4 else FAULT


def _quarter(text: str) -> Value:
    found = re.fullmatch("([0-9]{4})Q([1-4])[*]{0,2}", text) or re.fullmatch(
        "([0-9]{4})[" + SPACES + "]([1-4])e kwartaal[*]{0,2}", text
    )
    return f"{found[1]}Q{found[2]}" if found else FAULT


def _hours(text: str) -> Value:
    ends = [part.strip(SPACES) for part in re.split("-|–|tot", text)]
    numbers = [_decimal(end) for end in ends]
    noted = len(ends) < 3 and all(re.fullmatch("[0-9]{1,3}(,[0-9]{1,2})?", end) for end in ends)
    return text if noted and numbers == sorted(numbers) else FAULT


def _text(text: str) -> Value:
    return text


KINDS = {
    "integer": _integer,
    "decimal": _decimal,
    "date": _day,
    "year": _year,
    "quarter": _quarter,
    "hours": _hours,
    "text": _text,
    "code": _text,
}


def second_row(cells: dict[str, str], contract: Contract) -> dict[str, Value]:
    """The values of a row, from its texts by column name."""
    return {name: second_value(cells[name], column, contract.decimal_mark) for name, column in contract.columns.items()}
