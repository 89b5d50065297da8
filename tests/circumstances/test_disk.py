"""A disk that is full and a folder that cannot be written to: said in words, nothing half-written."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from raat_analysis.errors import RaatError, RunRefused
from raat_analysis.paths import replaced
from raat_analysis.running.dvc_words import dvc_refusal
from raat_analysis.storage import StorageRefused

# A process that may write files of at most 20,000 bytes: to the system call it is as a full disk
LIMITED = """
import resource, signal, sys
from pathlib import Path
import polars as pl
from raat_analysis.cli_errors import plain_errors
from raat_analysis.parquet import write_table
from raat_analysis.paths import replaced
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
@plain_errors
def main(target):
    with replaced(target) as beside:
        beside.mkdir()
        (beside / "small").write_text("fits")
        if sys.argv[2] == "polars":
            write_table(pl.DataFrame({"number": [i * 7919 % 1_000_003 for i in range(100_000)]}), beside / "t.parquet")
        else:
            (beside / "large").write_bytes(b"x" * 50_000)
main(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("writer", ["polars", "python"])
def test_a_full_disk_names_its_folder_and_leaves_the_output_as_it_was(tmp_path, writer: str):
    target = tmp_path / "measures"
    target.mkdir()
    (target / "table").write_text("old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(target), writer], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"The disk of {tmp_path} is full" in done.stderr
    assert " MB free" in done.stderr
    assert "Next step:" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["measures", "table"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError("No space left on device (os error 28)"),
        RaatError("1 of 26 reports could not be made:\n  - Twente: OSError: [Errno 28] No space left on device"),
    ],
)
def test_a_full_disk_is_recognised_in_every_spelling(tmp_path, error: Exception):
    with pytest.raises(StorageRefused, match="is full"), replaced(tmp_path / "measures"):
        raise error


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_closed_folder_is_named(tmp_path, monkeypatch, number: int):
    def refused(self: Path, to: Path) -> None:
        raise OSError(number, os.strerror(number), str(self), None, str(to))

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(StorageRefused) as told, replaced(tmp_path / "numbers.csv") as beside:
        beside.write_text("1")
    assert f"{tmp_path} cannot be written to ({os.strerror(number)})" in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "processed").write_text("")
    with pytest.raises(StorageRefused, match="make it a folder"), replaced(tmp_path / "processed" / "measures"):
        raise AssertionError("there is nowhere to write")


def test_a_file_elsewhere_that_cannot_be_read_is_no_fault_of_the_output(tmp_path):
    elsewhere = OSError(errno.EACCES, "Permission denied", "/elsewhere/export.csv")
    with pytest.raises(PermissionError), replaced(tmp_path / "measures"):
        raise elsewhere


def test_an_error_of_the_code_stays_one(tmp_path):
    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "measures"):
        1 / 0  # noqa: B018


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("ERROR: Unable to acquire lock. Most likely another DVC process is running", RunRefused, "DVC works in"),
        ("'x' is busy, it is being blocked by:\n  (PID 12): dvc repro", RunRefused, "process 12: dvc repro"),
        ("ERROR: unexpected error - [Errno 28] No space left on device: 'a'", StorageRefused, "is full"),
        ("ERROR: [Errno 30] Read-only file system: '.dvc/tmp'", StorageRefused, ".dvc/tmp"),
    ],
)
def test_what_dvc_says_gets_a_next_step(tmp_path, said: str, kind: type[RaatError], words: str):
    told = dvc_refusal(said, tmp_path)
    assert isinstance(told, kind)
    assert words in str(told)
    assert "Next step:" in str(told)


@pytest.mark.parametrize(("free", "full"), [(0, True), (2_000_000, False)])
def test_an_error_of_its_database_is_a_full_disk_only_on_one(tmp_path, monkeypatch, free: int, full: bool):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert isinstance(dvc_refusal("ERROR: unexpected error - disk I/O error", tmp_path), StorageRefused) is full


def test_other_words_of_dvc_stay_its_own(tmp_path):
    assert dvc_refusal("ERROR: failed to reproduce 'tidy'", tmp_path) is None
