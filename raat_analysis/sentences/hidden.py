"""In words what a figure leaves out because it is secret, whether by itself or to protect another number."""

from collections.abc import Sequence

from raat_analysis.sentences.numbers import SECRET
from raat_analysis.sentences.traces import unmarked

NAMED = 3
Row = Sequence[str]


def not_drawn(header: Row, rows: Sequence[Row]) -> str:
    """'Niet openbaar (x), dus niet getekend: Kraamzorg.': the hidden cells of a figure's table; '' without any.

    The first cell names a row. Columns are named when the row has a number that is shown.
    """
    found = [(unmarked(row[0]), _columns(header, row)) for row in rows]
    names = [name + columns for name, columns in found if columns is not None]
    if not names:
        return ""
    more = f" en nog {len(names) - NAMED}" if len(names) > NAMED else ""
    return f"Niet openbaar ({SECRET}), dus niet getekend: {', '.join(names[:NAMED])}{more}."


def _columns(header: Row, row: Row) -> str | None:
    """'' for a row that is hidden whole, ' (Nederland)' for some of its cells, None for none."""
    cells = [unmarked(cell) for cell in row[1:]]
    if SECRET not in cells:
        return None
    hidden = [unmarked(name) for name, cell in zip(header[1:], cells, strict=True) if cell == SECRET]
    return f" ({', '.join(hidden)})" if any(sign.isdigit() for cell in cells for sign in cell) else ""
