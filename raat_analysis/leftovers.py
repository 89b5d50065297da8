"""What a run that was killed left beside its outputs, and how the next one mends it.

`.<name>.<process>-<id>` is an output that was being written, the same with `.old` the one it was taking the place of.
"""

import json
import os
import re
import uuid
from pathlib import Path
from shutil import rmtree

OLD = ".old"
LEFT = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)-[0-9a-f]{8}(?P<old>\.old)?")
# outputs of stages, exports and what an edition leaves for the next
WRITTEN = (
    "reports",
    "releases",
    "data/editions",
    "data/editions/*",
    "data/sign_off",
    "data/processed",
    "data/processed/*",
    "data/raw/*",
    "docs",
)
RWLOCK = Path(".dvc") / "tmp" / "rwlock"
CLOCK = 2.0  # seconds by which the start of a process and the time of a file may differ


def beside(target: Path) -> Path:
    """A name beside `target` that says which process writes there."""
    return target.with_name(f".{target.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}")


def swap(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`. When that fails `target` is as it was."""
    if not new.is_dir():
        new.replace(target)
        return
    old = new.with_name(new.name + OLD)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    remove(old)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def mend(folder: Path, name: str = "") -> None:
    """Mend what dead processes left in a folder, of all its outputs or of one.

    An output that had been moved away comes back, unless its successor stands there; all else is removed. What a living
    process writes stays.
    """
    for path in sorted(folder.glob(".*")):
        left = LEFT.fullmatch(path.name)
        if left is None or name not in ("", left["name"]) or _lives(int(left["process"]), path):
            continue
        target = folder / left["name"]
        if left["old"] and not target.exists():
            path.rename(target)
        else:
            remove(path)


def mend_all(root: Path) -> None:
    """Mend every folder of a project that runs write to, and DVC's note of who works on what."""
    _mend_rwlock(root / RWLOCK)
    for pattern in WRITTEN:
        for folder in sorted(path for path in root.glob(pattern) if path.is_dir()):
            mend(folder)


def _mend_rwlock(path: Path) -> None:
    """Remove DVC's note when no process in it works: DVC waits for a dead one whose number is in use."""
    if not path.is_file():
        return
    try:
        noted = json.loads(path.read_text(encoding="utf-8") or "{}")
        readers = [each for many in noted.get("read", {}).values() for each in many]
        numbers = {int(each["pid"]) for each in [*readers, *noted.get("write", {}).values()]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # DVC says itself what to do with a note that it cannot read
    if not any(_lives(number, path) for number in numbers):
        path.unlink(missing_ok=True)


def _lives(process: int, path: Path) -> bool:
    """Whether the process that made a leftover works; one that began after it only has the same number."""
    import psutil  # rarely needed

    try:
        found = psutil.Process(process)
        dead = found.status() == psutil.STATUS_ZOMBIE  # stays in a container of which nobody collects the dead
        return not dead and bool(found.create_time() <= path.lstat().st_ctime + CLOCK)
    except (psutil.NoSuchProcess, FileNotFoundError):
        return False
