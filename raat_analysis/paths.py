"""Where things are: the one place that knows the folders of a project."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raat_analysis import leftovers
from raat_analysis.errors import RaatError
from raat_analysis.storage import refusal

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
    """Write to a folder or file beside `target`; when all went well it takes its place, else `target` stays.

    What a killed run left of `target` is mended first. A full disk or a closed folder is a StorageRefused.
    """
    beside = leftovers.beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        leftovers.mend(target.parent, target.name)
        yield beside
        leftovers.swap(beside, target)
    except Exception as error:
        if refused := refusal(error, target):
            raise refused from error
        raise
    finally:
        leftovers.remove(beside)
