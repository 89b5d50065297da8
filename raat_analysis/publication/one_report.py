"""One report looked at by itself: what a reader sees in its files, how they hold the rules, and its open data."""

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.factsheets.published import data_slice, fase0_open_data, open_data, spelled
from raat_analysis.numbers_table import KEY
from raat_analysis.publication.accessibility.checked import Checked
from raat_analysis.publication.accessibility.page import tree_checks
from raat_analysis.publication.accessibility.page_tree import page_tree
from raat_analysis.publication.accessibility.pdf import pdf_checks
from raat_analysis.publication.expected import Report
from raat_analysis.publication.seen import Seen, page_seen, pdf_seen
from raat_analysis.publication.spelled import spelled_findings
from raat_analysis.rendering.job import EVERYTHING
from raat_analysis.rendering.open_data import as_csv, xlsx_cells, xlsx_rows

ITEM = re.compile(r'<li id="g(\d+)"[^>]*><strong>[^<]*?\((RA\d+|NL01)\)')  # place and region of a number's origin
OUTSIDE = re.compile(r"<script|<iframe|<link\b|(?:src|href)=\"(?:https?:)?//", re.I)


@dataclass(frozen=True)
class Look:
    """A report to look at: its files below the rendered folder, and the published rows that it must be of."""

    report: Report
    rendered: Path
    published: Path


@dataclass(frozen=True)
class Looked:
    """By file below the rendered folder what a reader sees in it and how it holds the rules; and what is wrong in its
    page as a file, in its open data, and in its numbers."""

    report: Report
    seen: dict[str, Seen]
    checks: dict[str, list[Checked]]
    page: list[str]
    open_data: list[str]
    numbers: list[str]


def looked(look: Look) -> Looked:
    """Every file of a report, read once."""
    report, rendered = look.report, look.rendered
    html, paper = report.paths()[:2]
    page, tables = page_tree(rendered / html), data_slice(report.code, look.published)
    rows = rows_of_open_data(report, rendered, tables["numbers"])
    return Looked(
        report,
        {html: page_seen(rendered / html, page), paper: pdf_seen(rendered / paper)},
        {html: tree_checks(page, html), paper: pdf_checks(rendered / paper, paper)},
        _file_findings(report, rendered),
        _open_data_findings(report, rendered, look.published, rows),
        spelled_findings(report, rendered, page, tables, rows),
    )


def _file_findings(report: Report, rendered: Path) -> list[str]:
    page = (rendered / f"{report.stem}.html").read_text(encoding="utf-8")
    active = sorted({found.group(0) for found in OUTSIDE.finditer(page)})
    found = [f"{report.stem}.html: holds {part!r}; a page stands alone" for part in active]
    if '<html lang="nl">' not in page:
        found.append(f"{report.stem}.html: does not say that its language is Dutch")
    return found


def _open_data_findings(report: Report, rendered: Path, published: Path, own: pl.DataFrame | None) -> list[str]:
    """The open data must be published rows of the report's own region: all, and those of the numbers on the page."""
    if own is None:
        return []
    folder, found, rows = rendered / report.stem.rpartition("/")[0], [], spelled(own)
    every = fase0_open_data if report.kind == "fase0" else open_data
    if (folder / EVERYTHING).read_bytes() != as_csv(every(report.code, published)):
        found.append(f"{report.stem.rpartition('/')[0]}/{EVERYTHING}: is not the published rows of {report.code}")
    if (rendered / f"{report.stem}.csv").read_bytes() != as_csv(rows):
        found.append(f"{report.stem}.csv: has other rows than published ones of {report.code}")
    if xlsx_rows(rendered / f"{report.stem}.xlsx") != xlsx_cells(rows):
        found.append(f"{report.stem}.xlsx: has other rows than the CSV beside it")
    if report.code not in rows["Regiocode"].to_list():
        found.append(f"{report.stem}.csv: has no row of {report.code}")
    page = (rendered / f"{report.stem}.html").read_text(encoding="utf-8")
    regions = enumerate(rows["Regiocode"].to_list(), start=1)
    if ITEM.findall(page) != [(str(place), region) for place, region in regions]:
        found.append(f"{report.stem}.html: its numbers are not the lines of the CSV beside it")
    return found


def rows_of_open_data(report: Report, rendered: Path, numbers: pl.DataFrame) -> pl.DataFrame | None:
    """The published rows whose line stands in the report's file of open data, in the order of their key."""
    if "csv" not in report.extensions:
        return None
    written = (rendered / f"{report.stem}.csv").read_bytes()
    rows, lines = numbers.sort(KEY), set(written.decode("utf-8-sig").split("\r\n"))
    own = as_csv(spelled(rows)).decode("utf-8-sig").split("\r\n")[1:-1]
    return rows.filter(pl.Series([line in lines for line in own], dtype=pl.Boolean))
