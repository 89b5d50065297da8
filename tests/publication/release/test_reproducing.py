"""`raat reproduce`: from the mark at the foot of a page to the same bytes, or to the files that differ."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from raat_analysis.errors import RaatError
from raat_analysis.publication.release.places import Places
from raat_analysis.publication.release.provenance import read_reports
from raat_analysis.publication.release.releasing import release
from raat_analysis.verification.reproducing import reproduced, with_mark
from tests.publication.release.conftest import commit_all, git


@pytest.fixture
def released(ready: Places) -> Places:
    release(ready, date(2026, 11, 26), demonstration=True)
    commit_all(ready.root)
    return ready


def mark_of(at: Places, code: str = "RA0205") -> str:
    return str(next(each["data"] for each in read_reports(at.public) if each["code"] == code))


def made_again(at: Places, spoil: str = "") -> Callable[[Path], None]:
    """A second run that makes what is here; one file of it is spoiled."""

    def remake(clone: Path) -> None:
        public = clone / "reports" / "2026Q3" / "public"
        shutil.copytree(at.public, public)
        if spoil:
            (public / spoil).write_bytes((public / spoil).read_bytes() + b" ")

    return remake


def test_the_mark_on_a_page_leads_to_every_report_of_those_rows(released: Places):
    found = with_mark(released.root, mark_of(released)[:12])
    names = [each.name for each in found]
    assert names[:2] == ["twente/factsheet", "fase0/twente"]
    assert all(name.startswith("fase0/rondetafel-") for name in names[2:])
    assert {(each.edition, each.release) for each in found} == {("2026Q3", 1)}
    assert found[0].commit == git(released.root, "rev-parse", "HEAD~1").strip()


def test_the_same_bytes_are_said_and_no_clone_stays(released: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    told = reproduced(released.root, mark_of(released, "RA02"), remake=made_again(released))
    assert "oost-nederland/factsheet of edition 2026Q3 (release 1), commit" in told
    assert set(tmp_path.iterdir()) == before


def test_one_other_byte_is_named_and_the_second_run_is_kept(
    released: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RaatError) as refused:
        reproduced(released.root, mark_of(released), remake=made_again(released, "twente/factsheet.csv"))
    told = str(refused.value)
    assert "1 files are not the same" in told
    assert "twente/factsheet.csv: has other bytes" in told
    assert len(list(tmp_path.glob("raat-reproduce-*/clone/reports"))) == 1


def test_the_commit_of_the_release_is_run_and_not_that_of_now(released: Places):
    (released.root / "CHANGELOG.md").write_text("later\n", encoding="utf-8")
    commit_all(released.root)
    seen: list[str] = []

    def remake(clone: Path) -> None:
        seen.append((clone / "CHANGELOG.md").read_text(encoding="utf-8"))
        made_again(released)(clone)

    reproduced(released.root, mark_of(released), remake=remake)
    assert seen != ["later\n"]


def test_work_on_the_next_edition_does_not_stand_in_the_way(released: Places):
    """Changes that are not committed are no part of what was released."""
    (released.root / "CHANGELOG.md").write_text("unfinished\n", encoding="utf-8")
    assert "The same bytes" in reproduced(released.root, mark_of(released), remake=made_again(released))


def test_an_edition_that_was_made_and_not_released_is_found_too(ready: Places):
    assert with_mark(ready.root, mark_of(ready))[0].title.startswith("twente/factsheet of edition 2026Q3 (made here")


@pytest.mark.parametrize("mark", ["82d8", "twente", "82D87ED866BE", "../../etc"])
def test_what_is_no_mark_is_refused(mark: str, ready: Places):
    with pytest.raises(RaatError, match="is no mark"):
        with_mark(ready.root, mark)


def test_a_mark_that_nobody_published_is_refused(released: Places):
    with pytest.raises(RaatError, match="No report with mark 000000000000"):
        with_mark(released.root, "0" * 12)


def test_other_libraries_are_set_up_only_when_asked(released: Places):
    lock = released.root / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "# one more\n", encoding="utf-8")
    commit_all(released.root)
    with pytest.raises(RaatError, match="--install"):
        reproduced(released.root, mark_of(released), remake=made_again(released))
