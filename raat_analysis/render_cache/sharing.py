"""Bring the cache to a DVC remote and back, for machines that share no folder.

Reports of organisations are confidential: the remote that stands in git is refused.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raat_analysis.errors import RaatError
from raat_analysis.render_cache.objects import write_beside

FOLDER = "render-cache"  # below the remote


@dataclass(frozen=True)
class Remote:
    """A DVC remote: its file system as DVC has it (local, SSH, S3, …) and the folder of the cache on it."""

    files: Any
    folder: str

    def names(self) -> set[str]:
        """What is there, as paths below the folder."""
        if not self.files.exists(self.folder):
            return set()
        depth = len(self.files.parts(self.folder))
        return {"/".join(self.files.parts(path)[depth:]) for path in self.files.find(self.folder)}

    def place(self, name: str) -> str:
        """Where a file of that name is."""
        return str(self.files.join(self.folder, *name.split("/")))


def remote(root: Path, name: str) -> Remote:
    """The DVC remote of that name; an unknown one, or one inside git, is a RaatError."""
    from dvc.exceptions import DvcException
    from dvc.repo import Repo

    try:
        found = Repo(str(root)).cloud.get_remote(name)
    except DvcException as error:
        raise RaatError(f"The DVC remote {name} cannot be used: {error}. Next step: dvc remote list.") from error
    tracked = root.resolve() / "data"
    if found.fs.protocol == "local" and Path(found.path).resolve().is_relative_to(tracked):
        raise RaatError(
            f"The DVC remote {name} stands in git, where no confidential report may be. Next step: --remote own."
        )
    return Remote(found.fs, str(found.fs.join(found.path, FOLDER)))


def push(cache: Path, there: Remote) -> int:
    """Bring what the remote lacks; contents before the reports that name them. How many files went."""
    known = there.names()
    lacking = [name for name in _names(cache) if name not in known]
    for name in lacking:
        there.files.makedirs(there.files.parent(there.place(name)), exist_ok=True)
        there.files.put_file(str(cache / name), there.place(name))
    return len(lacking)


def pull(cache: Path, there: Remote) -> int:
    """Fetch what this cache lacks; how many files came. What was damaged on the way is noticed when it is used."""
    known = set(_names(cache))
    lacking = [name for name in _in_order(there.names()) if name not in known]
    for name in lacking:
        with there.files.open(there.place(name), "rb") as content:
            write_beside(cache / name, content.read())
    return len(lacking)


def _names(cache: Path) -> list[str]:
    found = {path.relative_to(cache).as_posix() for path in cache.rglob("[!.]*") if path.is_file()}
    return _in_order(found)


def _in_order(names: set[str]) -> list[str]:
    """Contents (objects/) before reports/."""
    return sorted(names)
