"""`raat reproduce`: a published report once more, from the commit and the exports of its release, byte for byte."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raat_analysis.errors import ParameterRefused, RaatError, cases
from raat_analysis.file_hash import sha256
from raat_analysis.publication.release.provenance import EDITION, read_reports
from raat_analysis.publication.release.record import Release, releases
from raat_analysis.rendering.facts import SHOWN_OF_HASH
from raat_analysis.running.dvc_command import dvc, environment
from raat_analysis.running.git_state import commit, refuse_uncommitted
from raat_analysis.verification.second_run import clone, run

MARK = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True)
class Published:
    """A report as it was published: whose mark was asked, its files' SHA-256, and where it came from."""

    edition: str
    release: int  # 0: the edition that was made here and not released
    commit: str
    lock: str  # SHA-256 of requirements.lock then
    name: str
    files: dict[str, str]

    @property
    def title(self) -> str:
        """How a person calls it."""
        which = f"release {self.release}" if self.release else "made here, not released"
        return f"{self.name} of edition {self.edition} ({which}), commit {self.commit[:10]}"


def reproduced(root: Path, mark: str, install: bool = False, remake: Callable[[Path], None] = run) -> str:
    """What a second run of the release says of every report with this mark; other bytes are a RaatError.

    `install`: set up the libraries of then (from the network) when they are not those of now. The clone is removed when
    all is the same.
    """
    found = with_mark(root, mark)
    first = found[0]
    remake = _runner(root, first, install, remake)
    place = Path(tempfile.mkdtemp(prefix="raat-reproduce-"))
    kept = False
    try:
        again = clone(root, place, first.commit)
        _use_cache(root, again)
        remake(again)
        different = _differences(found, again / "reports" / first.edition / "public")
        kept = bool(different)
    finally:
        if not kept:
            shutil.rmtree(place)
    if kept:
        raise RaatError(
            f"{len(different)} files are not the same in a second run:\n{cases(different)}\n"
            f"The second run is kept in {again}.\nNext step: docs/same-bytes.md says what usually causes this."
        )
    told = "\n".join(f"  {each.title}: {len(each.files)} files" for each in found)
    return f"The same bytes, made again from the raw exports:\n{told}"


def with_mark(root: Path, mark: str) -> list[Published]:
    """The reports whose rows have this mark (at least its first eight digits), of the newest release that has one."""
    if not MARK.fullmatch(mark):
        raise ParameterRefused(
            f"{mark!r} is no mark. It is the {SHOWN_OF_HASH} digits after 'kenmerk' at the foot of a page."
        )
    every = [each for release in reversed(releases(root / "data" / "editions")) for each in _of(release)]
    found = [each for each, data in every if data.startswith(mark)]
    found = found or [each for each, data in _made_here(root) if data.startswith(mark)]
    if not found:
        raise RaatError(
            f"No report with mark {mark} was released or made in this clone. Next step: git pull, for data/editions, "
            "or look at the foot of the page again."
        )
    newest = found[0]
    return [each for each in found if (each.edition, each.release) == (newest.edition, newest.release)]


def _of(release: Release) -> list[tuple[Published, str]]:
    """The reports of a release and of its earlier ones, newest first, each with its mark."""
    records = [release, *(Release.model_validate(each) for each in reversed(release.earlier))]
    return [
        (Published(one.edition, one.release, one.commit, one.lock, each.name, each.files), each.data)
        for one in records
        for each in one.reports
    ]


def _made_here(root: Path) -> list[tuple[Published, str]]:
    """The reports of the edition in this clone, when it is of the last commit."""
    made = sorted((root / "reports").glob(f"20*/public/{EDITION}"))
    if not made:
        return []
    refuse_uncommitted(root, "raat reproduce")
    code, lock = commit(root), sha256(root / "requirements.lock")
    return [
        (Published(path.parts[-3], 0, code, lock, _name(each), each["files"]), each["data"])
        for path in made
        for each in read_reports(path.parent)
    ]


def _name(report: dict[str, Any]) -> str:
    return str(next(iter(report["files"]))).rpartition(".")[0]


def _runner(root: Path, asked: Published, install: bool, remake: Callable[[Path], None]) -> Callable[[Path], None]:
    """This environment when its libraries are those of then; else, when asked, `make report`, which sets them up."""
    if asked.lock == sha256(root / "requirements.lock"):
        return remake
    if not install:
        raise RaatError(
            f"{asked.title} was made with other libraries than this clone has (requirements.lock).\n"
            "Next step: raat reproduce MARK --install, which sets those up in a temporary folder, from the network."
        )
    return _with_libraries_of_then


def _with_libraries_of_then(root: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    python = f"PYTHON={Path(sys.base_prefix) / 'bin' / 'python3'}"
    done = subprocess.run(["make", "report", python], cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise RaatError(f"make report failed with the libraries of then:\n{last}\nNext step: look in {root}.")


def _use_cache(root: Path, again: Path) -> None:
    """Let DVC in the clone take exports that are not here from this clone's cache and remotes."""
    local = root / ".dvc" / "config.local"
    if local.is_file():
        shutil.copyfile(local, again / ".dvc" / "config.local")
    else:
        _configure(again, "remote.own.url", root / ".dvc" / "own")
    _configure(again, "cache.dir", root / ".dvc" / "cache")


def _configure(again: Path, name: str, place: Path) -> None:
    done = subprocess.run(
        dvc("config", "--local", name, str(place)), cwd=again, env=environment(again), capture_output=True, text=True
    )
    if done.returncode:
        raise RaatError(f"DVC cannot be told where {name} is:\n{done.stderr.strip()}\nNext step: dvc doctor.")


def _differences(found: Sequence[Published], public: Path) -> list[str]:
    return [
        f"{name}: {'is not made' if not (public / name).is_file() else 'has other bytes'}"
        for each in found
        for name, said in each.files.items()
        if not (public / name).is_file() or sha256(public / name) != said
    ]
