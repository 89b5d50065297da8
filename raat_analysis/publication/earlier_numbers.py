"""What the edition before said, as a report tells it of a revised number: '3e kwartaal 2026: was 14'."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.sentences.facts import fact
from raat_analysis.sentences.numbers import cell
from raat_analysis.sentences.periods import period_label


def earlier_numbers(previous: pl.DataFrame) -> list[str]:
    """Every number of the edition before (rows of previous.parquet) with the last word of its period, as it was spelled.

    No other number may stand after 'was' in a report.
    """
    shown = previous.filter(pl.col("measure").is_in(shown_measures("factsheet")), pl.col("value").is_not_null())
    distinct = shown.unique(["measure", "period", "value"], maintain_order=True)
    return sorted({text for row in distinct.drop("published_in").iter_rows(named=True) for text in _texts(row)})


def _texts(row: dict[str, Any]) -> Iterator[str]:
    found = fact(row)
    until = period_label(found.period).split()[-1]
    usual = int(entries("measures")[found.measure]["decimals"])
    for decimals in (usual, 0) if found.unit == "%" else (usual,):  # a percentage of few has none
        was = cell(found.value, "final", found.unit, decimals)
        yield f"{until}: was {was}"
        yield f"{until}): was {was}"  # on the front, behind what it is of
