"""The exports of a source: dated folders under data/raw, each with its .dvc file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.metadata import NEXT_STEP, Metadata, read_metadata
from raat_analysis.sources.unchanged import files_in, refuse_changed


@dataclass(frozen=True)
class Export:
    """What was obtained of a source on one day: one or more files, and where they come from."""

    source: str
    obtained: date
    files: tuple[Path, ...]
    metadata: Metadata

    def name(self, file: Path) -> str:
        """A file as people know it: source/date/file."""
        return f"{self.source}/{self.obtained.isoformat()}/{file.name}"


def exports(raw: Path, contract: Contract) -> list[Export]:
    """The exports of a source, oldest first. A missing, empty, undescribed or changed export is refused."""
    folder = raw / contract.source
    names = _names(folder)
    if not names and contract.required_source:
        raise ExportRefused(
            f"{contract.source}: there is no export in data/raw/{contract.source}. "
            f"{NEXT_STEP.format(source=contract.source)}"
        )
    found = [_export(folder, name) for name in names]
    refuse_changed(folder / f"{name}.dvc" for name in names)
    return found


def delivered(raw: Path, source: str) -> list[Metadata]:
    """What the .dvc files of a source say, oldest first. The exports themselves need not be here."""
    return [_described(raw / source, name) for name in _names(raw / source)]


def refuse_unknown_folders(raw: Path, sources: list[str]) -> None:
    """A folder in data/raw without a contract would be left out in silence."""
    unknown = sorted(path.name for path in raw.glob("*") if path.is_dir() and path.name not in sources)
    if unknown:
        raise ExportRefused(
            f"data/raw has {len(unknown)} folders without a contract:\n{cases(unknown)}\n"
            "Next step: add raat_analysis/contracts/<source>.yml (see docs/new-export.md) or move the folder."
        )


def _names(folder: Path) -> list[str]:
    return sorted({path.name.removesuffix(".dvc") for path in folder.glob("*") if _counts(path)})


def _counts(path: Path) -> bool:
    return not path.name.startswith(".") and (path.is_dir() or path.suffix == ".dvc")


def _export(folder: Path, name: str) -> Export:
    place = f"{folder.name}/{name}"
    metadata = _described(folder, name)
    if not (folder / name).is_dir():
        raise ExportRefused(f"{place} is described but its files are not here. Next step: dvc pull.")
    files = files_in(folder / name)
    if not files:
        raise ExportRefused(f"{place} holds no file. {NEXT_STEP.format(source=folder.name)}")
    return Export(folder.name, metadata.obtained, files, metadata)


def _described(folder: Path, name: str) -> Metadata:
    place = f"{folder.name}/{name}"
    obtained = _date(name, place)
    metadata = read_metadata(folder / f"{name}.dvc")
    if metadata.obtained != obtained:
        raise ExportRefused(f"{place}: the .dvc file says obtained: {metadata.obtained}; folder and file must agree.")
    return metadata


def _date(name: str, place: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise ExportRefused(f"{place}: the folder must be the date obtained, as 2026-09-30.") from error
