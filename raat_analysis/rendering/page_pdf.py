"""The PDF exporter: an executed notebook through Typst to PDF/A-2a and PDF/UA-1.

Typst refuses a figure without alt text under these standards, so a report that is not accessible is not made.
"""

import json
from typing import Any

import typst
from nbconvert.exporters.exporter import Exporter

from raat_analysis.rendering.brand import FONTS, brand, logo_svg
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.page_html import page_title
from raat_analysis.rendering.paper import main_template
from raat_analysis.rendering.print_notes import noted
from raat_analysis.rendering.print_parts import print_parts
from raat_analysis.rendering.report import Data, report_parts
from raat_analysis.rendering.templates import TEMPLATES
from raat_analysis.sentences.traces import all_unmarked

SHOWN_FACTS = ("kind", "subject", "period", "publisher", "status", "standing")
MARKS = ("Vertrouwelijk", "Demonstratie")  # words of a notice that stand at the foot of every page
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
        "main": (TEMPLATES / main_template(facts)).read_bytes(),
        "blocks.typ": (TEMPLATES / "blocks.typ").read_bytes(),
        "report.json": json.dumps(typst_data(report_parts(notebook), facts), ensure_ascii=False).encode(),
    }
    if logo := logo_svg():
        sources["logo.svg"] = logo.encode()
    try:
        return bytes(typst.compile(sources, format="pdf", **SETTINGS))  # type: ignore[call-overload]
    except typst.TypstError as error:
        said = " ".join([str(error), *getattr(error, "hints", [])])
        raise ReportRefused(f"{facts.subject}: the PDF cannot be made: {said}") from error


def typst_data(parts: list[Data], facts: Facts) -> Data:
    """All that the template reads: facts, house style, and the parts as print_parts.py lays them out."""
    parts = all_unmarked(noted(parts))  # notes take the place of the marks
    title = parts[0]
    return {
        "title": page_title(title, facts),
        "description": title["subtitle"],
        "keywords": [word for word in (facts.code, facts.edition, facts.data_hash, facts.status, facts.branch) if word],
        "marks": " · ".join(word for word in MARKS if word in title["notice"]),
        "facts": {name: getattr(facts, name) for name in SHOWN_FACTS},
        "brand": brand(),
        **print_parts(parts),
    }
