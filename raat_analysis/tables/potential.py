"""Tables of Fase 0."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.tables.signs import with_signs


def estimates(facts: list[Fact], caption: str) -> Table:
    """A row per estimate with its unit, and its interval when at least one has one."""
    rows = tuple((label_of(each.measure, "measures"), with_unit(each), _interval(each)) for each in facts)
    keep = 3 if any(each.lower is not None for each in facts) else 2
    shown = tuple(row[:keep] for row in rows)
    fte = "1 fte = 36 uur per week." if any(each.unit == "fte" for each in facts) else ""
    header = ("Uitkomst", "Waarde", "Marge")
    return Table(caption, header[:keep], shown, with_signs(shown, fte, _certainty(facts) if keep == 3 else ""))


def with_unit(each: Fact) -> str:
    """'704 fte'; a percentage has its sign, and persons are named by the row."""
    return f"{each.cell} fte" if each.unit == "fte" and each.value is not None else each.cell


def _interval(each: Fact) -> str:
    if each.value is None:
        return each.cell
    if each.lower is None or each.upper is None:
        return MISSING
    return f"{number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)}"


def _certainty(facts: list[Fact]) -> str:
    """What the interval of the estimates means, when all have the same."""
    odds = {each.interval_pct for each in facts if each.lower is not None}
    if len(odds) != 1 or None in odds:
        return ""
    return f"In {odds.pop()} van de 100 zulke onderzoeken ligt de echte waarde binnen de marge."


def compared(pairs: list[tuple[Fact, Fact]], whose: str, region: str) -> Table:
    """A row per measure: the organisation and its region."""
    rows = tuple((label_of(here.measure, "measures"), here.cell, there.cell) for here, there in pairs)
    return Table(f"{whose} naast {region}", ("Kenmerk", whose, region), rows, with_signs(rows))
