"""The PDF exporter: an executed notebook through Typst to PDF/A-2a and PDF/UA-1.

Typst refuses a figure without alt text under these standards, so a report that is not accessible is not made.
"""

import json
from typing import Any

import typst
from nbconvert.exporters.exporter import Exporter

from raat_analysis.rendering.brand import FONTS, brand
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.html_blocks import element_id, role_label
from raat_analysis.rendering.page_html import page_title
from raat_analysis.rendering.report import Data, report_parts
from raat_analysis.rendering.svg import page_svg
from raat_analysis.rendering.table_columns import column_shares, fits, numeric_columns
from raat_analysis.rendering.templates import TEMPLATES
from raat_analysis.sentences.traces import all_unmarked

MARKS = ("Vertrouwelijk", "Demonstratie")  # words of a notice that stand at the foot of every page
HALF_LINE = 66  # characters of an annex table that fit in half a sheet's width
SETTINGS = {
    "pdf_standards": ["a-2a", "ua-1"],
    "timestamp": 0,  # a PDF that carries the time of its making differs on every run
    "ignore_system_fonts": True,
    "font_paths": [str(FONTS)],
}


class PdfExporter(Exporter):  # type: ignore[misc]
    """nbconvert's exporter to PDF by way of Typst; `resources["facts"]` says what the report is about."""

    export_from_notebook = "PDF (Typst, PDF/UA-1)"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[bytes, Any]:
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return page_pdf(notebook, resources["facts"]), resources


def page_pdf(notebook: Any, facts: Facts) -> bytes:
    """The PDF of an executed notebook; what Typst refuses is a ReportRefused with its words."""
    sources = {
        "main": (TEMPLATES / "report.typ").read_bytes(),
        "report.json": json.dumps(typst_data(report_parts(notebook), facts), ensure_ascii=False).encode(),
    }
    try:
        return bytes(typst.compile(sources, format="pdf", **SETTINGS))  # type: ignore[call-overload]
    except typst.TypstError as error:
        said = " ".join([str(error), *getattr(error, "hints", [])])
        raise ReportRefused(f"{facts.subject}: the PDF cannot be made: {said}") from error


def typst_data(parts: list[Data], facts: Facts) -> Data:
    """All that the template reads: facts, house style, the parts in order and the annex of figures' tables."""
    parts = all_unmarked(parts)  # print has notes instead
    title = parts[0]
    return {
        "title": page_title(title, facts),
        "description": title["subtitle"],
        "keywords": [facts.code, facts.edition, facts.data_hash],
        "marks": " · ".join(word for word in MARKS if word in title["notice"]),
        "facts": {"kind": facts.kind, "subject": facts.subject, "period": facts.period, "publisher": facts.publisher},
        "brand": brand(),
        "parts": [_part(part) for part in parts],
        "closing": max((place for place, part in enumerate(parts) if part["kind"] == "heading"), default=len(parts)),
        "annex": [_annex_table(number, part) for number, part in enumerate(_pictures(parts), start=1)],
    }


def _pictures(parts: list[Data]) -> list[Data]:
    return [part for part in parts if part["kind"] == "picture"]


def _annex_table(number: int, picture: Data) -> Data:
    table = picture["table"]
    named = _table({**table, "caption": f"Bij figuur {number}: {table['caption'] or picture['title']}"})
    return {**named, "narrow": fits(table["header"], table["rows"], HALF_LINE)}


def _part(part: Data) -> Data:
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
    return {**table, "columns": [{"numeric": n, "share": s} for n, s in zip(numeric, shares, strict=True)]}
