"""Differences with the previous round."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.traces import unmarked
from raat_analysis.tables.potential import certainty
from raat_analysis.tables.signs import with_signs


def changes(facts: Sequence[Fact], whose: str) -> Table:
    """A row per measure: the difference with its sign, and its margin. All known."""
    rows = tuple((_named(each), f"{_signed(value_of(each))} {_unit(each)}", _margin(each)) for each in facts)
    header = ("Uitkomst", "Verschil", "Marge")
    note = "Valt de nul binnen de marge, dan kan het verschil toeval zijn."
    return Table(f"Verschil met de vorige ronde, {whose}", header, rows, with_signs(rows, note, certainty(facts)))


def _named(each: Fact) -> str:
    return label_of(each.measure, "measures").partition(", verschil")[0]


def _unit(each: Fact) -> str:
    return "punt" if each.unit == "procentpunt" else each.unit


def _signed(value: float) -> str:
    shown = number(value)
    return f"+{shown}" if value > 0 and unmarked(shown) != "0" else shown


def _margin(each: Fact) -> str:
    if each.lower is None or each.upper is None:
        return MISSING
    return f"{_signed(each.lower)} tot {_signed(each.upper)}"
