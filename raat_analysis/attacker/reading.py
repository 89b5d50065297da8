"""Everything that the public files of an edition say, and what is wrong between them."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.attacker.reading_documents import Document, read_document
from raat_analysis.attacker.reading_pages import Page, page_statements, read_page
from raat_analysis.attacker.reading_tables import read_open_data
from raat_analysis.attacker.statements import SCHEMA, disagreements, one_per_key
from raat_analysis.attacker.texts import alternative_findings, document_findings, link_findings, loose_items
from raat_analysis.errors import RaatError
from raat_analysis.running.processes import spread

TABLES = {".csv", ".xlsx"}
MANY = 8  # pages: fewer are read sooner than processes start
PRELOAD = ["raat_analysis.attacker.audit"]  # what its pipeline imports


@dataclass(frozen=True)
class Told:
    """One row per key (statements.one_per_key), the findings, and the files read."""

    numbers: pl.DataFrame
    findings: list[str]
    files: list[str]


def read_public(public: Path) -> Told:
    """Read every file of open data, page and PDF below a folder; RaatError when there is no open data."""
    paths = sorted(path for path in public.rglob("*") if path.is_file())
    names = {path: path.relative_to(public).as_posix() for path in paths}
    tables = {path: read_open_data(path, names[path]) for path in paths if path.suffix in TABLES}
    if not tables:
        raise RaatError(
            f"{public} holds no open data (alle-cijfers.csv, factsheet.csv): there is nothing to audit. "
            "Next step: name the public folder of an edition, as reports/2026Q3/public."
        )
    together = pl.concat(tables.values())
    said, found = [together], list[str]()
    pages = [path for path in paths if path.suffix == ".html"]
    for path, read in zip(pages, spread(read_both, pages, PRELOAD, len(pages) >= MANY), strict=True):
        beside = tables.get(path.with_suffix(".csv"))
        items, wrong = _page(*read, names[path], beside, together)
        said.append(items)
        found += wrong
    everything = pl.concat(said)
    return Told(one_per_key(everything), [*disagreements(everything), *found], [names[path] for path in paths])


def read_both(path: Path) -> tuple[Page, Document | None]:
    """A page, and the PDF of the same name where there is one."""
    document = path.with_suffix(".pdf")
    return read_page(path), read_document(document) if document.is_file() else None


def _page(
    page: Page, document: Document | None, name: str, beside: pl.DataFrame | None, said: pl.DataFrame
) -> tuple[pl.DataFrame, list[str]]:
    """The statements of a page, and the findings in it and in its PDF."""
    table = said if beside is None else beside
    found = [*loose_items(page, name, said), *alternative_findings(page.alternatives, name, page, table)]
    found += link_findings(page, name, table) if beside is not None else []
    if document is not None:
        found += document_findings(document, f"{name.removesuffix('.html')}.pdf", page)
    return (pl.DataFrame(schema=SCHEMA) if beside is None else page_statements(page, name, beside)), found
