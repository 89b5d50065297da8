"""Numbers as a Dutch reader sees them in a text: 1.234,5 and 2026 and −3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"(?<![\d.,])([−-]?)(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?")


@dataclass(frozen=True)
class Seen:
    """A number in a text: what it is spelled as (without sign), its value, half a unit of its last digit, its place."""

    spelled: str
    value: float
    slack: float
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Seen]:
    """The numbers of a text, from left to right."""
    for found in NUMBER.finditer(text):
        sign, whole, decimals = found[1], found[2], found[3] or ""
        value = float(whole.replace(".", "") + decimals.replace(",", "."))
        places = max(0, len(decimals) - 1)
        yield Seen(whole + decimals, -value if sign else value, 0.5 * 10.0**-places, found.start(), found.end())
