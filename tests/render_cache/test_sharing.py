"""The cache over a DVC remote: what one clone made, another need not make; and never through git."""

import subprocess
import sys
from pathlib import Path

import pytest

from raat_analysis.errors import RaatError
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.render_cache.sharing import pull, push, remote

KEY = "ab" * 32
FILES = {"twente/factsheet.html": b"<p>55.400</p>", "twente/factsheet.pdf": b"%PDF"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone with two DVC remotes: one in git, one outside."""
    clone = tmp_path / "clone"
    (clone / "data" / "remote").mkdir(parents=True)
    dvc = [sys.executable, "-m", "dvc"]
    subprocess.run([*dvc, "init", "-q", "--no-scm"], cwd=clone, check=True)
    for name, place in (("embedded", clone / "data" / "remote"), ("own", tmp_path / "own")):
        subprocess.run([*dvc, "remote", "add", "-q", name, str(place)], cwd=clone, check=True)
    return clone


@pytest.mark.slow
def test_what_is_pushed_from_one_cache_comes_back_in_another_once(root: Path, tmp_path: Path) -> None:
    here, there, own = RenderCache(tmp_path / "here"), RenderCache(tmp_path / "there"), remote(root, "own")
    here.keep(KEY, FILES)
    assert (push(here.folder, own), push(here.folder, own)) == (3, 0)
    assert (pull(there.folder, own), pull(there.folder, own)) == (3, 0)
    assert there.find(KEY) == FILES


@pytest.mark.slow
def test_the_remote_in_git_and_an_unknown_one_are_refused(root: Path) -> None:
    with pytest.raises(RaatError, match="stands in git"):
        remote(root, "embedded")
    with pytest.raises(RaatError, match="elders"):
        remote(root, "elders")
