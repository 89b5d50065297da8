"""The gates before an edition: every report is about its own region, of its own rows, and shows nobody else's.

All findings are told at once; with one finding nothing is published.
"""

import re
from collections import defaultdict
from pathlib import Path

import polars as pl

from raat_analysis.codelists import label_of
from raat_analysis.errors import GateRefused
from raat_analysis.factsheets.published import ORGANISATION, data_hash, data_slice, fase0_open_data, open_data, spelled
from raat_analysis.numbers_table import KEY
from raat_analysis.params import Params
from raat_analysis.publication.accessibility.checked import all_findings
from raat_analysis.publication.accessibility.evidence import Checks, file_checks
from raat_analysis.publication.expected import Report, expected_reports, other_files
from raat_analysis.publication.seen import Seen, page_seen, pdf_seen
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.job import EVERYTHING
from raat_analysis.rendering.open_data import as_csv, xlsx_cells, xlsx_rows

NOT_FOR_READERS = re.compile(r"\b(?:nan|NaN|None|Traceback|NaT|null|inf)\b|\{\{|\}\}")
ITEM = re.compile(r'<li id="g(\d+)"[^>]*><strong>[^<]*?\((RA\d+|NL01)\)')  # place and region of a number's origin
OUTSIDE = re.compile(r"<script|<iframe|<link\b|(?:src|href)=\"(?:https?:)?//", re.I)
SeenFile = tuple[Report, str, Seen]  # the report, the file below the rendered folder, what it shows


def refuse_unfit(params: Params, rendered: Path, published: Path, quality: Path) -> tuple[list[Report], Checks]:
    """The reports, and what the rules of accessibility saw, when every gate is passed; else GateRefused with all.

    The checks are by file below the rendered folder; the quality page is quality/index.html.
    """
    reports = expected_reports(params, published)
    found = other_files(reports, rendered)
    if not (quality / "index.html").is_file():
        found.append(f"{quality.name}/index.html: is not there")
    present = [report for report in reports if all((rendered / path).is_file() for path in report.paths())]
    found += _content_findings(params, present, rendered, published)
    checks = file_checks(rendered, [path for report in present for path in report.paths()])
    if (quality / "index.html").is_file():
        checks |= file_checks(quality.parent, [f"{quality.name}/index.html"])
    refuse(params.edition, [*found, *(finding for each in checks.values() for finding in all_findings(each))])
    return reports, checks


def refuse(edition: str, found: list[str]) -> None:
    """GateRefused with every finding; without one the edition may go on."""
    if found:
        told = "\n".join(f"  - {finding}" for finding in found)
        raise GateRefused(
            f"Edition {edition} is not published: {len(found)} findings.\n{told}\n"
            "Nothing under reports/ has changed. Mend what is named, run `dvc repro`, and publish again."
        )


def _content_findings(params: Params, reports: list[Report], rendered: Path, published: Path) -> list[str]:
    seen = [(report, path, _seen(rendered / path)) for report in reports for path in report.paths()[:2]]
    hashes = {code: data_hash(code, published) for code in sorted({report.code for report in reports})}
    demonstration = "demonstration" in pl.read_parquet(published / "public" / "sources.parquet")["kind"].to_list()
    found = [finding for each in seen for finding in _own_findings(each, params, hashes)]
    found += [
        f"{path}: the demonstration mark is not on its first page"
        for _, path, one in seen
        if demonstration and "demonstratie" not in one.front.lower()
    ]
    found += [finding for report in reports for finding in _file_findings(report, rendered)]
    found += [finding for report in reports for finding in _open_data_findings(report, rendered, published)]
    return [*found, *_same_rows(reports, hashes), *_shared_figures(seen), *_same_tables(seen)]


def _seen(path: Path) -> Seen:
    return page_seen(path) if path.suffix == ".html" else pdf_seen(path)


def _own_findings(each: SeenFile, params: Params, hashes: dict[str, str]) -> list[str]:
    """What one page or PDF says that is not its own."""
    report, path, seen = each
    name = subject(report.code)
    places = {"title": seen.title, "first heading": seen.heading, "first page": seen.front}
    found = [
        f"{path}: its {place} does not name {name}: {said[:120]!r}"
        for place, said in places.items()
        if name not in said
    ]
    found += _round_table_findings(each)
    own = {"region": report.code, "edition": params.edition, "data": hashes[report.code]}
    own |= {"branch": report.branch} if report.branch else {}
    found += [
        f"{path}: says {key} {seen.says.get(key)!r}; it must be {value!r}"
        for key, value in own.items()
        if seen.says.get(key) != value
    ]
    if strange := sorted(set(NOT_FOR_READERS.findall(seen.text))):
        found.append(f"{path}: shows {', '.join(strange)}")
    others = sorted(set(ORGANISATION.findall(seen.text)) - {report.code})
    return [*found, *(f"{path}: names organisation {code}" for code in others)]


def _round_table_findings(each: SeenFile) -> list[str]:
    """A page for a round table names its sector, and is one sheet on paper."""
    report, path, seen = each
    if report.kind != "round_table":
        return []
    name = label_of(report.branch, "branches").lower()
    places = {"title": seen.title, "first heading": seen.heading, "first page": seen.front}
    found = [f"{path}: its {place} does not name {name}" for place, said in places.items() if name not in said.lower()]
    return found + ([f"{path}: has {seen.pages} pages; a round table has one"] if seen.pages > 1 else [])


def _same_tables(seen: list[SeenFile]) -> list[str]:
    """Two round tables with one text are a page of one sector at most."""
    where: dict[str, list[str]] = defaultdict(list)
    for report, path, one in seen:
        if report.kind == "round_table":
            where[one.text].append(path)
    return [f"{', '.join(paths)}: show the same page" for paths in where.values() if len(paths) > 1]


def _file_findings(report: Report, rendered: Path) -> list[str]:
    page = (rendered / f"{report.stem}.html").read_text(encoding="utf-8")
    active = sorted({found.group(0) for found in OUTSIDE.finditer(page)})
    found = [f"{report.stem}.html: holds {part!r}; a page stands alone" for part in active]
    if '<html lang="nl">' not in page:
        found.append(f"{report.stem}.html: does not say that its language is Dutch")
    return found


def _open_data_findings(report: Report, rendered: Path, published: Path) -> list[str]:
    """The open data must be published rows of the report's own region: all, and those of the numbers on the page."""
    if "csv" not in report.extensions:
        return []
    folder, found = rendered / report.stem.rpartition("/")[0], []
    every = fase0_open_data if report.kind == "fase0" else open_data
    if (folder / EVERYTHING).read_bytes() != as_csv(every(report.code, published)):
        found.append(f"{report.stem.rpartition('/')[0]}/{EVERYTHING}: is not the published rows of {report.code}")
    written = (rendered / f"{report.stem}.csv").read_bytes()
    rows = _published_rows(written, data_slice(report.code, published)["numbers"])
    if written != as_csv(rows):
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


def _published_rows(written: bytes, numbers: pl.DataFrame) -> pl.DataFrame:
    """The published rows whose line stands in a file of open data, spelled as there and in the order of their key."""
    rows, lines = spelled(numbers.sort(KEY)), set(written.decode("utf-8-sig").split("\r\n"))
    own = as_csv(rows).decode("utf-8-sig").split("\r\n")[1:-1]
    return rows.filter(pl.Series([line in lines for line in own], dtype=pl.Boolean))


def _same_rows(reports: list[Report], hashes: dict[str, str]) -> list[str]:
    codes = defaultdict(list)
    for report in reports:
        if report.kind not in ("fase0", "round_table"):  # these are made of the same rows as the region's factsheet
            codes[hashes[report.code]].append(report.code)
    return [f"{', '.join(same)}: the same rows, hash {mark[:16]}" for mark, same in codes.items() if len(same) > 1]


def _shared_figures(seen: list[SeenFile]) -> list[str]:
    """A figure that two regions, or two organisations, both show is a figure of one of them at most."""
    where: dict[tuple[bool, str], dict[str, str]] = defaultdict(dict)
    for report, path, one in seen:
        for figure in one.figures:
            where[report.kind == "member", figure].setdefault(report.code, path)
    return [f"{', '.join(paths.values())}: show the same figure" for paths in where.values() if len(paths) > 1]
