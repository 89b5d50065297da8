"""Tables of Fase 0."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import number


def estimates(facts: list[Fact], caption: str) -> Table:
    """A row per estimate with its interval and unit."""
    rows = tuple((label_of(each.measure, "measures"), each.cell, _interval(each), label_unit(each)) for each in facts)
    return Table(caption, ("Schatting", "Waarde", "Marge", "Eenheid"), rows)


def label_unit(each: Fact) -> str:
    """The unit in words."""
    return "procent" if each.unit == "%" else each.unit


def _interval(each: Fact) -> str:
    if each.lower is None or each.upper is None:
        return "."
    return f"{number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)}"


def compared(pairs: list[tuple[Fact, Fact]], whose: str, region: str) -> Table:
    """A row per measure: the organisation and its region."""
    rows = tuple((label_of(here.measure, "measures"), here.cell, there.cell) for here, there in pairs)
    return Table(f"{whose} naast {region}", ("Kenmerk", whose, region), rows)
