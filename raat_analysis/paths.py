"""Where things are: the one place that knows the folders of a project."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from raat_analysis.errors import RaatError

PACKAGE = Path(__file__).parent


def project_root(start: Path | None = None) -> Path:
    """The nearest folder at or above `start` (the working directory) that holds params.yaml and dvc.yaml."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "params.yaml").is_file() and (folder / "dvc.yaml").is_file():
            return folder
    raise RaatError(f"{start} is not inside a raat_analysis project (no params.yaml and dvc.yaml here or above).")


def raw() -> Path:
    return project_root() / "data" / "raw"


def processed(stage: str) -> Path:
    """The output folder of a stage: checked, tidy, measures, models or published."""
    return project_root() / "data" / "processed" / stage


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Write to a folder or file beside `target`; when all went well it takes its place, else `target` stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}"
    try:
        yield beside
        _swap(beside, target)
    finally:
        _remove(beside)


def _swap(beside: Path, target: Path) -> None:
    if not beside.is_dir():
        beside.replace(target)
        return
    old = beside.with_name(beside.name + ".old")
    if target.exists():
        target.rename(old)
    beside.rename(target)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)
