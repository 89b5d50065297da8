"""Fase 0 by sector: a column for the whole region, then one for each sector that is shown apart."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.amounts import amount_cell
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.sentences.wording import capitalised
from raat_analysis.tables.signs import with_signs


class Rounds(Protocol):
    """What a table asks of a round: whose it is, and its facts."""

    @property
    def whose(self) -> str: ...

    def by(self, measure: str, breakdown: str) -> Mapping[str, Fact]: ...

    def one(self, measure: str) -> Fact: ...


def by_branch(rounds: Sequence[Rounds], measure: str, breakdown: str, codelist: str) -> Table:
    """A row per category, those named most in the region first."""
    columns = [each.by(measure, breakdown) for each in rounds]
    whole = sorted(columns[0].values(), key=lambda each: (-(each.value or 0.0), each.category))
    rows = tuple(
        (label_of(each.category, codelist), *(_cell(column.get(each.category)) for column in columns)) for each in whole
    )
    what = label_of(measure, "measures")
    return Table(f"{what} naar sector, {rounds[0].whose}", (what, *heads(rounds)), rows, with_signs(rows), annex=True)


def measures_by_branch(rounds: Sequence[Rounds], measures: Sequence[str], caption: str) -> Table:
    """A row per measure."""
    rows = tuple(
        (_named(measure), *(_amount(each.one(measure)) for each in rounds))
        for measure in measures
        if any(known(each.one(measure)) for each in rounds)
    )
    return Table(caption, ("Uitkomst", *heads(rounds)), rows, with_signs(rows))


def heads(rounds: Sequence[Rounds]) -> list[str]:
    """'Twente', 'Vvt': the region by its name, a sector by its short name."""
    return [rounds[0].whose, *(capitalised(each.whose.partition(",")[0]) for each in rounds[1:])]


def _named(measure: str) -> str:
    name = label_of(measure, "measures")
    return f"{name} (fte)" if measure.endswith("_fte") else name


def _amount(each: Fact) -> str:
    return amount_cell(each) if each.unit == "fte" else each.cell


def _cell(each: Fact | None) -> str:
    return each.cell if each is not None else MISSING
