"""Tables of an organisation's personnel."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.contracts import contract
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.tables.signs import with_signs

FUNCTIONS = {code: label for label, code in contract("fase0_hr").columns["function_group"].codes.items()}
CONTRACT_KINDS = {"permanent": "vast contract", "temporary": "tijdelijk contract", "on_call": "oproep of nul uren"}


def part_time(rows: Sequence[tuple[str, Fact, Fact]], whose: str) -> Table | None:
    """A row per organisation, branch or region: part-time factor and mean contract. None without rows."""
    if not rows:
        return None
    cells = tuple((name, factor.cell, mean.cell) for name, factor, mean in rows)
    header = ("Wie", "Factor", "Uren")
    beside = " De andere rijen komen uit een andere bron, de AZW-kerncijfers." if len(rows) > 1 else ""
    note = f"Deeltijdfactor: contracturen als deel van een week van 36 uur.{beside}"
    return Table(f"Deeltijdfactor, {whose}", header, cells, with_signs(cells, note))


def by_group(facts: Sequence[Fact], total: Fact, whose: str) -> Table | None:
    """Employees by kind of contract, age and function. None without any."""
    if not any(known(each) for each in facts):
        return None
    rows = tuple((_named(each), each.cell, _part(each, total)) for each in facts)
    header = ("Groep", "Medewerkers", "Aandeel")
    return Table(f"Wie er werken, {whose}", header, rows, with_signs(rows), annex=True)


def _named(each: Fact) -> str:
    if each.breakdown == "contract_kind":
        return CONTRACT_KINDS[each.category].capitalize()
    if each.breakdown == "function":
        return FUNCTIONS[each.category]
    return label_of(each.category, "age_classes")


def _part(each: Fact, total: Fact) -> str:
    if not known(each, total) or not value_of(total):
        return MISSING
    return f"{number(100 * value_of(each) / value_of(total))}%"
