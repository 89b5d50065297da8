"""The tutorial is true: its commands, edits and files, in a fresh clone and in order, show what the page says.

Not in the default run, as it makes two editions: `make tutorial`, and CI.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT
from tests.tutorial.steps import Commands, Edit, NewFile, Seen, Step, steps

PAGE = ROOT / "docs" / "tutorial.md"
ADDRESS, CLONE = "<address of the repository>", "raat_analysis"
WITHIN = 60 * 60  # seconds: the page promises an hour
NOBODY = {f"GIT_{who}_{what}": "reader@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(line: str, folder: Path) -> str:
    """What a command shows; in the clone it finds this environment as .venv, so that nothing is downloaded."""
    environment = {**os.environ, **NOBODY, "PYTHONPATH": str(folder), "BROWSER": "true"}  # what is opened, is not shown
    environment.pop("PYTEST_CURRENT_TEST", None)
    done = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if done.returncode and "raat check" not in line:  # a file that cannot be added is a finding of the page
        pytest.fail(f"{line}\nexit code {done.returncode}\n{told}")
    return told


def with_environment(clone: Path) -> None:
    """`.venv` as `make` would set it up, of what is installed here."""
    (clone / ".venv").mkdir()
    (clone / ".venv" / "bin").symlink_to(Path(sys.executable).parent, target_is_directory=True)
    (clone / ".venv" / "ready").touch()


def taken(step: Step, folder: Path, shown: str) -> tuple[Path, str]:
    """A step done in a folder after output `shown`: the folder and the output after it."""
    if isinstance(step, Seen):
        assert step.missing(shown) == [], shown
    elif isinstance(step, Edit):
        text = (folder / step.file).read_text(encoding="utf-8")
        assert text.count(step.find) == 1, step
        (folder / step.file).write_text(text.replace(step.find, step.write), encoding="utf-8")
    elif isinstance(step, NewFile):
        (folder / step.file).write_text(step.text, encoding="utf-8")
    else:
        return _commanded(step, folder)
    return folder, shown


def _commanded(step: Commands, folder: Path) -> tuple[Path, str]:
    shown = []
    for line in step.lines:
        if line == f"cd {CLONE}":
            folder = folder / CLONE
            with_environment(folder)
        else:
            shown.append(run(line.replace(ADDRESS, str(ROOT)), folder))
    return folder, "\n".join(shown)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The clone after all steps of the page, and the seconds that they took."""
    folder, shown, began = tmp_path_factory.mktemp("tutorial"), "", time.monotonic()
    for step in steps(PAGE):
        folder, shown = taken(step, folder, shown)
    return folder, time.monotonic() - began


def test_the_page_holds_within_an_hour(walked: tuple[Path, float]):
    assert walked[1] < WITHIN
    sys.stderr.write(f"The tutorial took {walked[1] / 60:.1f} minutes.\n")


def number(clone: Path, region: str, measure: str) -> float | None:
    """A published number of 2026Q4, of the whole sector; None when there is no such row."""
    rows = pl.read_parquet(clone / "data/processed/published/public/numbers.parquet").filter(
        region_code=region, measure=measure, period="2026Q4", branch_code="SMAL", breakdown="total", scenario=""
    )
    return rows["value"].item() if rows.height else None


def test_the_numbers_are_those_of_the_exports(walked: tuple[Path, float]):
    """55570 stands in the export; 475 positions in adverts posted in the quarter, 135 of them open at its end."""
    asked = ("employees", "vacancies_opened", "vacancies_open")
    assert [number(walked[0], "RA0205", measure) for measure in asked] == [55570, 475, 135]


def test_regions_that_were_not_delivered_have_no_vacancies_of_the_quarter(walked: tuple[Path, float]):
    assert [number(walked[0], region, "vacancies_open") for region in ("RA0204", "RA0207", "RA02")] == [None] * 3


def test_everything_is_committed(walked: tuple[Path, float]):
    said = run("git status --short", walked[0])
    assert said.splitlines() == ["?? .venv"] or said == ""
