"""The published statistics among the exports, and the metadata that belong in their .dvc files."""

from pathlib import Path

from raat_analysis.paths import PACKAGE
from raat_analysis.sources.metadata import Metadata
from raat_analysis.yaml_files import read_yaml


def published_metadata() -> list[tuple[str, str, Metadata]]:
    """Per published export: source, date obtained and its metadata, in the order of the source."""
    return [(*_place(folder), _metadata(folder, entry)) for folder, entry in sorted(_entries().items())]


def published_files() -> list[Path]:
    """The file of each published export, below data/raw."""
    return [Path(folder) / entry["file"] for folder, entry in sorted(_entries().items())]


def _entries() -> dict[str, dict[str, str]]:
    return dict(read_yaml(PACKAGE / "sources" / "published.yml"))


def _metadata(folder: str, entry: dict[str, str]) -> Metadata:
    known = {key: value for key, value in entry.items() if key != "file"}
    return Metadata.model_validate({**known, "obtained": folder.split("/")[1]})


def _place(folder: str) -> tuple[str, str]:
    source, obtained = folder.split("/")
    return source, obtained
