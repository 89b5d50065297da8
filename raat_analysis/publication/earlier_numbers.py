"""What the edition before said, as a report tells it of a revised number: '3e kwartaal 2026: was 14'."""

from collections.abc import Iterator

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.sentences.numbers import cell
from raat_analysis.sentences.periods import period_label


def earlier_numbers(previous: pl.DataFrame) -> list[str]:
    """Every number of the edition before (rows of previous.parquet), spelled, after the last word of its period.

    No other number may stand after 'was' in a report.
    """
    shown = previous.filter(pl.col("measure").is_in(shown_measures("factsheet")), pl.col("value").is_not_null())
    distinct = shown.select("measure", "period", "value", "unit").unique(maintain_order=True)
    return sorted({text for row in distinct.iter_rows() for text in _texts(*row)})


def _texts(measure: str, period: str, value: float, unit: str) -> Iterator[str]:
    until, usual = period_label(period).split()[-1], int(entries("measures")[measure]["decimals"])
    for decimals in (usual, 0) if unit == "%" else (usual,):  # a percentage of few has none
        was = cell(value, "final", unit, decimals)
        yield f"{until}: was {was}"
        yield f"{until}): was {was}"  # on the front, behind what it is of
