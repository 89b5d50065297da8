"""manifest.json: every file of a folder with its size and SHA-256, so that anybody sees whether one was changed."""

import json
from pathlib import Path
from typing import Any

from raat_analysis.errors import GateRefused
from raat_analysis.file_hash import sha256

FILE = "manifest.json"


def write_manifest(folder: Path, about: dict[str, Any]) -> None:
    """Write the manifest of a folder into it; `about` (edition, status, …) stands before the files."""
    text = json.dumps({**about, "files": hashed(folder)}, ensure_ascii=False, indent=2) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def hashed(folder: Path) -> dict[str, dict[str, Any]]:
    """By path below the folder, in order: bytes and sha256 of every file but the manifest itself."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: _about(path) for name, path in sorted(found.items()) if name != FILE}


def edited(folder: Path) -> list[str]:
    """What is otherwise than the manifest says: files that were changed, added or taken away, and links."""
    said, there = read_manifest(folder)["files"], hashed(folder)
    changed = [f"{name}: was changed" for name in sorted(said.keys() & there.keys()) if said[name] != there[name]]
    added = [f"{name}: was added" for name in sorted(there.keys() - said.keys())]
    gone = [f"{name}: is gone" for name in sorted(said.keys() - there.keys())]
    links = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink())
    return [*changed, *added, *gone, *(f"{name}: is a link" for name in links)]


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in a folder; one that is not there or cannot be read is a GateRefused."""
    try:
        found: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {**found, "files": dict(found["files"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GateRefused(
            f"{folder.name}/{FILE} cannot be read ({type(error).__name__}): nobody can tell whether the files "
            "beside it are what was published. Next step: take the folder from the zip beside it."
        ) from error


def _about(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "sha256": sha256(path)}
