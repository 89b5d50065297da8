"""A project with a board, a yearly survey, a round and a background table; only its .dvc files are there."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from raat_analysis.contracts import Contract, contract

SOURCES = ("zorgselect", "uitstroom", "fase0_hr", "organisaties", "cbs_banen")
PARAMS = "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n"
EXPORTS = [
    ("zorgselect", "2026-07-06", "2026Q1-2026Q2"),
    ("uitstroom", "2026-09-15", "2019-2025"),
    ("fase0_hr", "2026-09-01", "2026-1"),
    ("organisaties", "2026-08-20", ""),
    ("cbs_banen", "2026-09-01", "2010-2019"),
]
Add = Callable[..., Path]


@pytest.fixture
def known() -> Mapping[str, Contract]:
    return {source: contract(source) for source in SOURCES}


@pytest.fixture
def add(project: Path) -> Add:
    """A function that adds an export: its .dvc file, and not the files."""

    def added(source: str, obtained: str, period: str = "", kind: str = "own") -> Path:
        return write_dvc(project, source, obtained, period, kind)

    return added


def write_dvc(project: Path, source: str, obtained: str, period: str = "", kind: str = "own") -> Path:
    file = project / "data" / "raw" / source / f"{obtained}.dvc"
    file.parent.mkdir(parents=True, exist_ok=True)
    meta = {"kind": kind, "origin": "bron", "licence": "intern", "obtained": obtained, "period": period}
    file.write_text(yaml.safe_dump({"outs": [], "meta": meta}), encoding="utf-8")
    return file


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing was made yet; the working directory is in it."""
    (tmp_path / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (tmp_path / "dvc.yaml").touch()
    for each in EXPORTS:
        write_dvc(tmp_path, *each)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(project: Path) -> None:
    """As if the edition was made from the exports that are there: its tables, and a dvc.lock with its parameters."""
    public = project / "data" / "processed" / "published" / "public"
    public.mkdir(parents=True, exist_ok=True)
    there = [(file.parent.name, date.fromisoformat(file.stem)) for file in (project / "data/raw").glob("*/*.dvc")]
    pl.DataFrame(there, schema=["source", "obtained_on"], orient="row").write_parquet(public / "sources.parquet")
    numbers = [
        ("zorgselect", "2026Q1", 80.0, "final"),
        ("zorgselect", "2026Q2", 90.0, "provisional"),
        ("zorgselect", "2026Q3", None, "secret"),
        ("zorgselect", "2027Q3", 70.0, "forecast"),
    ]
    schema = ["source", "period", "value", "status"]
    pl.DataFrame(numbers, schema=schema, orient="row").write_parquet(public / "numbers.parquet")
    lock = {"schema": "2.0", "stages": {"publish": {"cmd": "x", "params": {"params.yaml": {"edition": "2026Q3"}}}}}
    (project / "dvc.lock").write_text(yaml.safe_dump(lock), encoding="utf-8")
