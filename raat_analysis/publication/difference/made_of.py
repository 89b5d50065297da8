"""What an edition was made of: the files of its sources and the version of each method (release.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import RaatError, cases
from raat_analysis.parquet import read_table
from raat_analysis.publication.difference.pages import COLUMNS

RELEASE, PAGES = "release.json", "pages.parquet"


class SourceFile(BaseModel):
    """A file of a source as it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    obtained_on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    file: str
    sha256: str  # of the file; '' where it is not known


class MadeOf(BaseModel):
    """An edition, the files that it was made of, and by measure the version of its method."""

    model_config = ConfigDict(frozen=True)

    edition: str
    sources: list[SourceFile]
    methods: dict[str, int]


@dataclass(frozen=True)
class Before:
    """The edition before: what it was made of, and what its pages said."""

    release: MadeOf
    pages: pl.DataFrame


def released(edition: str, sources: pl.DataFrame) -> MadeOf:
    """The release of an edition of these sources (published/public/sources.parquet), with today's methods."""
    files = [_file(row) for row in sources.sort("source", "obtained_on", "file").iter_rows(named=True)]
    return MadeOf(edition=edition, sources=files, methods=method_versions())


def method_versions() -> dict[str, int]:
    """The version of the method of every measure, by code."""
    return {code: measure.method_version for code, measure in sorted(catalogue().items())}


def read_before(edition: str, editions: Path) -> Before:
    """What was kept of the edition before; a file that is not there or does not fit is a RaatError."""
    folder = editions / edition
    absent = [name for name in (RELEASE, PAGES) if not (folder / name).is_file()]
    if absent:
        raise RaatError(
            f"Of edition {edition} {len(absent)} files are not in {editions.name}/{edition}:\n{cases(absent)}\n"
            "Without them nobody can say what changed. Next step: see docs/difference.md, or write "
            "previous_edition: null in params.yaml."
        )
    pages = read_table(folder / PAGES)
    if dict(pages.schema) != COLUMNS:
        raise RaatError(f"{edition}/{PAGES} has other columns than the pages of an edition. See docs/difference.md.")
    return Before(_release(folder / RELEASE, edition), pages)


def exports_revised(now: MadeOf, then: MadeOf) -> dict[str, list[str]]:
    """By source the names of the files that only this edition was made of; a source with other files is in it.

    Files are the same by their SHA-256 where both editions know it, else by date and name.
    """
    hashed = all(each.sha256 for each in (*now.sources, *then.sources))
    ours, theirs = (_by_source(release, hashed) for release in (now, then))
    return {
        source: sorted(file for mark, file in ours.get(source, {}).items() if mark not in theirs.get(source, {}))
        for source in sorted({*ours, *theirs})
        if set(ours.get(source, {})) != set(theirs.get(source, {}))
    }


def methods_changed(now: MadeOf, then: MadeOf) -> list[str]:
    """The measures of both editions whose method has another version."""
    return [code for code, version in sorted(now.methods.items()) if then.methods.get(code, version) != version]


def _by_source(release: MadeOf, hashed: bool) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for each in release.sources:
        mark = each.sha256 if hashed else f"{each.obtained_on} {each.file}"
        found.setdefault(each.source, {})[mark] = each.file.rpartition("/")[2]
    return found


def _file(row: Mapping[str, Any]) -> SourceFile:
    return SourceFile(
        source=row["source"],
        obtained_on=str(row["obtained_on"])[:10],
        file=row["file"],
        sha256=row.get("sha256") or "",
    )


def _release(path: Path, edition: str) -> MadeOf:
    try:
        release = MadeOf.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, ValidationError) as error:
        told = " ".join(str(error).split())[:300]
        raise RaatError(
            f"{edition}/{path.name} is no release of an edition: {told}. See docs/difference.md."
        ) from error
    if release.edition != edition:
        raise RaatError(f"{edition}/{path.name} is of edition {release.edition}. Put the file of {edition} there.")
    return release
