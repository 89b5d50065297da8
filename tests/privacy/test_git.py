"""What git and the DVC remote in it can hold: no export of persons, no table made of one, no output of a notebook."""

import json
import re
from pathlib import Path

import nbformat
import pytest
import yaml
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from traitlets.config import Config

from raat_analysis.sources.metadata import read_metadata
from tests.conftest import ROOT, Project
from tests.privacy.planted import git, staged

STRAY = (
    "fase0_hr.csv",
    "export.xlsx",
    "data/fase0_medewerkers.csv",
    "data/raw/fase0_medewerkers.csv",
    "data/raw/fase0_medewerkers/antwoorden.csv",
    "data/raw/fase0_medewerkers/ronde 2/antwoorden.xlsx",
    "data/raw/fase0_medewerkers/2027-01-05/antwoorden.csv",
    "data/raw/fase0_medewerkers/2027-01-05/antwoorden.txt",
    "data/processed/tidy/workforce.parquet",
    "data/processed/quarantine/fase0_hr.csv",
    "data/processed/published/members/TW-G02/numbers.parquet",
    "data/editions/2026Q3/members.parquet",
    "notebooks/explore/workforce.parquet",
    "notebooks/explore/.ipynb_checkpoints/start_here-checkpoint.ipynb",
    "reports/2026Q3/members/TW-G02/fase0.html",
    "reports/2026Q3/quality/index.html",
    ".dvc/cache/files/md5/00/11",
    ".dvc/own/files/md5/00/11",
    ".raat/jupyter/runtime/kernel.json",
)


@pytest.fixture
def clone(new_project) -> Project:
    project = new_project("git")
    git(project.root, "add", "-A")
    git(project.root, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "as it is")
    return project


def test_git_refuses_a_table_by_name_wherever_it_is_put(clone: Project):
    for name in STRAY:
        (clone.root / name).parent.mkdir(parents=True, exist_ok=True)
        (clone.root / name).write_text("wie;uren\n", encoding="utf-8")
        assert git(clone.root, "add", name).returncode != 0, name
    git(clone.root, "add", "-A")
    assert staged(clone.root) == set()


def test_the_remote_in_git_holds_the_files_of_exports_of_no_one_and_nothing_else():
    remote = ROOT / "data/remote/files/md5"
    listed: set[str] = set()
    for path in sorted((ROOT / "data").glob("**/*.dvc")):
        out = yaml.safe_load(path.read_text(encoding="utf-8"))["outs"][0]
        assert path.is_relative_to(ROOT / "data/editions") or read_metadata(path).kind in ("demonstration", "published")
        listed.add(out["md5"])
        if out["md5"].endswith(".dir"):
            files = json.loads((remote / out["md5"][:2] / out["md5"][2:]).read_text(encoding="utf-8"))
            listed |= {file["md5"] for file in files}
    assert {path.parent.name + path.name for path in remote.glob("*/*")} == listed


def test_no_output_of_a_stage_is_pushed():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    outs = [next(iter(out.items())) for stage in stages.values() for out in stage["outs"]]
    assert len(outs) > 8
    assert [name for name, about in outs if about["push"] is not False] == []


def test_make_lab_stores_a_notebook_without_what_it_showed(tmp_path: Path):
    told = re.search(r"--ContentsManager\.pre_save_hook=(\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert told
    manager = LargeFileManager(root_dir=str(tmp_path), config=Config({"ContentsManager": {"pre_save_hook": told[1]}}))
    shown = nbformat.v4.new_output("stream", text="TW-G02 A00036 36 uur")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("load('workforce')", outputs=[shown])])
    manager.save({"type": "notebook", "format": "json", "content": notebook}, "look.ipynb")
    stored = (tmp_path / "look.ipynb").read_text(encoding="utf-8")
    assert "load('workforce')" in stored
    assert "A00036" not in stored
