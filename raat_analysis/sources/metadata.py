"""Where an export comes from: the `meta:` block of the .dvc file beside its dated folder."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis import offline
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused

NEXT_STEP = "Next step: raat export add {source} FILE --obtained DATE --kind KIND --origin ORIGIN --licence LICENCE"


class Metadata(BaseModel):
    """What is known about an export: kind, origin, licence, the day it was obtained, and its address if it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["demonstration", "published", "own"]
    origin: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    obtained: date
    url: str = ""
    period: str = ""  # what the export covers, in words


def read_metadata(dvc_file: Path) -> Metadata:
    """The metadata in a .dvc file; a file without a complete `meta:` block is refused."""
    place = f"{dvc_file.parent.name}/{dvc_file.name}"
    try:
        content = yaml.safe_load(dvc_file.read_text(encoding="utf-8"))
        return Metadata.model_validate((content or {}).get("meta") or {})
    except FileNotFoundError as error:
        raise ExportRefused(f"{place} is missing, so origin and licence are unknown. {_next(dvc_file)}") from error
    except (yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        raise ExportRefused(f"{place} is not a readable .dvc file. {_next(dvc_file)}") from error
    except ValidationError as error:
        keys = ", ".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]}))
        raise ExportRefused(f"{place}: meta: missing or wrong: {keys}. {_next(dvc_file)}") from error


def write_metadata(dvc_file: Path, metadata: Metadata) -> None:
    """Put the metadata into a .dvc file, in the place of an older `meta:` block; the rest stays."""
    content: dict[str, Any] = yaml.safe_load(dvc_file.read_text(encoding="utf-8"))
    block = {name: str(value) for name, value in metadata.model_dump().items() if value != ""}
    dvc_file.write_text(yaml.safe_dump({**content, "meta": block}, sort_keys=False, allow_unicode=True), "utf-8")


def add_export(
    raw: Path,
    source: str,
    files: Sequence[Path],
    obtained: date,
    kind: str,
    origin: str,
    licence: str,
    url: str | None = None,
) -> Path:
    """Copy files to raw/<source>/<date>/, track the folder with DVC and note where it comes from.

    Never overwrites: an existing dated folder is refused. Returns the .dvc file. Nothing stays behind on a failure.
    """
    contract(source)
    metadata = _metadata(kind, origin, licence, obtained, url)
    folder = raw / source / obtained.isoformat()
    _refuse_files(files, folder)
    folder.mkdir(parents=True)
    try:
        for file in files:
            shutil.copyfile(file, folder / file.name)
        return track(folder, metadata)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def track(folder: Path, metadata: Metadata) -> Path:
    """Track a dated folder with DVC and write its metadata; gives the .dvc file."""
    offline.stay_offline()
    command = [sys.executable, "-m", "dvc", "add", "--quiet", folder.name]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise ExportRefused(f"DVC could not add {folder.parent.name}/{folder.name}: {said}")
    dvc_file = folder.parent / f"{folder.name}.dvc"
    write_metadata(dvc_file, metadata)
    return dvc_file


def _metadata(kind: str, origin: str, licence: str, obtained: date, url: str | None) -> Metadata:
    try:
        return Metadata.model_validate(
            {"kind": kind, "origin": origin, "licence": licence, "obtained": obtained, "url": url or ""}
        )
    except ValidationError as error:
        wrong = "; ".join(f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_url=False))
        raise ExportRefused(f"The metadata of the export are not complete: {wrong}") from error


def _refuse_files(files: Sequence[Path], folder: Path) -> None:
    if folder.exists() or (folder.parent / f"{folder.name}.dvc").exists():
        raise ExportRefused(
            f"{folder.parent.name}/{folder.name} exists already, and an export is never overwritten. "
            "Next step: give the date on which this export was obtained."
        )
    if missing := [str(file) for file in files if not file.is_file()]:
        raise ExportRefused(f"Not a file: {', '.join(missing)}.")
    names = [file.name for file in files]
    if not names or len(set(names)) < len(names):
        raise ExportRefused("An export needs at least one file, and file names that differ.")


def _next(dvc_file: Path) -> str:
    return NEXT_STEP.format(source=dvc_file.parent.name)
