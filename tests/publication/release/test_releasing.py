"""`raat publish`: what a release holds and leaves for the next edition, and every reason to refuse one."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.parquet import read_table
from raat_analysis.publication.release.manifest import FILE as MANIFEST
from raat_analysis.publication.release.manifest import edited
from raat_analysis.publication.release.places import Places, places
from raat_analysis.publication.release.record import read_release, releases
from raat_analysis.publication.release.releasing import release, zip_of
from tests.publication.release.conftest import commit_all, git, say_status, sign

DAY = date(2026, 11, 26)


def done(at: Places, correction: str = "") -> None:
    release(at, DAY, demonstration=True, correction=correction)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(at: Places, demonstration: bool = True, correction: str = "") -> str:
    """Why it is refused; nothing may have been written."""
    before = {path: path.read_bytes() for path in sorted(at.root.glob("releases/**/*")) if path.is_file()}
    with pytest.raises(RaatError) as refused:
        release(at, DAY, demonstration, correction)
    assert before == {path: path.read_bytes() for path in sorted(at.root.glob("releases/**/*")) if path.is_file()}
    return str(refused.value)


def test_a_release_is_the_public_folder_with_hashes_and_a_zip_of_the_same_files(ready: Places):
    done(ready)
    folder = files_of(ready.released)
    own = {"manifest.json", "ro-crate-metadata.json", "README.md"}
    assert {name: content for name, content in folder.items() if name not in own} == {
        name: content for name, content in files_of(ready.public).items() if name not in own
    }
    assert edited(ready.released) == []
    with zipfile.ZipFile(zip_of(ready)) as packed:
        inside = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert inside == folder
    assert "members" not in " ".join(folder)


def test_the_record_says_what_it_was_made_of(ready: Places):
    done(ready)
    found = read_release(ready.editions / "2026Q3")
    assert (found.release, found.status, found.demonstration, found.role) == (1, "voorlopig", True, "onderzoeker")
    assert found.commit == git(ready.root, "rev-parse", "HEAD").strip()
    assert found.manifest == hashlib.sha256((ready.released / MANIFEST).read_bytes()).hexdigest()
    assert [(each.source, each.obtained_on) for each in found.sources] == [
        ("azw_kerncijfers", "2026-10-01"),
        ("zorgselect", "2026-10-02"),
    ]
    assert {each.name for each in found.reports} >= {"twente/factsheet", "oost-nederland/factsheet", "fase0/twente"}
    assert found.methods["employees"] == 1


def test_the_next_edition_finds_numbers_pages_and_ledger(ready: Places):
    done(ready)
    folder = ready.editions / "2026Q3"
    numbers = ready.published / "public" / "numbers.parquet"
    assert (folder / "numbers.parquet").read_bytes() == numbers.read_bytes()
    assert set(read_table(folder / "pages.parquet")["report"]) >= {"twente/factsheet", "fase0/twente"}
    assert (folder / "numbers.parquet.dvc").is_file()
    assert (ready.editions / "ledger.csv").read_text(encoding="utf-8").startswith("published_in,")


def test_the_same_edition_gives_the_same_bytes(ready: Places):
    done(ready)
    first = files_of(ready.released) | {"zip": zip_of(ready).read_bytes()}
    git(ready.root, "clean", "-fdqx", "releases", "data/editions")
    done(ready)
    assert files_of(ready.released) | {"zip": zip_of(ready).read_bytes()} == first


def test_twice_is_refused_and_a_correction_is_release_2(ready: Places):
    done(ready)
    commit_all(ready.root)
    assert "2026Q3 was released on 2026-11-26. A mistake in it?" in refusal(ready)
    assert "names no correction under 2026Q3" in refusal(ready, correction="Verkeerde noemer")
    corrected(ready)
    done(ready, "Verkeerde noemer")
    found = read_release(ready.editions / "2026Q3")
    assert (found.release, found.correction) == (2, "Verkeerde noemer")
    assert [each["release"] for each in found.earlier] == [1]


def corrected(at: Places) -> None:
    """CHANGELOG.md names what was wrong."""
    log = at.root / "CHANGELOG.md"
    said = "### Corrections\n- `outflow_sector_pct` had the wrong denominator."
    log.write_text(log.read_text(encoding="utf-8").replace("### Corrections\n- None.", said), encoding="utf-8")
    commit_all(at.root)


def test_a_correction_that_cannot_be_recorded_leaves_the_first_release_as_it_was(
    ready: Places, monkeypatch: pytest.MonkeyPatch
):
    done(ready)
    corrected(ready)
    before = files_of(ready.released) | {"zip": zip_of(ready).read_bytes()}

    def fails(*_: object) -> None:
        raise RaatError("DVC could not add")

    monkeypatch.setattr("raat_analysis.publication.release.releasing.tracked", fails)
    assert "DVC could not add" in refusal(ready, correction="Verkeerde noemer")
    assert files_of(ready.released) | {"zip": zip_of(ready).read_bytes()} == before
    assert read_release(ready.editions / "2026Q3").release == 1


def test_a_correction_of_what_was_never_released_is_refused(ready: Places):
    assert "there is nothing to correct" in refusal(ready, correction="Iets")


def later(at: Places) -> None:
    """A newer edition was released in the meantime."""
    done(at)
    record = at.editions / "2026Q3" / "release.json"
    newer = at.editions / "2026Q4" / "release.json"
    newer.parent.mkdir()
    newer.write_text(record.read_text(encoding="utf-8").replace('"edition": "2026Q3"', '"edition": "2026Q4"', 1))
    commit_all(at.root)


def test_an_older_edition_never_follows_a_newer_one(ready: Places):
    later(ready)
    assert "2026Q4 was released already and 2026Q3 is older" in refusal(ready)


def test_an_edition_that_skips_the_one_released_before_it_is_refused(ready: Places):
    done(ready)
    record = ready.editions / "2026Q3"
    older = record.with_name("2026Q2")
    record.rename(older)
    (older / "release.json").write_text(
        (older / "release.json").read_text(encoding="utf-8").replace('"edition": "2026Q3"', '"edition": "2026Q2"', 1)
    )
    ready.released.rename(ready.released.with_name("2026Q2"))
    commit_all(ready.root)
    assert "previous_edition is null; the edition released before is 2026Q2" in refusal(ready)


def test_a_release_folder_that_was_edited_by_hand_is_refused(ready: Places):
    done(ready)
    commit_all(ready.root)
    (ready.released / "index.html").write_text("Beter", encoding="utf-8")
    assert "releases/2026Q3 was edited by hand: 1 files (index.html: was changed)" in refusal(ready)


def test_a_folder_without_a_record_is_refused(ready: Places):
    ready.released.mkdir(parents=True)
    assert "releases/2026Q3 is there without a record" in refusal(ready)


def test_demonstration_data_needs_the_word_and_real_data_refuses_it(ready: Places):
    assert "2 sources are demonstration data" in refusal(ready, demonstration=False)
    sources = ready.published / "public" / "sources.parquet"
    pl.read_parquet(sources).with_columns(kind=pl.lit("own")).write_parquet(sources)
    sign(ready)
    commit_all(ready.root)
    assert "no source is demonstration data" in refusal(ready)


SPOILED: dict[str, tuple[Callable[[Places], object], str]] = {
    "no sign-off": (lambda at: (at.sign_offs / "2026Q3.yml").unlink(), "nobody signed it off: it is a concept"),
    "other status": (lambda at: say_status(at, "concept"), "its pages say concept, and voorlopig was signed"),
    "other numbers": (
        lambda at: pl.DataFrame({"a": [1]}).write_parquet(at.published / "public" / "actions.parquet"),
        "the numbers are others than those that were signed off",
    ),
    "other words": (
        lambda at: _replace(at.public / "twente" / "factsheet.html", "werknemers", "medewerkers"),
        "the pages say other things than when they were signed off",
    ),
}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", SPOILED)
def test_what_was_not_signed_off_is_refused(name: str, ready: Places):
    spoil, told = SPOILED[name]
    spoil(ready)
    commit_all(ready.root)
    assert told in refusal(ready)


def test_every_reason_is_told_at_once(ready: Places):
    (ready.sign_offs / "2026Q3.yml").unlink()
    commit_all(ready.root)
    told = refusal(ready, demonstration=False)
    assert "Edition 2026Q3 is not released: 2 reasons." in told


def test_changes_that_are_not_in_git_are_refused_and_so_are_new_files_of_what_goes_in(ready: Places):
    (ready.root / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
    assert "CHANGELOG.md" in refusal(ready)
    git(ready.root, "checkout", "-q", "CHANGELOG.md")
    (ready.root / "data" / "raw" / "uitstroom").mkdir(parents=True)
    (ready.root / "data" / "raw" / "uitstroom" / "2026-11-01.dvc").write_text("outs: []\n", encoding="utf-8")
    assert "data/raw/uitstroom/2026-11-01.dvc" in refusal(ready)


def test_another_edition_than_that_of_the_parameters_is_refused(ready: Places):
    with pytest.raises(RaatError, match=r"2026Q4 is not the edition of params\.yaml, 2026Q3"):
        places(ready.root, "2026Q4")


def test_an_edition_that_was_not_made_is_refused(ready: Places):
    (ready.public / "edition.json").unlink()
    with pytest.raises(RaatError, match="make report"):
        places(ready.root, "2026Q3")


@pytest.mark.parametrize("spoiled", ['{"edition": "2026Q3"}', "[", '{"edition": "2026Q2"}'])
def test_a_record_that_was_edited_is_refused(spoiled: str, ready: Places):
    done(ready)
    (ready.editions / "2026Q3" / "release.json").write_text(spoiled, encoding="utf-8")
    with pytest.raises(RaatError, match="is no record of a release"):
        releases(ready.editions)


def test_the_record_of_an_edition_stands_in_its_own_folder(ready: Places):
    done(ready)
    record = ready.editions / "2026Q3" / "release.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "edition": "2026Q2"}), encoding="utf-8")
    with pytest.raises(RaatError, match="the folder is of 2026Q3"):
        releases(ready.editions)
