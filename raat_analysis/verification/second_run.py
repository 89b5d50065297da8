"""The same project once more: a clone of the last commit, and a run of it in circumstances that should not matter."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from raat_analysis.errors import RaatError

OTHER_ZONE = "Pacific/Kiritimati"  # 14 hours before UTC: another day for more than half of the time
LOCALE = "LC_ALL"
PLAIN, WIDE = "C", "C.UTF-8"  # the two locales that every Linux has


def clone(root: Path, place: Path, commit: str = "HEAD") -> Path:
    """A clone below `place` of a commit, with copies of the exports that are here; nothing is downloaded."""
    target = place / "clone"
    _git(root, "clone", "--quiet", "--no-checkout", str(root), str(target))
    _git(target, "checkout", "--quiet", "--detach", commit)
    for tracked in sorted((target / "data").glob("*/*/*.dvc")):
        export = tracked.relative_to(target).with_suffix("")
        if (root / export).is_dir():
            shutil.copytree(root / export, target / export)
        elif (root / export).is_file():
            shutil.copyfile(root / export, target / export)
    return target


def _git(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RaatError(f"The project cannot be cloned:\n{done.stderr.strip()}\nNext step: git status, git fetch.")


def circumstances(root: Path, before: dict[str, str]) -> dict[str, str]:
    """The environment of the second run: another zone, locale, hash seed, number of workers, and an empty cache."""
    return {
        **before,
        "PYTHONPATH": str(root),
        "TZ": OTHER_ZONE,
        LOCALE: WIDE if before.get(LOCALE) == PLAIN else PLAIN,
        "PYTHONHASHSEED": "7" if before.get("PYTHONHASHSEED") != "7" else "8",
        "RAAT_WORKERS": "1",
        "RAAT_CACHE": str(root / ".raat" / "cache"),
    }


def run(root: Path) -> None:
    """Make the edition in the clone; its words are shown while it runs. A stage that fails is a RaatError."""
    command = [sys.executable, "-m", "raat_analysis", "report"]
    done = subprocess.run(
        command,
        cwd=root,
        env=circumstances(root, dict(os.environ)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-20:])
        raise RaatError(f"The second run failed:\n{last}\nNext step: git clone this project, and make report there.")
