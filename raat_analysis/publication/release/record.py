"""The record of a release, data/editions/<edition>/release.json in git: what was published, and from what."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.errors import RaatError, cases
from raat_analysis.params import EDITION
from raat_analysis.paths import replaced
from raat_analysis.publication.difference.made_of import MadeOf, SourceFile
from raat_analysis.sign_off import Sha256

FILE = "release.json"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReleasedReport(Strict):
    """A report: its place below the public folder without extension, the mark of its rows, and its files' SHA-256."""

    name: str
    code: str
    data: Sha256
    files: dict[str, Sha256]


class Release(MadeOf, Strict):
    """What left the house, how often (a correction is release 2), and all that is needed to make it again."""

    edition: Annotated[str, Field(pattern=EDITION)]
    sources: list[SourceFile]
    methods: dict[str, int]  # measure → version of its method
    release: Annotated[int, Field(ge=1)]
    status: Literal["voorlopig", "definitief"]
    demonstration: bool
    published_on: str
    signed_on: str
    role: str
    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}$")]
    lock: Sha256  # of requirements.lock
    manifest: Sha256
    numbers: Sha256  # of the published tables: sign_off.numbers_hash
    reports: list[ReleasedReport]
    correction: str = ""  # why there is a second release
    earlier: list[dict[str, Any]] = []  # the records of earlier releases of the edition, oldest first


def releases(editions: Path) -> list[Release]:
    """The releases of all editions in data/editions, the oldest edition first."""
    return [read_release(path.parent) for path in sorted(editions.glob(f"20*/{FILE}"))]


def read_release(folder: Path) -> Release:
    """The record in data/editions/<edition>; one that is no record, or of another edition, is a RaatError."""
    path = folder / FILE
    try:
        found = Release.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()]
        raise _refused(path, wrong) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, [str(error)]) from error
    if found.edition != folder.name:
        raise _refused(path, [f"edition: says {found.edition}; the folder is of {folder.name}"])
    return found


def write_release(editions: Path, release: Release) -> Path:
    """Write the record of its edition, in the place of an earlier one."""
    path = editions / release.edition / FILE
    text = json.dumps(release.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    with replaced(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return path


def _refused(path: Path, wrong: list[str]) -> RaatError:
    return RaatError(
        f"{path.parent.name}/{path.name} is no record of a release: {len(wrong)} faults.\n{cases(wrong)}\n"
        "It is written by raat publish and never by hand. Next step: git checkout data/editions."
    )
