"""A run that is killed at any step: the next one repairs what it left, and no reader sees a half output."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from raat_analysis.leftovers import mend, mend_all
from raat_analysis.paths import replaced

# writes `new` and is killed just before or just after the given call of rename
KILLED = """
import os, signal, sys
from pathlib import Path
from raat_analysis.paths import replaced
real, wanted, after, count = Path.rename, int(sys.argv[2]), sys.argv[3] == "after", 0
def rename(self, target):
    global count
    count += 1
    if count == wanted and not after: os.kill(os.getpid(), signal.SIGKILL)
    made = real(self, target)
    if count == wanted and after: os.kill(os.getpid(), signal.SIGKILL)
    return made
Path.rename = rename
with replaced(Path(sys.argv[1])) as beside:
    beside.mkdir()
    (beside / "table").write_text("new")
    if wanted == 0: os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(target: Path, call: int, moment: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), str(call), moment])
    assert done.returncode == -9


def old_output(folder: Path) -> Path:
    target = folder / "measures"
    target.mkdir()
    (target / "table").write_text("old")
    return target


@pytest.mark.parametrize(
    ("call", "moment", "left", "mended"),
    [
        (0, "writing", "old", "old"),
        (1, "before", "old", "old"),
        (1, "after", None, "old"),  # the old one is moved away, the new one not yet there
        (2, "before", None, "old"),
        (2, "after", "new", "new"),
    ],
)
def test_a_run_killed_at_each_step_of_the_swap_is_mended(tmp_path, call, moment, left, mended):
    target = old_output(tmp_path)
    killed(target, call, moment)
    assert ((target / "table").read_text() if target.exists() else None) == left
    mend(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["measures"]
    assert (target / "table").read_text() == mended


@pytest.mark.parametrize("call", [0, 1, 2])
def test_the_next_run_of_the_stage_leaves_its_own_bytes_and_nothing_else(tmp_path, call: int):
    target = old_output(tmp_path)
    killed(target, call, "after")
    with replaced(target) as beside:
        beside.mkdir()
        (beside / "table").write_text("third")
    assert [path.name for path in tmp_path.iterdir()] == ["measures"]
    assert (target / "table").read_text() == "third"


def test_what_a_living_process_writes_stays(tmp_path):
    writing = tmp_path / f".measures.{os.getpid()}-0123abcd"
    writing.write_text("half")
    mend(tmp_path)
    assert writing.exists()


def test_a_process_that_only_has_the_number_of_the_dead_one_keeps_nothing_there(tmp_path, monkeypatch):
    writing = tmp_path / f".measures.{os.getpid()}-0123abcd"
    writing.write_text("half")
    monkeypatch.setattr("psutil.Process.create_time", lambda _: writing.stat().st_ctime + 60)
    mend(tmp_path)
    assert not writing.exists()


def test_a_dead_process_that_nobody_collected_keeps_nothing_there(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    while psutil.Process(dead.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    (tmp_path / f".measures.{dead.pid}-0123abcd").write_text("half")
    mend(tmp_path)
    assert list(tmp_path.iterdir()) == []
    dead.wait()


@pytest.mark.parametrize("living", [False, True])
def test_dvc_is_not_kept_waiting_for_a_run_that_was_killed(tmp_path, living: bool):
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    by = {"pid": os.getpid() if living else done.pid, "cmd": "dvc repro"}
    note = tmp_path / ".dvc/tmp/rwlock"
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"read": {"data/raw": [by]}, "write": {"data/processed/checked": by}}))
    mend_all(tmp_path)
    assert note.exists() is living


def test_other_hidden_files_are_let_alone(tmp_path):
    (tmp_path / ".gitignore").write_text("")
    (tmp_path / ".measures.old").write_text("")
    mend(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_report_that_was_moved_away_comes_back_at_the_start_of_the_next_run(tmp_path):
    (tmp_path / "reports").mkdir()
    target = old_output(tmp_path / "reports")
    killed(target, 1, "after")
    mend_all(tmp_path)
    assert (target / "table").read_text() == "old"


def test_a_swap_that_fails_puts_the_old_output_back(tmp_path, monkeypatch):
    target, real = old_output(tmp_path), Path.rename

    def rename(self: Path, to: Path) -> Path:
        if to == target and not self.name.endswith(".old"):
            raise OSError("the new one cannot be moved")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="cannot be moved"), replaced(target) as beside:
        beside.mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["measures"]
    assert (target / "table").read_text() == "old"
