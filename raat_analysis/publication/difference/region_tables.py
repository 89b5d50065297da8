"""The tables of one region on the page: newest numbers, revisions and reasons, what came and went, back series."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from raat_analysis.codelists import label_of
from raat_analysis.publication.difference.importance import LARGE, LEVELS, SMALL
from raat_analysis.publication.difference.numbers import WAS
from raat_analysis.publication.difference.row_words import Row, about, cell_of, moved, over, within_margin
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import cell, number
from raat_analysis.sentences.periods import period_label

SINGLE_SHOWN, SINGLE_OF_ONE = 25, 4  # revised numbers named one by one in a region, and of one measure
SERIES_SHOWN = 60  # rows of the back series
WITHIN = "binnen de marge"
KEY_FIGURE = "kerncijfer"
HEAD = ("Cijfer", "Over", "Was", "Nu", "Verschil", "Grootte", "Let op")
REVISED_HEAD = ("Cijfer", "Over", "Was", "Nu", "Verschil", "Grootte", "Reden")
SUMMARY_HEAD = ("Begrip", "Reden", "Herziene cijfers", "Waarvan groot", "Waarvan middel", "Grootste verandering")
Counts = dict[str, int]


def levels(rows: pl.DataFrame) -> Counts:
    """How many rows are groot, middel and klein."""
    found = dict(rows.group_by("level").len().rows())
    return {level: int(found.get(level, 0)) for level in LEVELS}


def newest_tables(rows: pl.DataFrame, region: str) -> Iterator[Table]:
    """What a reader sees change: large and middling first, small ones folded."""
    for part, caption, folded in (
        (rows.filter(pl.col("level") != SMALL), "Nieuwste cijfers: grote en middelgrote veranderingen", False),
        (rows.filter(pl.col("level") == SMALL), "Nieuwste cijfers: kleine veranderingen", True),
    ):
        if part.height:
            shown = tuple((*_cells(row), row["level"], _notice(row)) for row in part.iter_rows(named=True))
            yield Table(f"{caption}, {region}", HEAD, shown, annex=folded)


def revised_tables(rows: pl.DataFrame, region: str) -> Iterator[Table]:
    """Per measure and reason how many numbers were revised, and the most important ones one by one."""
    if rows.is_empty():
        return
    groups = rows.group_by("measure", "reason", maintain_order=True)  # rows are in order of importance, so groups are
    summary = tuple(_summed(part) for _, part in groups)
    yield Table(f"Herziene cijfers per begrip, {region}", SUMMARY_HEAD, summary)
    first = rows.filter(pl.int_range(pl.len()).over("measure") < SINGLE_OF_ONE).head(SINGLE_SHOWN)
    single = tuple((*_cells(row), row["level"], row["reason"]) for row in first.iter_rows(named=True))
    yield Table(
        f"Belangrijkste herziene cijfers, {region}", REVISED_HEAD, single, _rest(first.height, rows.height), annex=True
    )


def went_table(rows: pl.DataFrame, region: str) -> Table | None:
    """Measures that came or went, and numbers that are no longer there."""
    shown = tuple(_went(row) for row in rows.iter_rows(named=True))
    return Table(f"Nieuw en verdwenen, {region}", ("Begrip", "Wat", "Aantal cijfers"), shown) if shown else None


def series_tables(rows: pl.DataFrame, region: str) -> Iterator[Table]:
    """The whole sector of each measure whose method changed, by period."""
    for (measure,), part in rows.group_by("measure", maintain_order=True):
        totals = part.filter(pl.col("branch_code") == "SMAL").sort("category", "scenario", "edition", "period")
        shown = tuple(_series(row) for row in totals.head(SERIES_SHOWN).iter_rows(named=True))
        head = ("Cijfer", "Over", "Zoals gepubliceerd", "Op de nieuwe methode")
        more = f"Hier staan {SERIES_SHOWN} van de {number(part.height)} cijfers; terugreeks.csv heeft ze allemaal."
        note = more if part.height > len(shown) else ""
        yield Table(f"Terugreeks {label_of(str(measure), 'measures')}, {region}", head, shown, note, annex=True)


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    return about(row), over(row), cell_of(row, WAS), cell_of(row), moved(row)


def _notice(row: Row) -> str:
    said = [KEY_FIGURE] * bool(row["key_figure"]) + [WITHIN] * within_margin(row)
    return ", ".join(said)


def _summed(part: pl.DataFrame) -> tuple[str, ...]:
    """One measure with one reason; its first row is its most important one."""
    first, counts = part.row(0, named=True), levels(part)
    largest = f"{about(first)}, {over(first)}: was {cell_of(first, WAS)}, nu {cell_of(first)}"
    many = (number(part.height), number(counts[LARGE]), number(counts[LEVELS[1]]))
    return (label_of(first["measure"], "measures"), first["reason"], *many, largest)


def _rest(shown: int, height: int) -> str:
    """What a table leaves out, '' for nothing."""
    if height <= shown:
        return ""
    return (
        f"Dit zijn {shown} van de {number(height)} herziene cijfers: de belangrijkste, hoogstens {SINGLE_OF_ONE} per "
        "begrip. In verschil.csv staan ze allemaal."
    )


def _went(row: Mapping[str, Any]) -> tuple[str, str, str]:
    name = label_of(row["measure"], "measures")
    if not row["numbers_was"]:
        return name, "nieuw begrip", number(row["numbers"])
    if not row["numbers"]:
        return name, "verdwenen begrip", number(row["numbers_was"])
    return name, "cijfers verdwenen", number(row["gone"])


def _series(row: Row) -> tuple[str, ...]:
    now = cell_of(row)
    decimals = len(now.rstrip("%*").partition(",")[2])
    published = row["status_was"] is not None
    was = cell(row["value_was"], row["status_was"], row["unit"], decimals) if published else "niet gepubliceerd"
    return about(row), period_label(row["period"]), was, now
