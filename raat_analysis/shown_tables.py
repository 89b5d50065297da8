"""How an analyst sees a table in a notebook: units in the header, Dutch numbers, the source and a note under it.

The table itself is pandas, and its values are not touched: 55400.0 is shown as 55.400.
"""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from raat_analysis.sentences.numbers import MISSING, SECRET, number

LONGEST, ENDS = 20, 5  # rows shown whole; of a longer table so many at either end
YEAR = "jaar"  # a unit of which 2025 is not 2.025
LARGE = 10  # from here on one decimal is enough
LEFT, RIGHT = ' style="text-align:left"', ' style="text-align:right"'
Cells = tuple[tuple[str, ...], ...]


class ShownTable(pd.DataFrame):
    """A pandas table that shows itself by its `.attrs`: title, units (by column), source and note."""

    @property
    def _constructor(self) -> Callable[..., "ShownTable"]:
        return ShownTable

    def _repr_html_(self) -> str:
        """The first and last rows as a table; for everything, `.to_html()`."""
        return _html(*shown(self), [pd.api.types.is_numeric_dtype(kind) for kind in _flat(self).dtypes], self.attrs)


def shown(table: pd.DataFrame) -> tuple[tuple[str, ...], Cells]:
    """Header with units, and the rows in words; in a table that is too long '…' stands for its middle."""
    flat = _flat(table)
    units = table.attrs.get("units", {})
    header = tuple(f"{name} ({units[name]})" if units.get(name) else str(name) for name in flat.columns)
    ends = [flat.head(ENDS), flat.tail(ENDS)] if len(flat) > LONGEST else [flat]
    decimals = {name: _decimals(flat[name]) for name in flat.columns if pd.api.types.is_numeric_dtype(flat[name])}
    parts = [_rows(part, decimals, units) for part in ends]
    between = (("…",) * len(flat.columns),) if len(parts) > 1 else ()
    return header, (*parts[0], *between, *(parts[1] if len(parts) > 1 else ()))


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its named index as columns; row numbers say nothing."""
    plain = pd.DataFrame(table)
    return plain.reset_index() if any(name is not None for name in plain.index.names) else plain


def _decimals(values: "pd.Series[Any]") -> int:
    """None for whole numbers, one for large ones, else two."""
    there = values.dropna()
    if there.empty or (there == there.round()).all():
        return 0
    return 1 if there.abs().max() >= LARGE else 2


def _rows(part: pd.DataFrame, decimals: dict[str, int], units: dict[str, str]) -> Cells:
    secret = (part["status"] == "secret").tolist() if "status" in part.columns else [False] * len(part)
    columns = [
        [
            _cell(value, decimals.get(name), units.get(name, ""), hidden)
            for value, hidden in zip(part[name], secret, strict=True)
        ]
        for name in part.columns
    ]
    return tuple(zip(*columns, strict=True))


def _cell(value: Any, decimals: int | None, unit: str, hidden: bool) -> str:
    """A value in words; a number that is not there is secret or missing, a text that is not there is empty."""
    if pd.isna(value):
        return "" if decimals is None else SECRET if hidden else MISSING
    if decimals is None or isinstance(value, bool) or unit == YEAR:
        return str(value.date() if isinstance(value, pd.Timestamp) else value)
    return number(float(value), decimals)


def _html(header: tuple[str, ...], rows: Cells, numeric: list[bool], about: dict[Any, Any]) -> str:
    sides = [RIGHT if each else LEFT for each in numeric]
    head = "".join(f'<th scope="col"{s}>{escape(name)}</th>' for name, s in zip(header, sides, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{s}>{escape(cell)}</td>" for cell, s in zip(row, sides, strict=True)) + "</tr>"
        for row in rows
    )
    title = f"<caption{LEFT}>{escape(about['title'])}</caption>" if about.get("title") else ""
    under = " ".join(str(about[name]) for name in ("source", "note") if about.get(name))
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" + (
        f"<p><small>{escape(under)}</small></p>" if under else ""
    )
