"""What more than one part of the tests needs."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
os.environ.setdefault("MPLBACKEND", "agg")


@dataclass(frozen=True)
class Project:
    """A copy of the repository in an empty folder, as a newcomer's clone has it."""

    root: Path

    def raat(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the command line in the copy; its output and exit code, never an exception."""
        command = [sys.executable, "-m", "raat_analysis", *arguments]
        return subprocess.run(
            command, cwd=self.root, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(self.root)}
        )


@pytest.fixture(scope="session")
def flow(new_project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """A fresh copy in which the edition of params.yaml was made, and what was said: once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "flow.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = shared / "flow.json"
        if not told.exists():
            project = new_project("flow")
            done = project.raat("report")
            assert done.returncode == 0, done.stdout + done.stderr
            told.write_text(json.dumps([str(project.root), done.stdout]), encoding="utf-8")
        root, said = json.loads(told.read_text(encoding="utf-8"))
    return Project(Path(root)), said


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory):
    """A function that makes a new copy of the repository's files (not of what was made from them)."""

    def copy(name: str) -> Project:
        target = tmp_path_factory.mktemp(name) / "clone"
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split("\0")
        for file in (name for name in listed if name and (ROOT / name).is_file()):
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, target / file)
        subprocess.run(["git", "init", "-q"], cwd=target, check=True)
        return Project(target)

    return copy
