"""The sample report: a notebook that builds one block of each kind, for any region."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.numbers_table import PUBLIC
from raat_analysis.rendering.executed import executed
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.job import Job, Tables

EMPTY = pl.DataFrame(schema=PUBLIC)
NO_ROWS = EMPTY.select(pl.lit("").alias("organisation_code"), pl.all())  # the sample's numbers are made up
DELIVERY = {
    **{"source": "uitstroom", "title": "Uitstroom per regio", "kind": "demonstration", "obtained_on": "2026-10-05"},
    **{"file": "u.csv", "origin": "AZW", "licence": "", "rows_read": 10, "rows_accepted": 10, "rows_set_aside": 0},
}
SOURCES = pl.DataFrame([DELIVERY])  # the published deliveries
SAMPLE = Path(__file__).parent / "data" / "sample.ipynb"


def tables() -> Tables:
    """What lies on the sample's desk: no numbers, one delivery."""
    empty = {name: pl.DataFrame(schema={"region_code": pl.String}) for name in ("actions", "published_figures")}
    public = {"numbers": EMPTY, "previous": EMPTY, "sources": SOURCES, **empty}
    return {f"public/{name}.parquet": table for name, table in public.items()}


def sample_facts(code: str = "RA0205") -> Facts:
    mark = sha256(code.encode()).hexdigest()
    return Facts("Factsheet", code, subject(code), "2026Q3", "WGV Zorg en Welzijn", mark, (("Als PDF", "sample.pdf"),))


@pytest.fixture(scope="session")
def facts() -> Facts:
    return sample_facts()


@pytest.fixture(scope="session")
def sample() -> Any:
    """The sample notebook, executed for Twente."""
    return executed(SAMPLE, {"region_code": "RA0205", "edition": "2026Q3"})


@pytest.fixture(scope="session")
def sample_job() -> Callable[[str], Job]:
    """A job of the sample notebook for a region."""

    def made(code: str) -> Job:
        parameters = {"region_code": code, "edition": "2026Q3"}
        return Job(SAMPLE, parameters, sample_facts(code), "factsheets", f"{code}/factsheet", tables)

    return made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project to work in; its render cache is its own."""
    root = tmp_path / "project"
    root.mkdir()
    for name in ("params.yaml", "dvc.yaml"):
        (root / name).touch()
    monkeypatch.chdir(root)
    monkeypatch.delenv("RAAT_CACHE", raising=False)
    return root
