"""What DVC says when it fails, in words with a next step."""

import re
import shutil
from pathlib import Path

from raat_analysis import storage
from raat_analysis.errors import RaatError, RunRefused

LOCKED = re.compile(r"Unable to acquire lock|is busy, it is being blocked by")
PROCESS = re.compile(r"\(PID (\d+)\): (.+)")
FULL = re.compile(r"No space left on device|Disk quota exceeded|database or disk is full|File too large")
SQLITE, ROOM = "disk I/O error", 1_000_000  # all that its database says on a disk without a byte left
CLOSED = re.compile(r"Read-only file system|attempt to write a readonly database|Permission denied")


def dvc_refusal(said: str, root: Path) -> RaatError | None:
    """A lock, a full disk or a closed folder in the words of DVC; None when it says something else."""
    if LOCKED.search(said):
        who = ", ".join(sorted({f"process {process}: {command}" for process, command in PROCESS.findall(said)}))
        return RunRefused(
            f"DVC works in this clone already{f' ({who})' if who else ''}, started by hand or by a run that was "
            "killed.\nNext step: wait until it is ready, or stop it, and run again."
        )
    if FULL.search(said) or (SQLITE in said and shutil.disk_usage(root).free < ROOM):
        return storage.StorageRefused(storage.full(root))
    if CLOSED.search(said):
        line = next(line for line in said.splitlines() if CLOSED.search(line))
        return storage.StorageRefused(
            f"DVC cannot write in {root}: {line.strip()}\n"
            "Next step: make .dvc, .raat and data folders that you may write to, and run again."
        )
    return None
