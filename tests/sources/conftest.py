"""What more than one file of these tests needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty git and DVC repository, with the remote for own exports that ours has."""
    dvc = [sys.executable, "-m", "dvc"]
    for command in (["git", "init", "-q"], [*dvc, "init", "-q"], [*dvc, "remote", "add", "-q", "own", ".dvc/own"]):
        subprocess.run(command, cwd=tmp_path, check=True, env={**os.environ, "DVC_NO_ANALYTICS": "1"})
    return tmp_path
