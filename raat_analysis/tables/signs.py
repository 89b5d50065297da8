"""The signs in a table's cells, explained in its note: only those that it shows."""

from collections.abc import Iterable, Sequence

from raat_analysis.sentences.numbers import MISSING, SECRET
from raat_analysis.sentences.traces import unmarked

HIDDEN = f"{SECRET} = niet openbaar, soms om een ander cijfer te beschermen."
UNKNOWN = f"{MISSING} = geen cijfer."
PROVISIONAL = "* = voorlopig."


def with_signs(rows: Iterable[Sequence[str]], *sentences: str) -> str:
    """The sentences of a note, followed by what the signs in the rows mean."""
    cells = {unmarked(cell) for row in rows for cell in row[1:]}
    signs = (
        HIDDEN if SECRET in cells else "",
        UNKNOWN if MISSING in cells else "",
        PROVISIONAL if any(cell.endswith("*") for cell in cells) else "",
    )
    return " ".join(text for text in (*sentences, *signs) if text)
