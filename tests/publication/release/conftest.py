"""A small project under git and DVC whose edition was made and signed off: ready to be released."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.disclosure.cells import CELL
from raat_analysis.parquet import write_table
from raat_analysis.publication.difference.pages import pages, pages_hash
from raat_analysis.publication.edition import publish
from raat_analysis.publication.release.places import Places, places
from raat_analysis.publication.release.provenance import EDITION
from raat_analysis.rendering.jobs import Asked
from raat_analysis.running.dvc_command import dvc, environment
from raat_analysis.sign_off import SignOff, numbers_hash, write_sign_off

PARAMS = """edition: 2026Q3
previous_edition: null
publisher: WGV Zorg en Welzijn
regions: [RA0205, RA02]
fase0_region: RA0205
fase0_fewest_respondents: {}
"""


def git(root: Path, *arguments: str) -> str:
    """What git answers."""
    who = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    return subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def commit_all(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "As it is")


def sign(at: Places, status: str = "voorlopig") -> None:
    """Sign off what is there."""
    write_sign_off(
        at.sign_offs,
        SignOff(
            edition=at.params.edition,
            status=status,
            role="onderzoeker",
            date=date(2026, 11, 25),
            remarks="Bekeken.",
            numbers=numbers_hash(at.published),
            pages=pages_hash(pages(at.public)),
        ),
    )


def say_status(at: Places, status: str) -> None:
    """Let the edition call itself so, as pages rendered after the sign-off do."""
    path = at.public / EDITION
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**about, "status": status}, indent=2), encoding="utf-8")


@pytest.fixture(scope="module")
def edition_made(made, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("release") / "project"
    shutil.copytree(made.root, root)
    (root / "params.yaml").write_text(PARAMS, encoding="utf-8")
    published = root / "data" / "processed" / "published"
    publish(Asked(made.params, published), made.rendered, made.quality, root / "reports" / "2026Q3")
    (root / "dvc.yaml").write_text("stages: {}\n", encoding="utf-8")  # what was made is up to date
    (root / ".gitignore").write_text("/data/processed/\n/reports/\n/releases/\n/.raat/\n*.parquet\n", encoding="utf-8")
    cell = dict.fromkeys(CELL, "") | {"measure": "employees", "region_code": "RA0205", "period": "2026Q3"}
    cells = [cell | {"lower": 55400.0, "upper": 55400.0, "hidden": False}]
    write_table(pl.DataFrame(cells), published / "public" / "cells.parquet")
    git(root, "init", "-q")
    subprocess.run(dvc("init", "-q"), cwd=root, env=environment(root), check=True)
    at = places(root, "2026Q3")
    sign(at)
    say_status(at, "voorlopig")
    commit_all(root)
    return root


@pytest.fixture
def ready(edition_made: Path, tmp_path: Path) -> Places:
    """A copy that a test may spoil."""
    shutil.copytree(edition_made, tmp_path / "project")
    return places(tmp_path / "project", "2026Q3")
