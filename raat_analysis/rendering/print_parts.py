"""What goes where on paper: the front, the sections with one column each, and the annex for looking up.

A section keeps its sentences, its figure and a table that is short and narrow. Its other tables, its details and the
numbers of its figure stand in the annex under its name. The last section (the account) closes the annex.
"""

from itertools import pairwise
from typing import Any

from raat_analysis.rendering.html_blocks import element_id, role_label
from raat_analysis.rendering.svg import page_svg
from raat_analysis.rendering.table_columns import column_shares, fits, numeric_columns

Data = dict[str, Any]
HALF_LINE = 66  # characters of a table that fit in half a sheet's width
HALF_ANNEX = 74  # the same in the annex, where letters are smaller
NAME = 30  # of them for the name of a row, which may take more lines
SHORT = 8  # rows of a table that may stand in a section


def print_parts(parts: list[Data]) -> Data:
    """front: what stands before the first heading; sections: each its heading, front and annex; account: the last."""
    numbered = [*_numbered(parts)]
    starts = [place for place, part in enumerate(numbered) if part["kind"] == "heading" and part["level"] == 2]
    bounds = [*starts, len(numbered)]
    sections = [numbered[start:end] for start, end in pairwise(bounds)]
    front = numbered[: starts[0]] if starts else numbered
    return {
        "front": [_printed(part) for part in front],
        "sections": [_section(section) for section in sections[:-1]],
        "account": [_printed(part) for part in (_lowered(sections[-1]) if sections else [])],
    }


def _lowered(parts: list[Data]) -> list[Data]:
    """The account as a part of the annex: its headings are of level 3."""
    return [{**part, "level": 3} if part["kind"] == "heading" else part for part in parts]


def _numbered(parts: list[Data]) -> list[Data]:
    """The parts with figures numbered as the page counts them."""
    numbers = iter(range(1, len(parts) + 1))
    return [{**part, "number": next(numbers)} if part["kind"] == "picture" else part for part in parts]


def _section(parts: list[Data]) -> Data:
    body = parts[1:]
    return {
        "heading": parts[0]["text"],
        "front": [_printed(part) for part in body if not _looked_up(part)],
        "annex": [each for part in body for each in _annex(part)],
    }


def _looked_up(part: Data) -> bool:
    if part["kind"] == "table":
        short = len(part["rows"]) <= SHORT and fits(part["header"], part["rows"], HALF_LINE)
        return bool(part["annex"]) or not short
    return bool(part["kind"] == "paragraph" and part["role"] == "detail")


def _annex(part: Data) -> list[Data]:
    if part["kind"] == "picture":
        table = part["table"]
        return [_table({**table, "caption": f"Bij figuur {part['number']}: {table['caption'] or part['title']}"})]
    return [_printed(part)] if _looked_up(part) else []


def _printed(part: Data) -> Data:
    if part["kind"] == "paragraph":
        return {**part, "label": role_label(part["role"])}
    if part["kind"] == "table":
        return _table(part)
    if part["kind"] == "picture":
        svg = page_svg(part["svg"], element_id("figuur", part["title"]), "")
        return {**part, "svg": svg, "alt": part["alt"].strip() or None}
    return part


def _table(table: Data) -> Data:
    """A table with, per column, whether it holds numbers and its share of the width (0: as wide as its words)."""
    numeric = numeric_columns(table["rows"], len(table["header"]))
    shares = column_shares(table["header"], table["rows"])
    columns = [{"numeric": n, "share": s} for n, s in zip(numeric, shares, strict=True)]
    return {**table, "columns": columns, "narrow": _narrow(table["header"], table["rows"])}


def _narrow(header: list[str], rows: list[list[str]]) -> bool:
    """Whether a table for looking up fits in half a sheet's width when names of rows may break over lines."""
    return fits([header[0][:NAME], *header[1:]], [[row[0][:NAME], *row[1:]] for row in rows], HALF_ANNEX)
