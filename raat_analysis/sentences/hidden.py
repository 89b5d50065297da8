"""In words what a figure leaves out because it is secret, whether by itself or to protect another number."""

from collections.abc import Sequence

from raat_analysis.sentences.numbers import SECRET
from raat_analysis.sentences.traces import unmarked

NAMED = 3
Row = Sequence[str]


def not_drawn(header: Row, rows: Sequence[Row]) -> str:
    """'Niet openbaar (x), dus niet getekend: Kraamzorg.': the hidden cells of a figure's table; '' without any.

    The first cell names a row. A column is named when it is not hidden in whole rows.
    """
    found = [(unmarked(row[0]), _columns(header, row)) for row in rows]
    names = [name + columns for name, columns in found if columns is not None]
    if not names:
        return ""
    more = f" en nog {len(names) - NAMED}" if len(names) > NAMED else ""
    return f"Niet openbaar ({SECRET}), dus niet getekend: {', '.join(names[:NAMED])}{more}."


def _columns(header: Row, row: Row) -> str | None:
    """'' for a row that is hidden whole, ' (Nederland)' for some of its cells, None for none."""
    hidden = [unmarked(name) for name, cell in zip(header[1:], row[1:], strict=True) if unmarked(cell) == SECRET]
    if not hidden:
        return None
    return "" if len(hidden) == len(row) - 1 else f" ({', '.join(hidden)})"
