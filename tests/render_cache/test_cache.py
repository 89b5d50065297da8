"""What the render cache gives back is what was put in, whatever happens to its files; and it stays within its room."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.errors import ParameterRefused
from raat_analysis.render_cache.objects import Objects, sha256
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.render_cache.room import make_room
from raat_analysis.render_cache.settings import most_bytes, render_cache

KEY = "ab" * 32
FILES = {"twente/factsheet.html": b"<p>55.400</p>", "twente/factsheet.pdf": b"%PDF", "twente/leeg.csv": b""}


@given(content=st.binary(max_size=200))
def test_the_empty_content_has_the_known_hash_and_any_content_comes_back(content: bytes, tmp_path_factory) -> None:
    objects = Objects(tmp_path_factory.getbasetemp() / "objects")
    assert objects.put(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert objects.get(objects.put(content)) == content


def test_a_report_comes_back_with_every_file_and_another_key_gives_none(tmp_path: Path) -> None:
    cache = RenderCache(tmp_path)
    cache.keep(KEY, FILES)
    assert cache.find(KEY) == FILES
    assert cache.find("cd" * 32) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_cache_never_gives_other_bytes_and_is_mended_by_keeping_again(tmp_path: Path, capfd, data) -> None:
    """Any file of the cache cut, changed, emptied or removed: what was kept comes back whole or not at all."""
    cache = RenderCache(tmp_path)
    cache.keep(KEY, FILES)
    path = data.draw(st.sampled_from(sorted(path for path in tmp_path.rglob("*") if path.is_file())))
    content = path.read_bytes()
    damaged = data.draw(st.one_of(st.none(), st.binary(max_size=300), st.just(content[:-1])))
    path.unlink()
    if damaged is not None:
        path.write_bytes(damaged)
    assert cache.find(KEY) in (None, FILES)
    cache.keep(KEY, FILES)
    assert cache.find(KEY) == FILES
    capfd.readouterr()


def test_a_damaged_report_is_told(tmp_path: Path, capsys) -> None:
    cache = RenderCache(tmp_path)
    cache.keep(KEY, FILES)
    cache.objects.path(sha256(b"%PDF")).write_bytes(b"%PDG")
    assert cache.find(KEY) is None
    assert "damaged report (abababababababab)" in capsys.readouterr().err


def test_many_writers_of_one_report_leave_it_whole_and_nothing_beside(tmp_path: Path) -> None:
    cache = RenderCache(tmp_path)
    threads = [threading.Thread(target=cache.keep, args=(KEY, FILES)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.find(KEY) == FILES
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 4  # three contents and the report


def test_what_was_used_longest_ago_goes_first_and_the_cache_has_its_size(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    names = [objects.put(bytes([number]) * 1000) for number in range(10)]
    for age, name in enumerate(names):
        os.utime(objects.path(name), (1_000_000 + age, 1_000_000 + age))
    objects.get(names[0])  # used now
    assert make_room(tmp_path, 3500) == 7
    assert [number for number, name in enumerate(names) if objects.get(name) is not None] == [0, 8, 9]


def test_what_a_killed_run_left_beside_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    for name, when in ((".old", 1_000_000), (".new", None)):
        (tmp_path / name).write_bytes(b"half")
        if when:
            os.utime(tmp_path / name, (when, when))
    assert make_room(tmp_path, 1000) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".new"]


def test_the_environment_says_where_it_is_and_how_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAAT_CACHE", raising=False)
    assert render_cache().folder == tmp_path / ".raat" / "cache"
    assert (tmp_path / ".raat/cache").stat().st_mode & 0o077 == 0  # confidential reports are in it
    monkeypatch.setenv("RAAT_CACHE", str(tmp_path / "shared"))
    monkeypatch.setenv("RAAT_CACHE_MB", "3")
    assert (render_cache().folder, most_bytes()) == (tmp_path / "shared", 3_000_000)
    monkeypatch.setenv("RAAT_CACHE_MB", "veel")
    with pytest.raises(ParameterRefused, match="'veel'"):
        most_bytes()
