"""How many hours employees have in their contract, from counts that are rounded together (docs/methods/rounding.md)."""

from collections.abc import Mapping, Sequence

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import number

SMALL = 24.0  # hours a week; below it a contract is small
ROUNDED = "Aantallen zijn afgerond op tientallen, zodat niemand te herkennen is. Ze tellen precies op."
Column = tuple[Fact, Sequence[Fact]]  # everybody in a branch, and by class of hours


def is_small(code: str) -> bool:
    """Whether a class of contract hours ends at 24 hours or before."""
    classes = entries("contract_classes")
    after = [float(entry["from"]) for entry in classes.values() if entry["from"] > classes[code]["from"]]
    return bool(after) and min(after) <= SMALL


def small_contracts(facts: Sequence[Fact]) -> float:
    """How many have a contract of less than 24 hours; all known."""
    return sum((value_of(each) for each in facts if is_small(each.category)), 0.0)


def contracts(columns: Mapping[str, Column], whose: str, name: str) -> Picture:
    """Employees by hours in the contract: bars for everybody, and a table with a column per branch too.

    `columns`: by the head of the column, the sector first; all known, in the order of the codelist.
    """
    everybody, facts = next(iter(columns.values()))
    bars = [
        Bar(label_of(each.category, "contract_classes"), value_of(each), each.cell, _role(each.category))
        for each in facts
    ]
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    title = f"Uren per week in het contract van medewerkers, {whose}"
    table = Table(title, ("Uren per week", *columns), tuple(_rows(columns)), _note(everybody))
    alt = f"Staafdiagram van het aantal medewerkers naar uren in het contract, {whose}. {listed}."
    return Picture(title, bar_chart(f"contracts-{name}", bars), alt, table, f"Gekleurd: minder dan 24 uur. {ROUNDED}")


def beside_region(own: Column, region: Column | None, whose: str, where: str) -> Picture:
    """Which part of the employees has how many hours: an organisation (exact) and its region, when that is shown.

    Both in the order of the codelist, all known; without a region bars of the organisation alone.
    """
    total, facts = own
    title = f"Uren per week in het contract, {whose}" + (f" en {where}" if region else "")
    names = [label_of(each.category, "contract_classes") for each in facts]
    shares = [100 * value_of(each) / value_of(total) for each in facts]
    texts = [f"{number(part)}%" for part in shares]
    if region is None:
        bars = [
            Bar(name, part, text, _role(each.category))
            for name, part, text, each in zip(names, shares, texts, facts, strict=True)
        ]
        svg, rows = bar_chart(f"contracts-{whose}", bars), [*zip(names, (e.cell for e in facts), texts, strict=True)]
        header: tuple[str, ...] = ("Uren per week", "Medewerkers", "Aandeel")
    else:
        there = {each.category: 100 * value_of(each) / value_of(region[0]) for each in region[1]}
        beside = [f"{number(there[each.category])}%" for each in facts]
        pairs = [
            Pair(name, part, there[each.category], text, other)
            for name, part, text, other, each in zip(names, shares, texts, beside, facts, strict=True)
        ]
        svg = dumbbell_chart(f"contracts-{whose}", pairs, whose, where)
        rows = [*zip(names, (each.cell for each in facts), texts, beside, strict=True)]
        header = ("Uren per week", f"Medewerkers {whose}", f"Aandeel {whose}", f"Aandeel {where}")
    listed = "; ".join(f"{row[0]}: {', '.join(row[2:])}" for row in rows)
    alt = f"Aandeel van de medewerkers naar uren in het contract, {whose}{f' en {where}' if region else ''}. {listed}."
    note = f"Stip: {whose}; vierkant: alle deelnemers in {where}, afgerond op tientallen." if region else ""
    return Picture(title, svg, alt, Table(title, header, tuple(rows)), note)


def _role(code: str) -> str:
    return "accent" if is_small(code) else "compare"


def _rows(columns: Mapping[str, Column]) -> list[tuple[str, ...]]:
    """A row per class, then small contracts, as a share too, then everybody."""
    names = [label_of(each.category, "contract_classes") for each in next(iter(columns.values()))[1]]
    parts = [tuple(each.cell for each in row) for row in zip(*(facts for _, facts in columns.values()), strict=True)]
    small = [(small_contracts(facts), value_of(everybody)) for everybody, facts in columns.values()]
    return [
        *((name, *cells) for name, cells in zip(names, parts, strict=True)),
        ("Minder dan 24 uur samen", *(number(count) for count, _ in small)),
        ("Aandeel minder dan 24 uur", *(f"{number(100 * count / whole)}%" for count, whole in small)),
        ("Alle medewerkers", *(everybody.cell for everybody, _ in columns.values())),
    ]


def _note(everybody: Fact) -> str:
    """How far a number can be from the true one."""
    within = "" if everybody.upper is None else number(everybody.upper - value_of(everybody))
    return f"{ROUNDED} Het echte aantal van een groep ligt er hoogstens {within} naast." if within else ROUNDED
