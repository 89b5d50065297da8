"""A revision that nothing explains keeps an edition from being published; one with a reason does not."""

import json
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import GateRefused
from raat_analysis.publication.difference import pages, released
from raat_analysis.publication.edition import publish
from raat_analysis.publication.expected import expected_reports
from raat_analysis.rendering.jobs import Asked

BEFORE = "2026Q2"
HEAD = "# Changelog\n\n## 2026Q3\n\n### Data\n\n### Method\n\n### Corrections\n"


@pytest.fixture
def with_before(project):
    """The project with an edition before it, in which one number of employees was another one."""
    tables, kept = project.published / "public", project.root / "data" / "editions" / BEFORE
    kept.mkdir(parents=True)
    numbers = pl.read_parquet(tables / "numbers.parquet")
    one = (pl.col("measure") == "employees") & (pl.col("region_code") == "RA0205") & (pl.col("period") == "2025Q1")
    whole = one & (pl.col("branch_code") == "SMAL")
    old = numbers.with_columns(value=pl.when(whole).then(pl.col("value") + 100).otherwise(pl.col("value")))
    assert old.filter(whole).height == 1
    old.select(pl.lit(BEFORE).alias("published_in"), pl.all()).write_parquet(tables / "previous.parquet")
    pages(project.rendered).write_parquet(kept / "pages.parquet")
    sources = pl.read_parquet(tables / "sources.parquet")
    (kept / "release.json").write_text(released(BEFORE, sources).model_dump_json(), encoding="utf-8")
    return project


def published(project, entry: str, method: str = "") -> None:
    changelog = project.root / "CHANGELOG.md"
    changelog.write_text(HEAD.replace("### Method\n", f"### Method\n{method}") + entry, encoding="utf-8")
    params = project.params.model_copy(update={"previous_edition": BEFORE})
    editions = project.root / "data" / "editions"
    asked = Asked(params, project.published)
    publish(asked, project.rendered, project.quality, project.edition, editions, changelog=changelog)


def test_an_unexplained_revision_is_refused_and_told_and_an_explained_one_is_published(with_before, monkeypatch):
    monkeypatch.setattr("raat_analysis.publication.edition.refuse_unfit", _unchecked(with_before))
    with pytest.raises(GateRefused) as refused:
        published(with_before, "- None.\n")
    assert "`employees`: 1 numbers were revised without a reason" in str(refused.value)
    assert not with_before.edition.exists()
    published(with_before, "- One branch was counted twice (`employees`).\n")
    page = (with_before.edition / "difference" / "index.html").read_text(encoding="utf-8")
    assert "correctie" in page
    assert "Elk herzien cijfer heeft een reden." in page
    assert not (with_before.edition / "public" / "terugreeks.csv").exists()
    assert "terugreeks.csv" not in json.loads(_text(with_before.edition / "public" / "edition.json"))


def test_a_changed_method_gives_a_back_series_that_the_first_page_leads_to(with_before, monkeypatch):
    monkeypatch.setattr("raat_analysis.publication.edition.refuse_unfit", _unchecked(with_before))
    now = catalogue()
    later = now["employees"].model_copy(update={"method_version": 2, "method_changed_in": "2026Q3"})
    for module in ("reasons", "made_of"):
        place = f"raat_analysis.publication.difference.{module}.catalogue"
        monkeypatch.setattr(place, lambda: {**now, "employees": later})
    published(with_before, "- None.\n", "- Counted otherwise (`employees`).\n")
    public = with_before.edition / "public"
    assert 'href="terugreeks.csv"' in _text(public / "index.html")
    assert len(json.loads(_text(public / "edition.json"))["terugreeks.csv"]) == 64
    assert "Terugreeks" in _text(with_before.edition / "difference" / "index.html")


def _unchecked(project):
    """The earlier gates, which have tests of their own: the pages were rendered before there was an edition before."""
    return lambda asked, *_: (expected_reports(asked.params, project.published), {})


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
