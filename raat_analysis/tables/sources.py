"""Where the numbers come from."""

from collections.abc import Iterable, Mapping
from typing import Any

from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label

KINDS = {"demonstration": "demonstratie: niet echt", "real": "echt", "published": "echt, gepubliceerd"}


def sources(rows: Iterable[Mapping[str, Any]]) -> Table:
    """A row per delivered file of a source, newest first within a source."""
    cells = tuple(
        (
            str(row["title"]),
            KINDS.get(str(row["kind"]), str(row["kind"])),
            date_label(row["obtained_on"]),
            str(row["licence"] or "niet vermeld"),
            str(row["origin"] or "niet vermeld"),
            number(float(row["rows_accepted"] or 0)),
            number(float(row["rows_set_aside"] or 0)),
        )
        for row in rows
    )
    header = ("Bron", "Soort", "Verkregen op", "Licentie", "Herkomst", "Regels gebruikt", "Regels apart gezet")
    return Table("Bronnen", header, cells)
