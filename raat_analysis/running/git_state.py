"""What git says of the project: its last commit, and whether what is here is what was committed."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from raat_analysis.errors import RaatError, cases


def commit(root: Path) -> str:
    """The full hash of the last commit; a folder that is no clone, or has no commit, is a RaatError."""
    return _git(root, "rev-parse", "--verify", "HEAD").strip()


def refuse_uncommitted(root: Path, command: str, folders: Sequence[str] = ()) -> None:
    """Refuse changes of tracked files that are not committed: `command` would be about another project.

    In `folders` new files that git does not have are refused too.
    """
    changed = _entries(root, "--untracked-files=no")
    new = (
        [name for name in _entries(root, "--untracked-files=all", "--", *folders) if name not in changed]
        if folders
        else []
    )
    if changed or new:
        raise RaatError(
            f"{len(changed) + len(new)} files have changes that are not committed:\n{cases([*changed, *new])}\n"
            f"Next step: git add and git commit them, and {command} again."
        )


def _entries(root: Path, *arguments: str) -> list[str]:
    said = _git(root, "status", "--porcelain", "-z", "--no-renames", *arguments)
    return [entry[3:] for entry in said.split("\0") if entry]


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise RaatError(f"git cannot read {root}: {done.stderr.strip()}\nNext step: run this in a git clone.")
    return done.stdout
