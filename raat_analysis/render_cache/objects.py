"""Contents by their SHA-256: written beside and renamed, read back only when they are still what their name says."""

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Objects:
    """The contents below `folder`: ab/cdef… holds the bytes whose SHA-256 is abcdef…"""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep the bytes; their SHA-256, which is how they are found again."""
        name = sha256(content)
        if self.get(name) is None:
            write_beside(self.path(name), content)
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes of that name; None when they are not there, or no longer what their name says (then they go)."""
        content = read(self.path(name))
        if content is not None and sha256(content) != name:
            self.path(name).unlink(missing_ok=True)
            return None
        return content

    def path(self, name: str) -> Path:
        """Where the bytes of that name are."""
        return self.folder / name[:2] / name[2:]


def sha256(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read(path: Path) -> bytes | None:
    """The bytes of a file, which counts as used now; None when it is not there: another run may have tidied up."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:
        return None
    return content


def write_beside(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; who writes the same at the same time does no harm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
