"""One run of the whole flow over marked exports, with everything a program may write elsewhere brought inside it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.privacy.planted import dvc, planted


@dataclass(frozen=True)
class Marked:
    """The copy in which the flow ran, where its temporary files and home are, and what it said."""

    root: Path
    elsewhere: Path
    said: str


@pytest.fixture(scope="session")
def marked(new_project, tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """Marked exports through all stages; temporary files and the home folder lie in a folder of their own."""
    project, elsewhere = new_project("marked"), tmp_path_factory.mktemp("elsewhere")
    subprocess.run(["git", "add", "-A"], cwd=project.root, check=True)  # as a clone is: before there is anything made
    planted(project, tmp_path_factory.mktemp("given"))
    folders = {name: str(elsewhere / name.lower()) for name in ("HOME", "TMPDIR")}
    for folder in folders.values():
        Path(folder).mkdir()
    where = {**os.environ, **folders, "PYTHONPATH": str(project.root)}
    command = [sys.executable, "-m", "raat_analysis", "report"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, env=where)
    assert done.returncode == 0, done.stdout + done.stderr
    pushed = dvc(project.root, "push")
    assert pushed.returncode == 0, pushed.stderr
    return Marked(project.root, elsewhere, done.stdout + done.stderr + pushed.stdout + pushed.stderr)
