"""A new export in its place under data/raw: refused when it is not right, else copied, tracked and described."""

import filecmp
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from raat_analysis import offline
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.paths import replaced
from raat_analysis.running.dvc_words import dvc_refusal
from raat_analysis.sources.exports import Export
from raat_analysis.sources.metadata import Metadata, write_metadata
from raat_analysis.sources.reading import read
from raat_analysis.sources.remotes import DEMONSTRATION, OWN, keep_out_of_git, refuse_kind


def add_export(raw: Path, source: str, files: Sequence[Path], metadata: Metadata, today: date) -> Path:
    """Copy files to raw/<source>/<date obtained>/, track the folder with DVC, note where it comes from.

    Gives the .dvc file. Never overwrites, and takes no file that is there already or that the source's reader
    refuses. Nothing stays behind on a failure.
    """
    refuse_place(raw, source, metadata.obtained, today, metadata.kind)
    refuse_kind(source, metadata)
    _refuse_unfit(files)
    try:
        _refuse_known(raw, source, files)
        _refuse_unreadable(source, files, metadata)
        return _placed(raw / source / metadata.obtained.isoformat(), files, metadata)
    except OSError as error:
        raise ExportRefused(
            f"{source}: the export could not be copied: {error}. Nothing was added. "
            "Next step: close the file in other programs, see that the disk has room, and try again."
        ) from error


def refuse_place(raw: Path, source: str, obtained: date, today: date, kind: str = OWN) -> None:
    """Refuse a source without a contract, a day that has not come yet, and a dated folder that is there already.

    A made-up export (demonstration) may have a made-up day, also one that has not come yet.
    """
    contract(source)
    if obtained > today and kind != DEMONSTRATION:
        raise ExportRefused(
            f"{source}: obtained {obtained} is later than today, {today}. "
            "Next step: give the day on which this export was obtained. Only a made-up export, --kind demonstration, "
            "may have a day that has not come yet."
        )
    folder = raw / source / obtained.isoformat()
    if _dvc_file(folder).exists():
        raise ExportRefused(
            f"{source}/{folder.name} exists already, and an export is never overwritten. "
            "Next step: give the day on which this export was obtained; a corrected one has a later day."
        )
    if folder.exists():
        raise ExportRefused(
            f"{source}/{folder.name} stands in data/raw without its .dvc file. "
            "Next step: move that folder out of data/raw and add the files in it."
        )


def track(folder: Path, metadata: Metadata) -> Path:
    """Track a dated folder with DVC and write its metadata; an own export goes to no remote in git. The .dvc file."""
    offline.stay_offline()
    command = [sys.executable, "-m", "dvc", "add", "--quiet", folder.name]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise dvc_refusal(said, folder) or ExportRefused(
            f"DVC could not add {folder.parent.name}/{folder.name}: {said}\nNext step: dvc doctor, then try again."
        )
    write_metadata(_dvc_file(folder), metadata)
    if metadata.kind == OWN:
        keep_out_of_git(_dvc_file(folder))
    return _dvc_file(folder)


def _dvc_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.dvc")


def refuse_delivery(raw: Path, source: str, files: Sequence[Path]) -> None:
    """Refuse what is no file as a source delivers it, and a file that is there already."""
    _refuse_unfit(files)
    _refuse_known(raw, source, files)


def _refuse_unfit(files: Sequence[Path]) -> None:
    faults = [f"{file.name} {fault}" for file in files if (fault := _fault(file))]
    if faults:
        raise ExportRefused(
            f"{len(faults)} of the {len(files)} given cannot be an export file:\n{cases(faults)}\n"
            "Next step: give the file itself, as the source delivered it."
        )
    # on macOS and Windows A.csv and a.csv are one file
    names = {file.name.casefold() for file in files}
    if not files or len(names) < len(files):
        raise ExportRefused("An export needs at least one file, and names that differ. Next step: rename one of them.")


def _fault(file: Path) -> str | None:
    if file.is_symlink():
        return "is a link, not a file"
    if file.is_dir():
        return "is a folder"
    if not file.is_file():
        return "does not exist"
    if file.name.startswith("."):
        return "is a hidden file, which the checks do not read"
    return None if file.stat().st_size else "is empty"


def _refuse_known(raw: Path, source: str, files: Sequence[Path]) -> None:
    """Refuse a file with the bytes of another: of an earlier export of the source, or given twice under two names.

    Only exports that are here can be compared: one that was not pulled (only its .dvc file is here) is passed over.
    """
    present = {path.relative_to(raw).as_posix(): path for path in sorted((raw / source).glob("[!.]*/**/*"))}
    found = []
    for index, file in enumerate(files):
        others = {**present, **{earlier.name: earlier for earlier in files[:index]}}
        # cmp reads only files of the same size
        same = [name for name, other in others.items() if other.is_file() and filecmp.cmp(file, other, shallow=False)]
        found += [f"{file.name} is already there as {same[0]}"] if same else []
    if found:
        raise ExportRefused(
            f"{len(found)} of the {len(files)} files are known to the byte; nothing was added:\n{cases(found)}\n"
            "Next step: nothing, if this is the same delivery; else export again, this is not a new one."
        )


def _refuse_unreadable(source: str, files: Sequence[Path], metadata: Metadata) -> None:
    export = Export(source, metadata.obtained, tuple(files), metadata)
    for file in files:
        for _ in read(export, file, contract(source)).batches:
            pass  # a line that was cut off is refused only after the last batch


def _placed(folder: Path, files: Sequence[Path], metadata: Metadata) -> Path:
    try:
        with replaced(folder) as beside:
            beside.mkdir()
            for file in files:
                shutil.copyfile(file, beside / file.name)
        return track(folder, metadata)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        _dvc_file(folder).unlink(missing_ok=True)
        raise
