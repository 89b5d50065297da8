"""Where the numbers come from."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label

KINDS = {"demonstration": "demonstratie", "published": "echt, gepubliceerd", "own": "echt, eigen export"}
FICTION = "Demonstratie: verzonnen cijfers, niet echt."
Files = list[Mapping[str, Any]]


def sources(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A row per source: its newest delivery, with the lines of all deliveries. `rows`: newest first within a source.

    The note says whose the real numbers are, as their licences ask.
    """
    by_source = [list(files) for _, files in groupby(rows, key=lambda row: str(row["source"]))]
    header = ("Bron", "Soort", "Licentie", "Nieuwste levering", "Regels gebruikt", "Apart gezet")
    fiction = FICTION if any(files[0]["kind"] == "demonstration" for files in by_source) else ""
    note = " ".join(text for text in (fiction, *map(_origin, by_source)) if text)
    return Table("Bronnen", header, tuple(_row(files) for files in by_source), note)


def _row(files: Files) -> tuple[str, ...]:
    newest, earlier = files[0], len(files) - 1
    return (
        str(newest["title"]),
        KINDS.get(str(newest["kind"]), str(newest["kind"])),
        str(newest["licence"] or "niet vermeld"),
        date_label(newest["obtained_on"]) + (f", en {earlier} eerder" if earlier else ""),
        number(sum(int(file["rows_accepted"] or 0) for file in files)),
        number(sum(int(file["rows_set_aside"] or 0) for file in files)),
    )


def _origin(files: Files) -> str:
    title, origin = str(files[0]["title"]), str(files[0]["origin"] or "").rstrip(". ")
    asked = files[0]["kind"] != "demonstration" or "CC BY" in origin
    return f"{title}: {origin}." if origin and asked else ""
