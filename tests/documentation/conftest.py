"""The site, built once as the Makefile does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

OPTIONS = re.search(r"-m sphinx (.+) -d \S+ docs site$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def build(source: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Build as the Makefile does."""
    assert OPTIONS
    command = [sys.executable, "-m", "sphinx", *OPTIONS[1].split(), "-d", str(folder / "read"), str(source)]
    return subprocess.run([*command, str(folder / "site")], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation")
    done = build(ROOT / "docs", folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"
