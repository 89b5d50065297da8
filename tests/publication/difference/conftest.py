"""Two small editions of Twente: a page and numbers that can be compared by head."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.disclosure.previous import PREVIOUS_COLUMNS
from raat_analysis.numbers_table import PUBLIC
from raat_analysis.params import Params
from raat_analysis.publication.difference.made_of import method_versions
from raat_analysis.publication.difference.pages import pages
from tests.factsheets.rows import Row, row

NOW, BEFORE = "2026Q3", "2026Q2"
PARAMS = Params(
    edition=NOW, previous_edition=BEFORE, publisher="WGV Zorg en Welzijn", regions=["RA0205"], fase0_region="RA0205"
)
CHANGELOG = "# Changelog\n\n## 2026Q3\n\n### Data\n- None.\n\n### Method\n- None.\n\n### Corrections\n- None.\n"
DRAWING = '<svg viewBox="0 0 9 9" role="img" aria-label="{alt}"><path d="M0 0L{end} 9"/></svg>'


def page(*parts: str, region: str = "RA0205") -> str:
    """A factsheet of these parts, with a head and a foot that change with every edition."""
    return (
        f'<!DOCTYPE html><html lang="nl"><head><meta name="raat:region" content="{region}"><title>Titel</title></head>'
        '<body><header class="masthead"><p>Hoofd van 2026Q3</p></header><main><header class="report-title">'
        '<h1>Twente</h1><p class="subtitle">3e kwartaal</p></header>'
        f"{''.join(parts)}</main><footer><p>kenmerk 123</p></footer></body></html>"
    )


def drawing(alt: str, end: int) -> str:
    """A figure with one line."""
    return f'<figure><div class="picture">{DRAWING.format(alt=alt, end=end)}</div></figure>'


def written(folder: Path, *parts: str) -> Path:
    """A public folder with the factsheet of Twente."""
    target = folder / "twente" / "factsheet.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(*parts), encoding="utf-8")
    return folder


def table(rows: Sequence[Row], columns: dict[str, Any] = PUBLIC) -> pl.DataFrame:
    """Rows in the shape of a public table; what is not given is empty."""
    return pl.DataFrame([{name: each.get(name) for name in columns} for each in rows], schema=columns)


def employees(period: str, value: float | None, **more: Any) -> Row:
    """A number of employees in Twente."""
    return row("employees", "RA0205", period, value, **more)


@dataclass
class Editions:
    """The folders that the difference reads; its tests write numbers, sources and pages into them."""

    root: Path

    @property
    def tables(self) -> Path:
        return self.root / "tables"

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def editions(self) -> Path:
        return self.root / "editions"

    @property
    def changelog(self) -> Path:
        return self.root / "CHANGELOG.md"

    def numbers(self, now: Sequence[Row], then: Sequence[Row]) -> None:
        """The numbers of both editions."""
        self.tables.mkdir(exist_ok=True)
        table(now).write_parquet(self.tables / "numbers.parquet")
        old = [{**each, "published_in": BEFORE} for each in then]
        table(old, PREVIOUS_COLUMNS).write_parquet(self.tables / "previous.parquet")

    def made_of(self, now: Sequence[str], then: Sequence[str], **methods: int) -> None:
        """The files of the source azw_kerncijfers in both editions, and method versions of the edition before."""
        source = "azw_kerncijfers"
        files = [(source, "own", date(2026, 10, 5), file, file) for file in now]
        columns = ["source", "kind", "obtained_on", "file", "sha256"]
        sources = pl.DataFrame(files, schema=columns, orient="row")
        sources.write_parquet(self.tables / "sources.parquet")
        old = [{"source": source, "obtained_on": "2026-07-05", "file": file, "sha256": file} for file in then]
        release = {"edition": BEFORE, "sources": old, "methods": method_versions() | methods}
        (self.editions / BEFORE / "release.json").write_text(json.dumps(release), encoding="utf-8")

    def pages_before(self, *parts: str) -> None:
        """What the factsheet said in the edition before."""
        kept = self.editions / BEFORE / "pages.parquet"
        pages(written(self.root / "public_before", *parts)).write_parquet(kept)


@pytest.fixture
def editions(tmp_path: Path) -> Editions:
    """Two editions in which nothing changed but the quarter."""
    made = Editions(tmp_path)
    (made.editions / BEFORE).mkdir(parents=True)
    made.numbers([employees("2026Q2", 100)], [employees("2026Q2", 100)])
    made.made_of(["a.csv"], ["a.csv"])
    made.changelog.write_text(CHANGELOG, encoding="utf-8")
    written(made.public, "<p>Er zijn 100 werknemers.</p>")
    made.pages_before("<p>Er zijn 100 werknemers.</p>")
    return made
