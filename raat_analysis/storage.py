"""What an error of the disk means to a person: full, or not to be written to."""

import errno
import os
import re
import shutil
from pathlib import Path

from raat_analysis.errors import RaatError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}
# polars, and reports of a worker, carry the number in their words only
TOLD = re.compile(r"\(os error (\d+)\)|\[Errno (\d+)\]")
WINDOWS = {5: errno.EACCES, 19: errno.EROFS, 112: errno.ENOSPC} if os.name == "nt" else {}


class StorageRefused(RaatError):
    """A disk is full, or a folder cannot be written to."""


def refusal(error: BaseException, target: Path) -> StorageRefused | None:
    """The error in words when it says that `target` cannot be written; None when it says something else."""
    number, folder = _number(error), existing(target.parent)
    if number in FULL:
        return StorageRefused(full(folder, target))
    if (number in CLOSED and _below(error, folder)) or (number in NO_FOLDER and not target.parent.is_dir()):
        return StorageRefused(
            f"{folder} cannot be written to ({os.strerror(number)}), so {target.name} was not made; what was there is "
            "untouched.\nNext step: make it a folder that you may write to, close files of it that are open in another "
            "program, and run again."
        )
    return None


def full(folder: Path, target: Path | None = None) -> str:
    """Which disk is full, what is free on it, and how much the present output there takes."""
    free = megabytes(shutil.disk_usage(folder).free)
    size = sum(file.stat().st_size for file in _files(target)) if target else 0
    made = f", so {target.name} was not made; what was there is untouched" if target else ""
    need = f"; the present {target.name} takes {megabytes(size)}" if target and size else ""
    return (
        f"The disk of {folder} is full, or your quota on it is ({free} free){made}{need}.\n"
        "Next step: make room there (dvc gc --workspace removes what DVC keeps of former runs), and run again."
    )


def megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def existing(folder: Path) -> Path:
    """The nearest folder at or above a path that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())


def _files(target: Path) -> list[Path]:
    return [path for path in (target, *target.rglob("*")) if path.is_file()]


def _number(error: BaseException) -> int:
    if isinstance(error, OSError) and error.errno:
        return error.errno
    found = TOLD.search(str(error))
    told = int(found[1] or found[2]) if found else 0
    return WINDOWS.get(told, told)


def _below(error: BaseException, folder: Path) -> bool:
    """Whether the file that an error names, if it does, is one of `folder`: else it could not be read."""
    named = error.filename if isinstance(error, OSError) else None
    return not isinstance(named, str) or Path(named).absolute().is_relative_to(folder)
