"""manifest.json: every file with its hash, and whatever was done to a folder by hand is seen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from raat_analysis.errors import GateRefused
from raat_analysis.publication.release.manifest import FILE, edited, write_manifest

SHA_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"  # sha256sum of the letter a


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "twente").mkdir()
    (tmp_path / "twente" / "factsheet.html").write_text("a")
    (tmp_path / "index.html").write_text("b")
    write_manifest(tmp_path, {"edition": "2026Q3"})
    return tmp_path


def test_it_names_every_file_but_itself_in_order(folder: Path):
    found = json.loads((folder / FILE).read_text())
    assert found["edition"] == "2026Q3"
    assert list(found["files"]) == ["index.html", "twente/factsheet.html"]
    assert found["files"]["twente/factsheet.html"] == {"bytes": 1, "sha256": SHA_OF_A}
    assert edited(folder) == []


BY_HAND: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda folder: (folder / "index.html").write_text("c"), "index.html: was changed"),
    "added": (lambda folder: (folder / "extra.txt").write_text("c"), "extra.txt: was added"),
    "gone": (lambda folder: (folder / "index.html").unlink(), "index.html: is gone"),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_was_done_by_hand_is_seen(name: str, folder: Path):
    by_hand, told = BY_HAND[name]
    by_hand(folder)
    assert edited(folder) == [told]


def test_a_link_is_seen(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    other = tmp_path_factory.mktemp("other") / "index.html"
    other.write_text("b")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(other)
    assert edited(folder) == ["index.html: is a link"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}'])
def test_a_manifest_that_cannot_be_read_is_refused(text: str, folder: Path):
    (folder / FILE).write_text(text)
    with pytest.raises(GateRefused, match="take the folder from the zip"):
        edited(folder)
