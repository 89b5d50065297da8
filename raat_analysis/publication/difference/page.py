"""The page for who signs an edition off: per region what it says otherwise than the edition before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from raat_analysis.codelists import label_of
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets.notice import notice
from raat_analysis.publication.difference.compared import Difference
from raat_analysis.publication.difference.importance import LARGE
from raat_analysis.publication.difference.reasons import NONE
from raat_analysis.publication.difference.region_tables import (
    Counts,
    levels,
    newest_tables,
    revised_tables,
    series_tables,
    went_table,
)
from raat_analysis.publication.difference.report_view import ReportView, report_views
from raat_analysis.rendering.blocks import Table
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.glyphs import with_shared_glyphs
from raat_analysis.rendering.html_blocks import as_html
from raat_analysis.rendering.page_style import page_style
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.wording import listed

TEMPLATES = Path(__file__).parents[1] / "templates"
SUMMARY = ("Regio", "Groot", "Middel", "Klein", "Herziene cijfers", "Zonder reden", "Andere zinnen", "Andere figuren")


@dataclass(frozen=True)
class RegionView:
    """A region on the page."""

    code: str
    name: str
    levels: Counts
    revised: int
    without: int
    newest: list[Markup]
    revisions: list[Markup]
    went: Markup
    series: list[Markup]
    reports: list[ReportView]


def difference_page(found: Difference, publisher: str, sources: pl.DataFrame) -> str:
    """The page as HTML; without an edition before it says so and nothing more."""
    views = [_region(found, code) for code in _codes(found)] if found.before else []
    page = _template().render(
        period=period_label(found.edition),
        before=period_label(found.before) if found.before else "",
        publisher=publisher,
        notice=notice(sources, "overzicht", "In de bronnentabel van elk factsheet"),
        style=f"{page_style()}\n{(TEMPLATES / 'verschil.css').read_text(encoding='utf-8')}",
        regions=views,
        summary=_summary(views),
        without=_without(found.revised),
        untold=[label_of(code, "measures") for code in found.untold],
        large=large(found),
        elsewhere=_elsewhere(found),
    )
    return with_shared_glyphs(page)


def large(found: Difference) -> int:
    """How many newest numbers of the regions on the page changed much."""
    return found.newest.filter(pl.col("region_code").is_in(_codes(found)), level=LARGE).height


def _codes(found: Difference) -> list[str]:
    """The regions with a sheet, and Nederland when any of its numbers changed."""
    country = found.newest.filter(region_code=COUNTRY).height + found.revised.filter(region_code=COUNTRY).height
    return [*found.regions, *([COUNTRY] if country and COUNTRY not in found.regions else [])]


def _region(found: Difference, code: str) -> RegionView:
    newest, revised, went, series = (
        table.filter(region_code=code) for table in (found.newest, found.revised, found.went, found.series)
    )
    pages = (found.pages.filter(region_code=code), found.pages_before.filter(region_code=code))
    name, gone = subject(code), went_table(went, subject(code))
    return RegionView(
        code,
        name,
        levels(newest),
        revised.height,
        revised.filter(reason=NONE).height,
        [_html(table) for table in newest_tables(newest, name)],
        [_html(table) for table in revised_tables(revised, name)],
        _html(gone) if gone else Markup(""),
        [_html(table) for table in series_tables(series, name)],
        report_views(*pages),
    )


def _summary(views: list[RegionView]) -> Markup:
    rows = tuple(
        (view.name, *map(number, (*view.levels.values(), view.revised, view.without, *_pages(view)))) for view in views
    )
    return _html(Table("Wat er per regio is veranderd", SUMMARY, rows)) if rows else Markup("")


def _pages(view: RegionView) -> tuple[int, int]:
    """Sentences and figures of a region's reports that are not as they were."""
    return sum(len(each.lines) for each in view.reports), sum(len(each.pictures) for each in view.reports)


def _without(revised: pl.DataFrame) -> list[str]:
    """'Werknemers: 12 cijfers' for every measure with revisions that no rule explains."""
    counts: Mapping[str, int] = dict(revised.filter(reason=NONE).group_by("measure").len().sort("measure").rows())
    return [
        f"{label_of(code, 'measures')}: {number(many)} {'cijfer' if many == 1 else 'cijfers'}"
        for code, many in counts.items()
    ]


def _elsewhere(found: Difference) -> str:
    """What the page leaves to verschil.csv: regions without a sheet."""
    others = found.revised.filter(~pl.col("region_code").is_in(_codes(found)))
    regions = sorted(set(others["region_code"].to_list()))
    if not regions:
        return ""
    named = listed([subject(code) for code in regions[:3]]) if len(regions) <= 3 else f"{len(regions)} andere regio's"
    many = "is ook één cijfer" if others.height == 1 else f"zijn ook {number(others.height)} cijfers"
    return f"In {named} (zonder factsheet) {many} herzien."


def _html(table: Table) -> Markup:
    return Markup(as_html(table.as_data()))


@cache
def _template() -> Template:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["number"] = number
    return made.get_template("verschil.html.j2")
