"""The edition's first page: which reports there are, as page, PDF and open data."""

from functools import cache
from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from raat_analysis.factsheets.front import notice
from raat_analysis.params import Params
from raat_analysis.publication.expected import Report, place
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.page_style import page_style
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label

KINDS = {"html": "Webpagina", "pdf": "PDF", "csv": "alle cijfers (CSV)", "xlsx": "alle cijfers (Excel)"}
Link = dict[str, str]


def index_page(params: Params, reports: list[Report], published: Path, public: Path) -> str:
    """The page as HTML. It names no organisation: their reports are not public."""
    sources = pl.read_parquet(published / "public" / "sources.parquet")
    return _template().render(
        period=period_label(params.edition),
        publisher=params.publisher,
        notice=notice(sources, "rapport"),
        contact=brand()["contact"],
        style=page_style(),
        sheets=[_shown(report, public) for report in reports if report.kind == "factsheet"],
        fase0=[_shown(report, public) for report in reports if report.kind == "fase0"],
    )


def _shown(report: Report, public: Path) -> dict[str, object]:
    return {"name": subject(report.code), "links": [_link(report, kind, public) for kind in report.extensions]}


def _link(report: Report, kind: str, public: Path) -> Link:
    file = f"{place(report).removeprefix('public/')}.{kind}"
    return {"file": file, "kind": KINDS[kind], "size": _size((public / file).stat().st_size)}


def _size(size: int) -> str:
    """'483 kB', '5,7 MB'."""
    return f"{number(size / 1e6, 1)} MB" if size >= 1e6 else f"{number(max(1, size / 1000))} kB"


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("index.html.j2")
