"""Multiple choice: which labels of a codelist stand in one cell, whatever joins them.

Labels may hold a comma themselves ("Langere diensten, minder gebroken diensten"), so a cell is not cut at its signs: it
is read from left to right, each time the longest label that ends where a sign or the cell ends.
"""

import re
import unicodedata
from functools import lru_cache

from raat_analysis.codelists import PLAIN, entries, normalised
from raat_analysis.contracts import Column, codes

JOINED = "; "
BETWEEN = ";,|"  # what survey tools put between answers
_SIGNS = rf"\s{re.escape(BETWEEN)}"


def pieces(text: str, column: Column) -> tuple[str, ...] | None:
    """The labels in a cell as they are spelt there, each once; None when anything else stands in it."""
    rest = unicodedata.normalize("NFC", text).translate(PLAIN).strip(f" \t\r\n{BETWEEN}")
    pattern, found = _labels(tuple(options(column))), dict[str, str]()
    while rest:
        label = pattern.match(rest)
        if label is None:
            return None
        found.setdefault(normalised(label[0]), label[0])
        rest = re.sub(rf"^[{_SIGNS}]+", "", rest[label.end() :])
    return tuple(found.values())


def joined(text: str, column: Column) -> str:
    """The labels in a cell joined by "; "; a cell that cannot be read stays as it is."""
    found = pieces(text, column)
    return text if found is None else JOINED.join(found)


def chosen(text: str, column: Column) -> tuple[str, ...] | None:
    """The codes that a cell names, in alphabetical order; None when anything else stands in it."""
    found, known = pieces(text, column), options(column)
    return None if found is None else tuple(sorted({known[normalised(label)] for label in found}))


def options(column: Column) -> dict[str, str]:
    """Normalised spelling → code; a code may lack its underscores, which some tools do not allow in a code."""
    known = codes(column)
    return {code.replace("_", ""): code for code in known.values()} | known


def label_of(code: str, column: Column) -> str:
    """The label of a code: the contract's own, or the name in the codelist."""
    own = next((label for label, meant in column.codes.items() if meant == code), None)
    return own or str(entries(str(column.codelist))[code]["name"])


@lru_cache(maxsize=100)
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these labels, the longest first, up to a sign or the end."""
    spelt = [r"\s+".join(map(re.escape, label.split())) for label in sorted(labels, key=lambda one: (-len(one), one))]
    return re.compile(rf"(?:{'|'.join(spelt)})(?=\s*(?:[{re.escape(BETWEEN)}]|$))", re.IGNORECASE)
