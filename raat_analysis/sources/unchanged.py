"""Whether an export is still what was added: DVC's hash of its dated folder, against the files that are there.

The hash is made here: DVC's own library takes seconds to load.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from raat_analysis.errors import ExportRefused, cases
from raat_analysis.yaml_files import loaded

FOLDER = ".dir"  # how DVC marks the hash of a folder


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of an export, by name. Hidden ones are of the computer (.DS_Store), not of the source."""
    return tuple(sorted(f for f in folder.rglob("*") if f.is_file() and not f.name.startswith(".")))


def refuse_changed(dvc_files: Iterable[Path]) -> None:
    """Refuse exports whose files differ from what their .dvc files say was added.

    A .dvc file without a hash says nothing. Call it before `dvc repro` too: that writes the hash of the files that are
    there into the .dvc file, and the change is never seen again.
    """
    changed = {path: told for path in dvc_files if (told := _change(path))}
    if changed:
        first = next(iter(changed))
        place = f"data/raw/{_place(first)}.dvc"
        listed = cases([f"{_place(path)}: {told}" for path, told in changed.items()])
        raise ExportRefused(
            f"{len(changed)} exports were changed after they were added:\n{listed}\n"
            f"Next step: dvc checkout {place} to get it back. If the changed file is the right one, copy it elsewhere "
            "first and raat export add it as a new export, with the day on which it was obtained."
        )


def folder_hash(folder: Path) -> str:
    """What DVC 3 calls the contents of a folder: the hash of the list of its files, each with its own hash."""
    listed = [{"md5": _md5(file), "relpath": file.relative_to(folder).as_posix()} for file in files_in(folder)]
    text = json.dumps(sorted(listed, key=lambda entry: entry["relpath"]), sort_keys=True)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() + FOLDER


def _change(dvc_file: Path) -> str:
    """What differs, in words; nothing when the export is as it was added, is not here, or was never hashed."""
    added, folder = _added(dvc_file), dvc_file.with_suffix("")
    if added.get("hash") != "md5" or not str(added.get("md5")).endswith(FOLDER) or not folder.is_dir():
        return ""
    if folder_hash(folder) == added["md5"]:
        return ""
    files = files_in(folder)
    size = sum(file.stat().st_size for file in files)
    return f"added {added.get('nfiles')} file(s), {added.get('size')} bytes; here {len(files)} file(s), {size} bytes"


def _added(dvc_file: Path) -> dict[str, Any]:
    """What DVC noted of the folder; nothing for a file that cannot be read, which its metadata are refused for."""
    try:
        content = loaded(dvc_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    outs = content.get("outs") if isinstance(content, dict) else None
    return outs[0] if isinstance(outs, list) and outs and isinstance(outs[0], dict) else {}


def _place(dvc_file: Path) -> str:
    return f"{dvc_file.parent.name}/{dvc_file.stem}"


def _md5(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
