"""The sign-off of an edition: a small file that says who stands for it; without one an edition is a concept.

`data/sign_off/<edition>.yml` is in git. It names the numbers that were looked at by their SHA-256: when they change,
the edition is a concept again until somebody has looked once more.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.errors import RaatError, cases
from raat_analysis.params import EDITION
from raat_analysis.paths import replaced
from raat_analysis.yaml_files import loaded

CONCEPT, PROVISIONAL, FINAL = "concept", "voorlopig", "definitief"
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
NEXT_STEP = "Next step: raat sign-off {edition} --status voorlopig --role ROLE --remarks REMARKS"


class SignOff(BaseModel):
    """Who signed, in which role, when, with which remarks, and the hashes of the numbers and pages looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: Annotated[str, Field(pattern=EDITION)]
    status: Literal["voorlopig", "definitief"]
    role: Annotated[str, Field(min_length=3)]  # of the person; never a name
    date: date
    remarks: Annotated[str, Field(min_length=3)]
    numbers: Sha256
    pages: Sha256


def sign_off_path(folder: Path, edition: str) -> Path:
    """Where the sign-off of an edition stands in `folder` (data/sign_off)."""
    return folder / f"{edition}.yml"


def read_sign_off(folder: Path, edition: str) -> SignOff | None:
    """The sign-off of an edition, or None. A file that says too little, or is of another edition, is a RaatError."""
    path = sign_off_path(folder, edition)
    if not path.is_file():
        return None
    try:
        found = SignOff.model_validate(loaded(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _refused(path, [" ".join(str(error).split())]) from error
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()]
        raise _refused(path, wrong) from error
    if found.edition != edition:
        raise _refused(path, [f"edition: says {found.edition}; the file is of {edition}"])
    return found


def write_sign_off(folder: Path, signed: SignOff) -> Path:
    """Write the sign-off of its edition, in the place of an earlier one (git keeps that)."""
    path = sign_off_path(folder, signed.edition)
    text = yaml.safe_dump(json.loads(signed.model_dump_json()), sort_keys=False, allow_unicode=True, width=120)
    with replaced(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return path


def status_of(folder: Path, edition: str, published: Path) -> str:
    """What the edition may call itself: the status that was signed for the numbers in `published`, else concept."""
    signed = read_sign_off(folder, edition)
    return signed.status if signed and signed.numbers == numbers_hash(published) else CONCEPT


def numbers_hash(published: Path) -> str:
    """SHA-256 over every published table, of the public and of organisations (data/processed/published)."""
    tables = sorted(published.rglob("*.parquet"))
    if not tables:
        raise RaatError(f"{published} holds no published tables. Next step: make report.")
    return joined_hash((path.relative_to(published).as_posix(), path.read_bytes()) for path in tables)


def joined_hash(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, in the order given."""
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _refused(path: Path, wrong: list[str]) -> RaatError:
    return RaatError(
        f"{path.parent.name}/{path.name} is no sign-off: {len(wrong)} faults.\n{cases(wrong)}\n"
        f"{NEXT_STEP.format(edition=path.stem)}"
    )
