"""The HTML exporter: an executed notebook as one accessible page (nbconvert, own template)."""

import re
from collections import Counter
from functools import cache
from html import escape
from typing import Any

import polars as pl
from nbconvert.exporters.templateexporter import TemplateExporter

from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.glyphs import with_shared_glyphs
from raat_analysis.rendering.html_blocks import element_id, logo_html
from raat_analysis.rendering.origins import linked, origins, places
from raat_analysis.rendering.page_style import page_style
from raat_analysis.rendering.report import Data, markdown_parts, report_parts
from raat_analysis.rendering.templates import TEMPLATES
from raat_analysis.sentences.traces import unmarked

MOST_BYTES = 600_000


@cache
def exporter() -> TemplateExporter:
    """The exporter with our template; made once, as loading the templates costs more than a page."""
    made = TemplateExporter(
        template_name="factsheet",
        extra_template_basedirs=[str(TEMPLATES)],
        file_extension=".html",
        exclude_input=True,
        exclude_raw=True,
        filters={"markdown_html": markdown_html, "with_contents": with_contents},
    )
    made.output_mimetype = "text/html"
    return made


def page_html(notebook: Any, facts: Facts, rows: pl.DataFrame, sources: pl.DataFrame) -> str:
    """The page of an executed notebook, with the origin of its numbers.

    `rows` are the published rows of the numbers, with organisation_code first; `sources` the published deliveries. What
    a page cannot hold, or over 600 kB, is a ReportRefused.
    """
    parts = report_parts(notebook)
    headings = [part["text"] for part in parts if part["kind"] == "heading" and part["level"] == 2]
    resources = {
        "facts": facts,
        "page_title": page_title(parts[0], facts),
        "headings": headings,
        "style": page_style(),
        "logo": logo_html(),
        "origins": origins(rows, sources, next((file for _, file in facts.downloads if file.endswith(".csv")), "")),
    }
    page, _ = exporter().from_notebook_node(notebook, resources)
    return _fit(with_shared_glyphs(linked(str(page), places(rows))), facts)


def page_title(title: Data, facts: Facts) -> str:
    """What the browser's tab and the PDF's properties say: the finding, the region and the quarter."""
    return f"{unmarked(title['title'])} – {facts.kind} {facts.subject}, {facts.period}"


def markdown_html(source: str) -> str:
    """A markdown cell as headings and paragraphs."""
    return "\n".join(_prose(part) for part in markdown_parts(source))


def with_contents(html: str, headings: list[str]) -> str:
    """The report's title followed by links to its sections."""
    if 'class="report-title"' not in html or len(headings) < 3:
        return html
    links = "".join(f'<li><a href="#{element_id("deel", text)}">{escape(text)}</a></li>' for text in headings)
    contents = f'<nav class="contents" aria-label="Inhoud"><ol>{links}</ol></nav>'
    return html.replace("</header>", f"</header>{contents}", 1)


def _prose(part: Data) -> str:
    if part["kind"] == "paragraph":
        return f"<p>{escape(part['text'])}</p>"
    level = part["level"]
    return f'<h{level} id="{element_id("deel", part["text"])}">{escape(part["text"])}</h{level}>'


def _fit(page: str, facts: Facts) -> str:
    ids = Counter(re.findall(r"<[^<>]*?\sid=\"([^\"]+)\"", page))
    double = sorted(name for name, times in ids.items() if times > 1)
    if double:
        raise ReportRefused(f"{facts.subject}: the page shows the same figure, table or heading twice: {double[:5]}")
    if len(page.encode()) > MOST_BYTES:
        raise ReportRefused(f"{facts.subject}: the page has {len(page.encode())} bytes; {MOST_BYTES} is the most.")
    return page
