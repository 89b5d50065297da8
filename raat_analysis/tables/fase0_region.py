"""Tables of a region's Fase 0: who took part, and what self-selection may do."""

from collections.abc import Sequence

from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.amounts import amount_cell
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.tables.fase0_branches import Rounds
from raat_analysis.tables.signs import with_signs

SAME = {"100": "evenveel hebben als wie meedeed (de schatting)"}


def participation(branches: Sequence[tuple[str, Rounds]], region: str) -> Table | None:
    """A row per sector with members: how many took part with ten answers or more, and how many members. No names."""
    facts = [(name, each.one("fase0_organisations")) for name, each in branches]
    if not any(known(each) for _, each in facts):
        return None
    rows = tuple((name, each.cell, _members(each)) for name, each in facts)
    header = ("Sector", "Deden mee", "Leden")
    note = "Meegedaan: met tien antwoorden van medewerkers of meer."
    return Table(f"Deelname naar sector, {region}", header, rows, with_signs(rows, note))


def others(facts: Sequence[Fact], region: str) -> Table | None:
    """What the potential of the region is when organisations that did not take part have less. None without rows."""
    shown = sorted((each for each in facts if known(each)), key=lambda each: int(each.category))
    if not shown:
        return None
    rows = tuple((_named(each.category), f"{amount_cell(each)} fte") for each in shown)
    header = ("Als de andere organisaties …", "Potentieel")
    return Table(f"Als wie niet meedeed minder potentieel heeft, {region}", header, rows)


def _named(percent: str) -> str:
    return SAME.get(percent, f"{percent}% hebben van wat wie meedeed heeft")


def _members(each: Fact) -> str:
    if each.denominator is not None:
        return number(each.denominator)
    return each.cell if not known(each) else MISSING
