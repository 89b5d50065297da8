"""raat verify: what it compares, what it refuses, and what it says when a second run gives other files."""

import os
import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.verification import BytesDiffer, verified
from raat_analysis.verification.comparison import compared, first_difference
from raat_analysis.verification.second_run import circumstances

PARAMS = "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n"
STAGES = (
    "stages:\n  tidy:\n    outs:\n    - data/processed/tidy: {}\n  publish:\n    outs:\n    - reports/${edition}: {}\n"
)


def make(root: Path) -> None:
    """A table and a page, as a run makes them."""
    for folder in ("data/processed/tidy", "reports/2026Q3"):
        (root / folder).mkdir(parents=True)
    pl.DataFrame({"region": ["RA01", "RA02"], "jobs": [1, 2]}).write_parquet(root / "data/processed/tidy/jobs.parquet")
    (root / "reports/2026Q3/index.html").write_text("<p>\n1.500 banen\n</p>\n", encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@voorbeeld.invalid"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed project with one export, in which everything was made; temporary files stand in `elsewhere`."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
    root = tmp_path / "project"
    export = root / "data/raw/banen/2026-10-05"
    export.mkdir(parents=True)
    (export / "banen.csv").write_text("Banen\n1500\n", encoding="utf-8")
    export.with_suffix(".dvc").write_text("outs: []\n", encoding="utf-8")
    (root / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (root / "dvc.yaml").write_text(STAGES, encoding="utf-8")
    (root / ".gitignore").write_text("/data/raw/*/20*/\n/data/processed/\n/reports/\n", encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Project")
    make(root)
    return root


def left(project: Path) -> list[Path]:
    return list((project.parent / "elsewhere").iterdir())


def test_two_files_that_a_second_run_makes_the_same_are_said_to_be_so_and_the_clone_goes(project: Path):
    said = verified(project, make)
    assert said.startswith("2 files are the same, byte for byte")
    assert left(project) == []


def test_the_clone_has_the_exports_that_are_here_and_nothing_that_was_made(project: Path):
    there: list[str] = []

    def look(again: Path) -> None:
        there.extend(
            p.relative_to(again).as_posix() for p in again.rglob("*.*") if p.is_file() and "/.git/" not in str(p)
        )
        make(again)

    verified(project, look)
    assert "data/raw/banen/2026-10-05/banen.csv" in there
    assert [name for name in there if name.startswith(("reports/", "data/processed/"))] == []


def test_what_differs_is_named_with_its_place_and_the_clone_stays(project: Path):
    def other(again: Path) -> None:
        make(again)
        pl.DataFrame({"region": ["RA01", "RA02"], "jobs": [1, 3]}).write_parquet(
            again / "data/processed/tidy/jobs.parquet"
        )
        (again / "reports/2026Q3/index.html").write_text("<p>\n1.600 banen\n</p>\n", encoding="utf-8")
        (again / "reports/2026Q3/extra.csv").write_text("", encoding="utf-8")

    with pytest.raises(BytesDiffer) as told:
        verified(project, other)
    said = str(told.value)
    assert "3 of 3 files are not the same" in said
    assert "column jobs, first in row 1, 1 rows" in said
    assert "reports/2026Q3/index.html: byte 6, line 2" in said
    assert "reports/2026Q3/extra.csv: only in the second run" in said
    assert "Next step: " in said
    (kept,) = left(project)
    assert str(kept) in said


def test_a_file_that_the_second_run_does_not_make_is_missing(project: Path):
    def less(again: Path) -> None:
        make(again)
        (again / "reports/2026Q3/index.html").unlink()

    with pytest.raises(BytesDiffer, match=r"index\.html: missing in the second run"):
        verified(project, less)


@pytest.mark.parametrize("end", [KeyboardInterrupt, RaatError])
def test_the_clone_goes_when_the_second_run_does_not_end_well(project: Path, end: type[BaseException]):
    def stop(_: Path) -> None:
        raise end("half-way")

    with pytest.raises(end):
        verified(project, stop)
    assert left(project) == []


def test_changes_that_are_not_committed_are_refused_by_name(project: Path):
    (project / "params.yaml").write_text(PARAMS + "previous_edition: null\n", encoding="utf-8")
    with pytest.raises(RaatError, match=r"1 files .*\n  - params\.yaml\nNext step: .*, and raat verify again"):
        verified(project, make)


def test_a_project_in_which_nothing_was_made_is_told_to_make_it(project: Path):
    shutil.rmtree(project / "reports")
    with pytest.raises(RaatError, match=r"reports/2026Q3\nNext step: make report"):
        verified(project, make)


def test_at_most_thirty_lines_are_said_of_many_files(project: Path):
    def many(again: Path) -> None:
        make(again)
        for number in range(100):
            (again / f"reports/2026Q3/{number}.csv").write_text("", encoding="utf-8")

    with pytest.raises(BytesDiffer, match="100 of 102 files") as told:
        verified(project, many)
    assert "and 95 more" in str(told.value)
    assert len(str(told.value).splitlines()) <= 30


def test_other_folders_below_data_processed_are_not_compared(tmp_path: Path):
    for name in ("one", "two"):
        make(tmp_path / name)
    (tmp_path / "one/data/processed/packages").mkdir()
    (tmp_path / "one/data/processed/packages/TW-V03.zip").write_bytes(b"zip")
    found = compared(tmp_path / "one", tmp_path / "two", ["data/processed/tidy", "reports/2026Q3"])
    assert (found.same, found.different) == (2, ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.head(1), "2 and 1 rows"),
        (lambda t: t.rename({"jobs": "banen"}), "other columns or types"),
        (lambda t: t.with_columns(region=pl.lit(None, dtype=pl.String)), "column region, first in row 0, 2 rows"),
    ],
)
def test_the_difference_between_tables_is_said_by_column(tmp_path: Path, change, said: str):
    table = pl.DataFrame({"region": ["RA01", "RA02"], "jobs": [1, 2]})
    table.write_parquet(tmp_path / "a.parquet")
    change(table).write_parquet(tmp_path / "b.parquet")
    assert said in first_difference(tmp_path / "a.parquet", tmp_path / "b.parquet")


def test_everything_that_should_not_matter_is_other_in_the_second_run(tmp_path: Path):
    before = {**os.environ, "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    other = circumstances(tmp_path, before)
    names = ("TZ", "LC_ALL", "PYTHONHASHSEED", "RAAT_WORKERS", "RAAT_CACHE", "PYTHONPATH")
    assert [name for name in names if other[name] == before.get(name)] == []
    assert other["RAAT_WORKERS"] == "1"
    assert Path(other["RAAT_CACHE"]).is_relative_to(tmp_path)
