"""`raat verify`: the edition once more, in a clone and in other circumstances, and a comparison of every byte."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from raat_analysis.errors import RaatError, cases
from raat_analysis.params import read_params
from raat_analysis.running.git_state import refuse_uncommitted
from raat_analysis.verification.comparison import Comparison, compared
from raat_analysis.verification.second_run import clone, run
from raat_analysis.yaml_files import read_yaml


class BytesDiffer(RaatError):
    """A second run of the same project gave other files."""


def verified(root: Path, remake: Callable[[Path], None] = run) -> str:
    """What a second run says: how many files are the same. Other files are BytesDiffer, and the clone stays.

    Without a difference, and after an interrupt or an error, the clone is removed.
    """
    folders = made_folders(root)
    refuse_uncommitted(root, "raat verify")
    refuse_nothing_made(root, folders)
    place = Path(tempfile.mkdtemp(prefix="raat verify "))  # a space in the path is one more circumstance
    kept = False
    try:
        again = clone(root, place)
        remake(again)
        found = compared(root, again, folders)
        kept = bool(found.different)
    finally:
        if not kept:
            rmtree(place)
    if kept:
        raise BytesDiffer(_told(found, again))
    return f"{found.same} files are the same, byte for byte, in a second run elsewhere: {', '.join(folders)}."


def made_folders(root: Path) -> tuple[str, ...]:
    """The folders that dvc.yaml says the stages make, reports of the edition last."""
    edition = read_params(root / "params.yaml").edition
    outs = [next(iter(out)) for stage in read_yaml(root / "dvc.yaml")["stages"].values() for out in stage["outs"]]
    return tuple(name.replace("${edition}", edition) for name in outs)


def refuse_nothing_made(root: Path, folders: tuple[str, ...]) -> None:
    """Refuse when there is nothing here to compare with."""
    absent = [folder for folder in folders if not (root / folder).is_dir()]
    if absent:
        raise RaatError(f"{len(absent)} folders were not made yet:\n{cases(absent)}\nNext step: make report.")


def _told(found: Comparison, again: Path) -> str:
    total = found.same + len(found.different)
    return (
        f"{len(found.different)} of {total} files are not the same in a second run:\n{cases(found.different)}\n"
        f"The second run is kept in {again}.\n"
        "Next step: make report, when reports here are older than the last commit; else look in docs/same-bytes.md "
        "for what usually causes this, and remove that folder when done."
    )
