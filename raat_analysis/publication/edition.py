"""An edition under reports/: what WGV may publish, each organisation's own folder, and the quality page."""

import json
import shutil
from pathlib import Path
from typing import Any

from raat_analysis.attacker.gate import refuse_leaking
from raat_analysis.attacker.report import write_summary
from raat_analysis.factsheets.published import data_hash, data_slice
from raat_analysis.file_hash import sha256
from raat_analysis.parquet import read_table
from raat_analysis.paths import replaced
from raat_analysis.publication.accessibility.writing import write_accessibility
from raat_analysis.publication.account_page import FILE as ACCOUNT_PAGE
from raat_analysis.publication.account_page import account_page
from raat_analysis.publication.datapackage import FILE as PACKAGE
from raat_analysis.publication.datapackage import SCHEMA, edition_package, folder_of, report_package, table_schema
from raat_analysis.publication.difference import write_difference
from raat_analysis.publication.difference.back_series import FILE as BACK_SERIES
from raat_analysis.publication.difference.back_series import write_back_series
from raat_analysis.publication.difference.compared import series_of
from raat_analysis.publication.expected import Report, placed
from raat_analysis.publication.gate import refuse, refuse_unfit
from raat_analysis.publication.index import index_page
from raat_analysis.publication.links import link_findings
from raat_analysis.publication.public_quality import FILE as QUALITY_PAGE
from raat_analysis.publication.public_quality import quality_page
from raat_analysis.publication.release.provenance import bring_notebooks, describe
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.jobs import Asked


def publish(
    asked: Asked,
    rendered: Path,
    quality: Path,
    edition: Path,
    editions: Path | None = None,
    private: Path | None = None,
    changelog: Path | None = None,
) -> None:
    """Pass the gates and put the edition in place at once; a GateRefused leaves the previous one as it was.

    `editions` (with the ledger, and what was kept of the edition before) and `private` (with measures/ and models/) are
    for the last gates: the difference, for which `changelog` says why numbers changed, and the attacker.
    """
    reports, checks = refuse_unfit(asked, rendered, quality)
    with replaced(edition) as beside:
        for report in reports:
            _copy(report, rendered, beside)
        shutil.copytree(quality, beside / "quality")
        public = beside / "public"
        _describe_open_data(asked, reports, public)
        write_back_series(series_of(asked.params, asked.published / "public", editions), public)
        about = contents(asked, reports, public)
        about["pages"] = _write_pages(asked, reports, about, quality, public)
        (public / "edition.json").write_text(_as_json(about), encoding="utf-8")
        (public / "index.html").write_text(index_page(asked, reports, public), encoding="utf-8")
        write_accessibility(asked.params, reports, checks, public)
        bring_notebooks(edition.parents[1], public)
        describe(asked, public)
        refuse(asked.params.edition, link_findings(public))
        refuse(asked.params.edition, _difference(asked, beside, editions, changelog))
        write_summary(refuse_leaking(public, editions, private), beside / "quality" / "disclosure.json")


def _difference(asked: Asked, beside: Path, editions: Path | None, changelog: Path | None) -> list[str]:
    """Write difference/ beside the public part, and return what it cannot explain."""
    tables, public, target = asked.published / "public", beside / "public", beside / "difference"
    return write_difference(asked.params, tables, public, editions, target, changelog)


def contents(asked: Asked, reports: list[Report], public: Path) -> dict[str, Any]:
    """What the public part holds, for machines: per report its code, data hash and files with their SHA-256.

    `pages`, with those about the whole edition, comes beside it when they are written: one of them shows these marks.
    """
    params, published = asked.params, asked.published
    shown = [report for report in reports if report.kind != "member"]
    return {
        "edition": params.edition,
        "status": asked.status,
        "publisher": params.publisher,
        "regions": params.sheet_codes(),
        "reports": [
            {
                "kind": report.kind,
                "code": report.code,
                "name": subject(report.code),
                **({"branch": report.branch} if report.branch else {}),
                "data": data_hash(report.code, published),
                "sources": sorted(set(data_slice(report.code, published)["numbers"]["source"])),
                "files": {name: sha256(public / name) for name in _names(report)},
            }
            for report in shown
        ],
        **({BACK_SERIES: sha256(public / BACK_SERIES)} if (public / BACK_SERIES).is_file() else {}),
    }


def _write_pages(
    asked: Asked, reports: list[Report], about: dict[str, Any], quality: Path, public: Path
) -> dict[str, str]:
    """The pages about the whole edition, by file with their SHA-256."""
    told = json.loads((quality / "quality.json").read_text(encoding="utf-8"))
    pages = {
        QUALITY_PAGE: quality_page(asked, told),
        ACCOUNT_PAGE: account_page(asked, reports, about, told),
    }
    for name, page in pages.items():
        (public / name).write_text(page, encoding="utf-8")
    return {name: sha256(public / name) for name in pages}


def _describe_open_data(asked: Asked, reports: list[Report], public: Path) -> None:
    """datapackage.json in the folder of each region and of Fase 0, and one for all with the schema of their tables."""
    params, sources = asked.params, read_table(asked.published / "public" / "sources.parquet")
    open_ones = [report for report in reports if "csv" in report.extensions]
    made = {f"{folder_of(each)}/{PACKAGE}": report_package(params, each, sources, public) for each in open_ones}
    made |= {PACKAGE: edition_package(params, open_ones, sources, public), SCHEMA: table_schema()}
    for name, about in made.items():
        (public / name).write_text(_as_json(about), encoding="utf-8")


def _names(report: Report) -> list[str]:
    described = [f"{folder_of(report)}/{PACKAGE}"] if "csv" in report.extensions else []
    return [*(path.removeprefix("public/") for path in placed(report)), *described]


def _copy(report: Report, rendered: Path, edition: Path) -> None:
    for path, place in zip(report.paths(), placed(report), strict=True):
        target = edition / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(rendered / path, target)


def _as_json(about: dict[str, Any]) -> str:
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
