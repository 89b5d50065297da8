"""How large a cache may become: what was used longest ago goes first."""

import time
from pathlib import Path

STALE = 3600.0  # seconds after which a file that was never renamed belongs to a run that is gone


def make_room(folder: Path, most_bytes: int) -> int:
    """Remove what was used longest ago until the cache has at most so many bytes; how many files went.

    A report of which another run still wants a removed object is made again there.
    """
    files = sorted((_looked(path) for path in folder.rglob("*") if path.is_file()), key=lambda each: each[0])
    size, gone = sum(each[1] for each in files), 0
    for used, bytes_, path in files:
        left_over = path.name.startswith(".") and used < time.time() - STALE
        if size > most_bytes or left_over:
            path.unlink(missing_ok=True)
            size, gone = size - bytes_, gone + 1
    return gone


def _looked(path: Path) -> tuple[float, int, Path]:
    try:
        about = path.stat()
    except FileNotFoundError:  # another run made room at the same time
        return 0.0, 0, path
    return about.st_mtime, about.st_size, path
