"""The gates before an edition: every report is about its own region, of its own rows, and shows nobody else's.

All findings are told at once; with one finding nothing is published.
"""

import re
from collections import defaultdict
from pathlib import Path

import polars as pl

from raat_analysis.codelists import label_of
from raat_analysis.errors import GateRefused
from raat_analysis.factsheets.published import ORGANISATION, data_hash
from raat_analysis.publication.accessibility.checked import all_findings
from raat_analysis.publication.accessibility.evidence import Checks, file_checks
from raat_analysis.publication.expected import Report, expected_reports, other_files
from raat_analysis.publication.licences import licence_findings
from raat_analysis.publication.one_report import Look, Looked, looked
from raat_analysis.publication.seen import Seen
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.jobs import Asked
from raat_analysis.running.processes import spread

NOT_FOR_READERS = re.compile(r"\b(?:nan|NaN|None|Traceback|NaT|null|inf)\b|\{\{|\}\}")
PRELOAD = ["raat_analysis.publication.edition"]  # what its pipeline imports
QUALITY = ("index.html", "quality.json")
MANY = 12  # reports: fewer are read sooner than processes start
SeenFile = tuple[Report, str, Seen]  # the report, the file below the rendered folder, what it shows


def refuse_unfit(asked: Asked, rendered: Path, quality: Path) -> tuple[list[Report], Checks]:
    """The reports, and what the rules of accessibility saw, when every gate is passed; else GateRefused with all.

    The checks are by file below the rendered folder; the quality page is quality/index.html.
    """
    params, published = asked.params, asked.published
    reports = expected_reports(params, published)
    found = other_files(reports, rendered)
    found += [f"{quality.name}/{name}: is not there" for name in QUALITY if not (quality / name).is_file()]
    present = [report for report in reports if all((rendered / path).is_file() for path in report.paths())]
    wanted = [Look(report, rendered, published) for report in present]
    looks = spread(looked, wanted, PRELOAD, len(wanted) >= MANY)
    found += _content_findings(asked, looks)
    checks = {path: held for one in looks for path, held in one.checks.items()}
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


def _content_findings(asked: Asked, looks: list[Looked]) -> list[str]:
    published = asked.published
    seen = [(look.report, path, one) for look in looks for path, one in look.seen.items()]
    reports = [look.report for look in looks]
    hashes = {code: data_hash(code, published) for code in sorted({report.code for report in reports})}
    sources = pl.read_parquet(published / "public" / "sources.parquet")
    demonstration = "demonstration" in sources["kind"].to_list()
    found = [finding for each in seen for finding in _own_findings(each, asked, hashes)]
    found += [
        f"{path}: the demonstration mark is not on its first page"
        for _, path, one in seen
        if demonstration and "demonstratie" not in one.front.lower()
    ]
    found += [finding for look in looks for finding in look.page]
    found += [finding for look in looks for finding in (*look.open_data, *look.numbers)]
    return [
        *licence_findings(sources),
        *found,
        *_same_rows(reports, hashes),
        *_shared_figures(seen),
        *_same_tables(seen),
    ]


def _own_findings(each: SeenFile, asked: Asked, hashes: dict[str, str]) -> list[str]:
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
    own = {"region": report.code, "edition": asked.params.edition, "data": hashes[report.code], "status": asked.status}
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
