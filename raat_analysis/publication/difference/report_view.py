"""A report on the page: its sentences and figures that changed, as the template shows them."""

from dataclasses import dataclass
from html import escape

import polars as pl
from markupsafe import Markup

from raat_analysis.publication.difference.figures import Drawing, Figure, figures
from raat_analysis.publication.difference.sentences import (
    CHANGED,
    GONE,
    NEW,
    SAME,
    Sentence,
    both_reports,
    counted,
    marked_words,
    sentences,
)
from raat_analysis.publication.difference.standalone import placed

FRONT = "Begin van de pagina"
KINDS = {"factsheet": "Factsheet", "fase0": "Fase 0"}
COMES, WENT = "staat er nu bij", "staat er niet meer"


@dataclass(frozen=True)
class Line:
    """A sentence that changed, as HTML; a new or gone one has words in the other place."""

    section: str
    was: Markup
    now: Markup


@dataclass(frozen=True)
class Side:
    """A figure in one of the two editions; `svg` is '' when it is not there."""

    name: str
    alt: str
    svg: Markup


@dataclass(frozen=True)
class ReportView:
    """What the page tells of a report."""

    key: str
    title: str
    lines: list[Line]
    pictures: list[tuple[str, Side, Side]]  # section, was, now
    sentence_counts: dict[str, int]
    figure_counts: dict[str, int]

    @property
    def changes(self) -> int:
        """Sentences and figures that are not as they were."""
        return len(self.lines) + len(self.pictures)


def report_views(now: pl.DataFrame, then: pl.DataFrame) -> list[ReportView]:
    """The reports of one region in either edition."""
    return [_view(report, *sides) for report, *sides in both_reports(now, then)]


def _view(report: str, now: pl.DataFrame, then: pl.DataFrame) -> ReportView:
    said, drawn = sentences(now, then), figures(now, then)
    key = report.replace("/", "-")
    changed = [each for each in drawn if each.kind != SAME]
    pictures = [_picture(f"{key}-{place}", each) for place, each in enumerate(changed, start=1)]
    counts = {kind: sum(each.kind == kind for each in drawn) for kind in (SAME, CHANGED, NEW, GONE)}
    return ReportView(key, _title(report), _lines(said), pictures, counted(said), counts)


def _title(report: str) -> str:
    """'Factsheet', 'Fase 0', 'Rondetafel ggz'."""
    folder, _, name = report.partition("/")
    if name.startswith("rondetafel-"):
        return f"Rondetafel {name.removeprefix('rondetafel-').replace('-', ' ')}"
    return KINDS.get(name) or KINDS.get(folder) or report


def _lines(said: list[Sentence]) -> list[Line]:
    return [_line(each) for each in said if each.kind != SAME]


def _line(each: Sentence) -> Line:
    section = each.section or FRONT
    if each.kind == CHANGED:
        was, now = marked_words(each.was, each.now)
        return Line(section, Markup(was), Markup(now))
    if each.kind == GONE:
        return Line(section, Markup(f"<del>{escape(each.was)}</del>"), Markup(f"<em>{WENT}</em>"))
    return Line(section, Markup(f"<em>{COMES}</em>"), Markup(f"<ins>{escape(each.now)}</ins>"))


def _picture(key: str, each: Figure) -> tuple[str, Side, Side]:
    return each.section or FRONT, _side(f"{key}-was", each.was), _side(f"{key}-nu", each.now)


def _side(name: str, drawing: Drawing | None) -> Side:
    if drawing is None:
        return Side(name, "", Markup(""))
    alt, svg = drawing
    return Side(name, alt, Markup(placed(svg, name, alt)))
