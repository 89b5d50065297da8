"""The export folders of the demonstration: where each file goes, and what its .dvc file must say about it."""

from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml


@cache
def exports() -> dict[str, dict[str, str]]:
    """`source/date obtained` → file, kind, origin, licence and period."""
    found = read_yaml(PACKAGE / "demo" / "exports.yml")
    return {folder: {key: str(value) for key, value in entry.items()} for folder, entry in found.items()}


def dates(source: str) -> list[str]:
    """The dates on which exports of a source were obtained, oldest first."""
    return sorted(folder.split("/")[1] for folder in exports() if folder.startswith(f"{source}/"))


def target(raw: Path, source: str, obtained: str) -> Path:
    """The file of one export under `raw`."""
    return raw / source / obtained / exports()[f"{source}/{obtained}"]["file"]


def demo_metadata() -> list[tuple[str, str, dict[str, Any]]]:
    """Per export folder: source, date obtained, and kind, origin, licence, obtained and period."""
    return [
        (folder.split("/")[0], folder.split("/")[1], _meta(entry, folder.split("/")[1]))
        for folder, entry in sorted(exports().items())
    ]


def _meta(entry: dict[str, str], obtained: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "file"} | {"obtained": obtained}
