"""Where the numbers come from."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label

KINDS = {"demonstration": "demonstratie: niet echt", "published": "echt, gepubliceerd", "own": "echt, eigen export"}


def sources(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A row per source: its newest delivery, with the lines of all deliveries. `rows`: newest first within a source."""
    cells = tuple(_row(list(files)) for _, files in groupby(rows, key=lambda row: str(row["source"])))
    header = ("Bron", "Soort", "Verkregen op", "Licentie", "Herkomst", "Regels gebruikt", "Regels apart gezet")
    return Table("Bronnen", header, cells)


def _row(files: list[Mapping[str, Any]]) -> tuple[str, ...]:
    newest, earlier = files[0], len(files) - 1
    return (
        str(newest["title"]),
        KINDS.get(str(newest["kind"]), str(newest["kind"])),
        date_label(newest["obtained_on"]) + (f", en {earlier} eerder" if earlier else ""),
        str(newest["licence"] or "niet vermeld"),
        str(newest["origin"] or "niet vermeld"),
        number(sum(int(file["rows_accepted"] or 0) for file in files)),
        number(sum(int(file["rows_set_aside"] or 0) for file in files)),
    )
