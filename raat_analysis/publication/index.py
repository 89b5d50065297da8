"""The edition's first page: a map and a list of the regions, their key figures side by side, and every download."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from raat_analysis.codelists import label_of
from raat_analysis.codelists.boundaries import CREDIT, region_outlines
from raat_analysis.factsheets.notice import notice
from raat_analysis.params import EDITION, Params
from raat_analysis.publication.comparison import comparison, in_order
from raat_analysis.publication.datapackage import FILE
from raat_analysis.publication.difference.back_series import FILE as BACK_SERIES
from raat_analysis.publication.expected import Report, placed
from raat_analysis.publication.region_map import region_map
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.explanation import citation, licence_sentence
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.job import EVERYTHING
from raat_analysis.rendering.jobs import Asked
from raat_analysis.rendering.page_style import page_style
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label, period_label

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    "csv": "Cijfers op de pagina (CSV)",
    "xlsx": "Cijfers op de pagina (Excel)",
    EVERYTHING: "Alle cijfers (CSV)",
    FILE: "Beschrijving (JSON)",
    "html": "Webpagina",
    "pdf": "PDF",
}
WHAT = {"factsheet": "factsheet", "fase0": "Fase 0", "round_table": "rondetafel"}


def index_page(asked: Asked, reports: list[Report], public: Path) -> str:
    """The page as HTML. It names no organisation: their reports are not public.

    `public` is the edition's folder for it, with the files in it; earlier editions stand beside that edition.
    """
    params, published = asked.params, asked.published
    sources = pl.read_parquet(published / "public" / "sources.parquet")
    sheets = {report.code: report for report in reports if report.kind == "factsheet"}
    shown = {code: _shown(sheets[code], public) for code in in_order(sheets)}
    table = comparison(sheets, params.edition, published)
    return _template().render(
        **_about(params, sources),
        status=asked.status,
        **_active(),
        sheets=list(shown.values()),
        pages=shown,
        map=region_map(region_outlines(), {code: item["page"] for code, item in shown.items()}),
        table=table,
        rows=table.rows(),
        fase0=[_shown(report, public) for report in reports if report.kind == "fase0"],
        tables=[_shown(report, public) for report in reports if report.kind == "round_table"],
        back_series=_back_series(public),
        earlier=earlier_editions(params.edition, public.parent.parent),
    )


def earlier_editions(edition: str, folder: Path) -> list[str]:
    """The editions in the folder of all editions that came before this one, newest first, as readers call them.

    They are named and not linked to: the public folder must work by itself, also from a zip.
    """
    names = [each.parts[-3] for each in folder.glob("*/public/index.html")]
    before = sorted((name for name in names if re.match(EDITION, name) and name < edition), reverse=True)
    return [period_label(name) for name in before]


def _about(params: Params, sources: pl.DataFrame) -> dict[str, Any]:
    """What the page says of the edition as a whole."""
    period = period_label(params.edition)
    return {
        "period": period,
        "publisher": params.publisher,
        "notice": notice(sources, "overzicht"),
        "dates": f"De nieuwste gegevens zijn van {date_label(str(sources['obtained_on'].cast(pl.String).max()))}.",
        "credit": f"{CREDIT}.",
        "licence": licence_sentence(),
        "citation": citation(params.publisher, "", period),
        "contact": brand()["contact"],
    }


def _active() -> dict[str, str]:
    """Style and script, and the policy that lets the browser run these and fetch nothing."""
    style = f"{page_style()}\n{(TEMPLATES / 'index.css').read_text(encoding='utf-8')}"
    script = (TEMPLATES / "index.js").read_text(encoding="utf-8")
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}; font-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return {"style": style, "script": script, "policy": policy}


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _shown(report: Report, public: Path) -> dict[str, Any]:
    files = [path.removeprefix("public/") for path in placed(report)]
    files += [f"{Path(files[0]).parent.as_posix()}/{FILE}"] if "csv" in report.extensions else []
    links = [_link(file, public) for file in files]
    name = label_of(report.branch, "branches") if report.branch else subject(report.code)
    return {"name": name, "what": WHAT[report.kind], "page": files[0], "links": links}


def _link(file: str, public: Path) -> dict[str, str]:
    path = public / file
    kind = KINDS.get(path.name) or KINDS[path.suffix.removeprefix(".")]
    return {"file": file, "kind": kind, "size": _size(path.stat().st_size)}


def _back_series(public: Path) -> dict[str, str]:
    """The link to the back series, when a method changed."""
    path = public / BACK_SERIES
    return {"file": path.name, "size": _size(path.stat().st_size)} if path.is_file() else {}


def _size(size: int) -> str:
    """'483 kB', '5,7 MB'."""
    return f"{number(size / 1e6, 1)} MB" if size >= 1e6 else f"{number(max(1, size / 1000))} kB"


@cache
def _template() -> Template:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("index.html.j2")
