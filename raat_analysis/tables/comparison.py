"""The region beside itself earlier, its sibling regions and Nederland."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import pct
from raat_analysis.tables.signs import with_signs

Pair = tuple[Fact, Fact]  # the expected shortage and the demand it is a part of


def comparison(rows: Sequence[Sequence[Fact]], gaps: Sequence[Pair], columns: Sequence[str], note: str) -> Table:
    """A row per number, and two of the expected shortage; a column per region or moment, the region itself first.

    A forecast has no numbers of earlier years: its second and third column are empty.
    """
    cells = [(_name(row[0]), *(each.cell for each in row)) for row in rows]
    cells += _expected(gaps) if gaps else []
    return Table(
        f"Vergelijking van {columns[0]}", ("Kenmerk", *columns), tuple(cells), with_signs(cells, note), annex=True
    )


def _name(here: Fact) -> str:
    """'Werknemers, 3e kwartaal 2026'; a share of an age class has its name."""
    group = f" {label_of(here.category, 'age_classes').lower()}" if here.breakdown == "age" else ""
    return f"{label_of(here.measure, 'measures')}{group}, {period_label(here.period)}"


def _expected(gaps: Sequence[Pair]) -> list[tuple[str, ...]]:
    """The shortage and its part of the demand."""
    year = gaps[0][0].period
    cells = [gap.cell for gap, _ in gaps], [pct(gap, demand) for gap, demand in gaps]
    names = f"Verwacht tekort, {year}", f"Verwacht tekort in % van de vraag, {year}"
    return [(name, row[0], MISSING, MISSING, *row[1:]) for name, row in zip(names, cells, strict=True)]
