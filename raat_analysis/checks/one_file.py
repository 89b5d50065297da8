"""One export file checked before it is added: a page of at most thirty lines that says what to do."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import Any

import polars as pl
import yaml

from raat_analysis.checks import Checked, check
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused

LINES, WIDTH = 30, 120
META = {"kind": "own", "origin": "not added yet", "licence": "not added yet"}


@dataclass(frozen=True)
class Page:
    """Whether a file can be added, and the lines that say so."""

    can_be_added: bool
    lines: tuple[str, ...]


def check_file(file: Path, source: str, raw: Path, obtained: date) -> Page:
    """Check a file as if it had been obtained on that day, beside the exports of its source that are in `raw`.

    Nothing is written to `raw`. An export of the same or a later day does not count as an earlier one.
    """
    asked = contract(source)
    if not file.is_file():
        raise ExportRefused(f"{file} is not a file. Next step: give the file itself, as the source delivered it.")
    with TemporaryDirectory() as work:
        beside = Path(work) / "raw" / source
        _put_earlier(raw / source, beside, obtained)
        name = _put_new(file, beside, obtained)
        try:
            found = check(beside.parent, {source: asked}, Path(work) / "checked")
        except ExportRefused as refused:
            return Page(False, _page(_refused(file, source, str(refused))))
        return Page(True, _page(_accepted(file, found, f"{source}/{obtained}/{name}")))


def _put_earlier(folder: Path, beside: Path, obtained: date) -> None:
    """The earlier exports that are here, without copying them, and the breaks accepted in them."""
    beside.mkdir(parents=True)
    for described in sorted(folder.glob("*.dvc")):
        if described.stem < obtained.isoformat() and described.with_suffix("").is_dir():
            (beside / described.stem).symlink_to(described.with_suffix("").resolve(), target_is_directory=True)
            shutil.copyfile(described, beside / described.name)
    for reviewed in sorted(folder.glob("*.yml")):
        shutil.copyfile(reviewed, beside / reviewed.name)


def _put_new(file: Path, beside: Path, obtained: date) -> str:
    place = beside / obtained.isoformat()
    place.mkdir()
    (place / file.name).symlink_to(file.resolve())
    about = yaml.safe_dump({"meta": {**META, "obtained": obtained.isoformat()}})
    (beside / f"{obtained}.dvc").write_text(about, encoding="utf-8")
    return file.name


def _refused(file: Path, source: str, told: str) -> Iterator[str]:
    yield f"{file.name} cannot be added to {source}."
    yield ""
    yield from told.splitlines()


def _accepted(file: Path, found: Checked, name: str) -> Iterator[str]:
    [about] = found.quality["sources"]
    row = found.sources.row(by_predicate=pl.col("file") == name, named=True)
    [read] = [one for one in about["files"] if one["file"] == name]
    yield f"{file.name} can be added to {about['source']}."
    yield f"{row['rows_read']} rows read: {row['rows_accepted']} used, {row['rows_set_aside']} set aside."
    yield "Read as: " + ", ".join(f"{key} {value}" for key, value in read["read_as"].items()) + "."
    if read["dropped"]:
        yield f"Left out at reading: {', '.join(read['dropped'])}."
    yield from _reasons(found.quarantine[about["source"]].filter(pl.col("file") == name), "Set aside:")
    yield from _compared(about["past"])
    yield ""
    yield f"Next step: raat export add {about['source']} FILE --obtained DATE --origin ORIGIN --licence LICENCE"


def _reasons(reasons: pl.DataFrame, title: str) -> Iterator[str]:
    """Each reason with its count and the first lines; the values stay in the file."""
    counts = reasons.group_by("sentence", "scope", maintain_order=True).agg(pl.len(), pl.col("line").head(5))
    if counts.height:
        yield title
    for sentence, scope, count, lines in counts.sort("len", descending=True, maintain_order=True).iter_rows():
        more = ", …" if count > len(lines) else ""
        places = ", ".join(map(str, lines)) + more
        yield f"  {count:>7} {'rows' if scope == 'row' else 'values'}: {sentence} (line {places})"


def _compared(past: dict[str, Any]) -> Iterator[str]:
    if past.get("previous"):
        yield f"Beside the export of {past['previous']}, per period:"
        for total in past["totals"][:6]:
            yield f"  {total['column']}: {total['value']:.10g} now, {total['previous']:.10g} before"


def _page(lines: Iterator[str]) -> tuple[str, ...]:
    """At most thirty lines of at most 120 characters; the first line and the next steps are never what is cut."""
    wrapped = [part for line in lines for part in wrap(line, WIDTH, subsequent_indent="    ") or [""]]
    if len(wrapped) <= LINES:
        return tuple(wrapped)
    steps = [line for line in wrapped[LINES - 6 :] if line.lstrip().startswith("Next step")][-2:]
    kept = LINES - 1 - len(steps)
    return (*wrapped[:kept], f"… {len(wrapped) - kept - len(steps)} more lines; mend these first.", *steps)
