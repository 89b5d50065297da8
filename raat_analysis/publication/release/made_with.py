"""What an edition was made with: the notebooks of its reports, and the libraries with their pinned versions."""

import re
import shutil
import tomllib
from pathlib import Path

from raat_analysis.errors import RaatError

FOLDER = "herkomst"  # below the public folder
LOCK = "requirements.lock"
NOTEBOOKS = {"factsheet": "factsheet.ipynb", "fase0": "fase0_region.ipynb", "round_table": "fase0_round_table.ipynb"}
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.M)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def copy_notebooks(project: Path, public: Path) -> None:
    """Put the notebooks of the public reports and the pinned libraries beside the reports."""
    folder = public / FOLDER
    folder.mkdir()
    for source in [project / LOCK, *(project / "notebooks" / each for each in NOTEBOOKS.values())]:
        if not source.is_file():
            raise RaatError(f"{source.name} is not in {source.parent}: nobody could say what made the edition.")
        shutil.copyfile(source, folder / source.name)


def libraries(project: Path) -> dict[str, str]:
    """The libraries that the package itself asks for, with the version that requirements.lock pins, in order."""
    asked = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pins = {_plain(name): version for name, version in PIN.findall((project / LOCK).read_text(encoding="utf-8"))}
    names = sorted(found.group(0) for each in asked if (found := NAME.match(each)))
    unknown = [name for name in names if _plain(name) not in pins]
    if unknown:
        raise RaatError(f"{LOCK} does not pin {', '.join(unknown)}. Next step: make lock.")
    return {name: pins[_plain(name)] for name in names}


def package_version(project: Path) -> str:
    """The version of raat_analysis itself."""
    return str(tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
