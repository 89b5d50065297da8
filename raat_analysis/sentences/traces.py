"""Numbers that know the published rows they come from, from the table to the page.

A fact's figures are `Traced` floats: sums, differences and ratios of them know the rows of all. As text such a number
stands between marks of Unicode's private use (so no reader or font ever means them), with the keys of its rows in
front. A page makes links of the marks; print, pictures and alt texts leave them out.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Row = tuple[str, ...]  # organisation_code ('' when public) and the key of the numbers table, as text

OPEN, BETWEEN, CLOSE = "\ue000", "\ue001", "\ue002"
ROWS, FIELDS = ";", "|"
MARK = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")


class Traced(float):
    """A float with the rows it was made of; arithmetic with other numbers keeps them, each once, in order."""

    rows: tuple[Row, ...]

    def __new__(cls, value: float, rows: tuple[Row, ...]) -> "Traced":
        made = super().__new__(cls, value)
        made.rows = rows
        return made

    def __add__(self, other: float) -> "Traced":
        return Traced(float(self) + float(other), _both(self, other))

    def __radd__(self, other: float) -> "Traced":
        return Traced(float(other) + float(self), _both(other, self))

    def __sub__(self, other: float) -> "Traced":
        return Traced(float(self) - float(other), _both(self, other))

    def __rsub__(self, other: float) -> "Traced":
        return Traced(float(other) - float(self), _both(other, self))

    def __mul__(self, other: float) -> "Traced":
        return Traced(float(self) * float(other), _both(self, other))

    def __rmul__(self, other: float) -> "Traced":
        return Traced(float(other) * float(self), _both(other, self))

    def __truediv__(self, other: float) -> "Traced":
        return Traced(float(self) / float(other), _both(self, other))

    def __rtruediv__(self, other: float) -> "Traced":
        return Traced(float(other) / float(self), _both(other, self))

    def __neg__(self) -> "Traced":
        return Traced(-float(self), self.rows)

    def __abs__(self) -> "Traced":
        return Traced(abs(float(self)), self.rows)

    def __reduce__(self) -> tuple[type["Traced"], tuple[float, tuple[Row, ...]]]:
        return Traced, (float(self), self.rows)


class Words(str):
    """A text as a reader sees it, that remembers its `marked` form: what a block holds."""

    marked: str

    def __new__(cls, text: str) -> "Words":
        made = super().__new__(cls, unmarked(text))
        made.marked = text.marked if isinstance(text, Words) else text
        return made


def rows_of(value: object) -> tuple[Row, ...]:
    """The rows that a number was made of; none for a plain number."""
    return value.rows if isinstance(value, Traced) else ()


def marked(text: str, rows: tuple[Row, ...]) -> str:
    """The text with its rows, or as it is without rows."""
    return f"{OPEN}{keys(rows)}{BETWEEN}{text}{CLOSE}" if rows else text


def unmarked(text: str) -> str:
    """The text as a reader sees it."""
    return MARK.sub(r"\2", text)


def all_unmarked(data: Any) -> Any:
    """Data of dicts, lists and texts, with every text as a reader sees it."""
    if isinstance(data, str):
        return unmarked(data)
    if isinstance(data, Mapping):
        return {name: all_unmarked(value) for name, value in data.items()}
    return [all_unmarked(value) for value in data] if isinstance(data, list | tuple) else data


def rows_within(data: Any) -> set[Row]:
    """The rows of all marked numbers in data of dicts, lists and texts."""
    if isinstance(data, str):
        return {row for found in MARK.finditer(data) for row in rows_in(found[1])}
    parts = data.values() if isinstance(data, Mapping) else data if isinstance(data, list | tuple) else ()
    return {row for part in parts for row in rows_within(part)}


def with_marks(text: str, shown: Callable[[str], str], mark: Callable[[str, tuple[Row, ...]], str]) -> str:
    """The text with each piece outside marks as `shown` makes it, and each marked number as `mark` does."""
    made, end = [], 0
    for found in MARK.finditer(text):
        made += [shown(text[end : found.start()]), mark(found[2], rows_in(found[1]))]
        end = found.end()
    return "".join([*made, shown(text[end:])])


def keys(rows: tuple[Row, ...]) -> str:
    """The rows as one text."""
    return ROWS.join(FIELDS.join(row) for row in rows)


def rows_in(named: str) -> tuple[Row, ...]:
    """The rows that a text of keys names."""
    return tuple(tuple(key.split(FIELDS)) for key in named.split(ROWS))


def _both(first: float, second: float) -> tuple[Row, ...]:
    return tuple(dict.fromkeys([*rows_of(first), *rows_of(second)]))
