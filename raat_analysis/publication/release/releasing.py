"""`raat publish`: the edition that was made and signed off becomes a release, is recorded, and enters the ledger."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from raat_analysis.disclosure.ledger import FILE as LEDGER
from raat_analysis.disclosure.ledger import added
from raat_analysis.errors import RaatError
from raat_analysis.file_hash import sha256
from raat_analysis.parquet import read_table, write_table
from raat_analysis.paths import replaced
from raat_analysis.publication.difference.made_of import released
from raat_analysis.publication.difference.pages import pages
from raat_analysis.publication.release.manifest import FILE as MANIFEST
from raat_analysis.publication.release.places import Places
from raat_analysis.publication.release.provenance import describe, read_reports
from raat_analysis.publication.release.record import Release, releases, write_release
from raat_analysis.publication.release.refusals import refuse_release
from raat_analysis.publication.release.signing import refuse_stale
from raat_analysis.publication.zipped import write_zip
from raat_analysis.rendering.jobs import Asked
from raat_analysis.running.dvc_command import tracked
from raat_analysis.running.git_state import commit, refuse_uncommitted
from raat_analysis.sign_off import SignOff, read_sign_off
from raat_analysis.sources.remotes import keep_out_of_git

GOES_IN = ("data", "raat_analysis", "pipelines", "notebooks")  # a new file in them must be in git
NUMBERS, PAGES = "numbers.parquet", "pages.parquet"


def release(at: Places, day: date, demonstration: bool = False, correction: str = "") -> Release:
    """Write releases/<edition>/ and .zip, and what data/editions keeps of it. Every reason against it is told."""
    earlier = releases(at.editions)
    refuse_uncommitted(at.root, f"raat publish {at.params.edition}", GOES_IN)
    refuse_stale(at)
    refuse_release(at, earlier, demonstration, correction)
    signed = read_sign_off(at.sign_offs, at.params.edition)
    if signed is None:
        raise RaatError(f"The sign-off of {at.params.edition} is gone.")
    about = {"commit": commit(at.root), "published_on": day.isoformat(), "correction": correction}
    with replaced(at.released) as beside, replaced(zip_of(at)) as packed:
        shutil.copytree(at.public, beside)
        describe(Asked(at.params, at.published, signed.status), beside, day.isoformat(), about["commit"])
        pack(beside, packed, f"arbeidsmarkt-zorg-en-welzijn-{at.params.edition}")
        made = _record(at, signed, earlier, {**about, "manifest": sha256(beside / MANIFEST)})
        _keep(at, made)  # what cannot be recorded is not released, and an earlier release stays as it was
    return made


def zip_of(at: Places) -> Path:
    """The zip of the release, beside its folder."""
    return at.released.with_name(f"{at.released.name}.zip")


def pack(folder: Path, target: Path, name: str) -> None:
    """A zip with all files of a folder below `name`, the same bytes for the same files."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    write_zip(target, {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files})


def _record(at: Places, signed: SignOff, earlier: Sequence[Release], about: dict[str, str]) -> Release:
    sources = read_table(at.published / "public" / "sources.parquet")
    made_of = released(at.params.edition, sources).model_dump()
    before = [each for each in earlier if each.edition == at.params.edition]
    past = [*before[0].earlier, before[0].model_dump(mode="json", exclude={"earlier"})] if before else []
    return Release.model_validate(
        {
            **made_of,
            **about,
            "release": len(past) + 1,
            "status": signed.status,
            "demonstration": "demonstration" in sources["kind"].to_list(),
            "signed_on": signed.date.isoformat(),
            "role": signed.role,
            "lock": sha256(at.root / "requirements.lock"),
            "numbers": signed.numbers,
            "reports": [_report(each) for each in read_reports(at.public)],
            "earlier": past,
        }
    )


def _keep(at: Places, made: Release) -> None:
    """What the next edition needs of this one: its numbers, what its pages said, its record, and the ledger."""
    folder = at.editions / made.edition
    folder.mkdir(parents=True, exist_ok=True)
    numbers, said = folder / NUMBERS, folder / PAGES
    with replaced(numbers) as beside:
        shutil.copyfile(at.published / "public" / NUMBERS, beside)
    with replaced(said) as beside:
        write_table(pages(at.public), beside)
    tracked(at.root, numbers, said)
    if not made.demonstration:
        for file in (numbers, said):
            keep_out_of_git(file.with_name(f"{file.name}.dvc"))
    added(at.editions / LEDGER, made.edition, read_table(at.published / "public" / "cells.parquet"))
    write_release(at.editions, made)


def _report(each: dict[str, Any]) -> dict[str, Any]:
    name = next(iter(each["files"])).rpartition(".")[0]
    return {"name": name, "code": each["code"], "data": each["data"], "files": each["files"]}
