"""What an executed notebook shows, in order: headings, paragraphs and blocks. The page and the PDF come from this."""

from collections.abc import Iterator
from typing import Any

import mistune

from raat_analysis.rendering.blocks import MIME
from raat_analysis.rendering.failures import ReportRefused

Data = dict[str, Any]
_tokens = mistune.create_markdown(renderer=None)


def report_parts(notebook: Any) -> list[Data]:
    """Blocks' data, with `heading` (level, text) and `paragraph` for markdown cells; a section is opened up.

    Anything that is not a block (a warning, a print, a table of pandas) is a ReportRefused that names the cell.
    """
    parts = [part for number, cell in enumerate(notebook.cells, start=1) for part in _cell_parts(cell, number)]
    titles = [number for number, part in enumerate(parts) if part["kind"] == "title"]
    if titles != [0]:
        raise ReportRefused(f"A report begins with its title and has one; found {len(titles)}, at places {titles}.")
    return parts


def markdown_parts(source: str, number: int = 0) -> list[Data]:
    """Headings (level 2 or 3) and plain paragraphs of a markdown cell; anything else is a ReportRefused."""
    tokens: Any = _tokens(source)
    return [_markdown_part(token, number) for token in tokens if token["type"] != "blank_line"]


def _cell_parts(cell: Any, number: int) -> Iterator[Data]:
    if cell.cell_type == "markdown":
        yield from markdown_parts(cell.source, number)
    elif cell.cell_type == "code":
        for output in cell.outputs:
            yield from _opened(_block(output, number))


def _block(output: Any, number: int) -> Data:
    found = output.get("data", {}).get(MIME)
    if found is None:
        shown = output.get("text") or output.get("data", {}).get("text/plain") or output.output_type
        raise ReportRefused(f"Notebook cell {number} shows something that is not a block: {str(shown).strip()[:300]}")
    return dict(found)


def _opened(block: Data) -> Iterator[Data]:
    if block["kind"] != "section":
        yield block
        return
    for part in block["blocks"]:
        yield from _opened(part)


def _markdown_part(token: Data, number: int) -> Data:
    text = _plain(token, number)
    if token["type"] == "heading" and token["attrs"]["level"] in (2, 3):
        return {"kind": "heading", "level": token["attrs"]["level"], "text": text}
    if token["type"] == "paragraph":
        return {"kind": "paragraph", "text": text, "role": "text"}
    raise ReportRefused(
        f"Notebook cell {number}: a report knows headings (## and ###) and paragraphs, not this: {text}"
    )


def _plain(token: Data, number: int) -> str:
    children = token.get("children", [])
    strange = [child["type"] for child in children if child["type"] not in ("text", "softbreak")]
    if strange or not children:
        raise ReportRefused(f"Notebook cell {number}: only plain text can be shown, not {strange or [token['type']]}.")
    return "".join(child.get("raw", " ") for child in children)
