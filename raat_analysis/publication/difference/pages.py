"""What the public pages of an edition say, as a table: one row is a sentence or a figure."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.errors import RaatError
from raat_analysis.publication.accessibility.page_tree import Page, page_tree
from raat_analysis.publication.difference.page_words import Words
from raat_analysis.publication.difference.standalone import standalone
from raat_analysis.publication.seen import SVG

FILES = ("*/factsheet.html", "fase0/*.html", "factsheets/*/factsheet.html")  # the last before publication: rendered/
COLUMNS: dict[str, type[pl.DataType]] = {
    "report": pl.String,  # the page below the public folder, without extension: twente/factsheet, fase0/twente
    "region_code": pl.String,
    "section": pl.String,  # the heading; '' for what stands before the first
    "place": pl.Int32,  # 1, 2, … in the page
    "kind": pl.String,  # sentence, figure
    "text": pl.String,  # the sentence, or the figure's alternative text
    "svg": pl.String,  # a figure with the outlines of its own letters; null for a sentence
}


def pages(public: Path) -> pl.DataFrame:
    """One row a sentence or a figure, in the order of report and place; a folder without a report is a RaatError.

    Head and foot of a page, table rows with numbers, and the origins of numbers are left out.
    """
    found = sorted({path for pattern in FILES for path in public.glob(pattern)}, key=report_of)
    if not found:
        raise RaatError(f"{public.name} holds no factsheet.html: there are no pages to read. Next step: make report.")
    return pl.DataFrame([row for path in found for row in _rows(path)], schema=COLUMNS, orient="row")


def report_of(path: Path) -> str:
    """How a report is called, wherever its edition stands."""
    return f"{path.parent.name}/{path.stem}"


def pages_hash(table: pl.DataFrame) -> str:
    """SHA-256 of what the pages say: a page that was made again has the same hash when no word of it changed."""
    said = table.sort("report", "place").select(pl.exclude("svg")).write_csv()
    return hashlib.sha256(said.encode()).hexdigest()


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    page, source = page_tree(path), path.read_text(encoding="utf-8")
    region, drawings = _region(page, path), _drawings(page, source)
    read = Words()
    read.read(page.root)
    for place, piece in enumerate(read.pieces, start=1):
        svg = standalone(drawings[id(piece.drawing)], source) if piece.drawing else None
        yield (report_of(path), region, piece.section, place, piece.kind, piece.text, svg)


def _drawings(page: Page, source: str) -> dict[int, str]:
    """The source of each drawing, by its element."""
    elements = [one for one in page.all("svg") if one.given.get("class") != "glyphs"]
    return {id(one): svg for one, svg in zip(elements, SVG.findall(source), strict=True)}


def _region(page: Page, path: Path) -> str:
    """What the page itself says that it is about."""
    said = [one.given.get("content", "") for one in page.all("meta") if one.given.get("name") == "raat:region"]
    if len(said) != 1 or not said[0]:
        raise RaatError(f"{report_of(path)}: does not say which region it is about (raat:region). Render it again.")
    return said[0]
