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
    names = [label_of(each.category, "contract_classes") for each in facts]
    shares, counts = _shares(facts, total), [each.cell for each in facts]
    texts = [f"{number(part)}%" for part in shares]
    if region is None:
        title = f"Uren per week in het contract, {whose}"
        parts = zip(names, shares, texts, facts, strict=True)
        bars = [Bar(name, part, text, _role(each.category)) for name, part, text, each in parts]
        table = Table(title, ("Uren per week", "Medewerkers", "Aandeel"), (*zip(names, counts, texts, strict=True),))
        return Picture(title, bar_chart(f"contracts-{whose}", bars), _alt(title, table), table)
    title = f"Uren per week in het contract, {whose} en {where}"
    there = _shares(region[1], region[0])
    beside = [f"{number(part)}%" for part in there]
    pairs = [Pair(*row) for row in zip(names, shares, there, texts, beside, strict=True)]
    header = ("Uren per week", "Medewerkers", "Aandeel", f"Aandeel {where}")
    table = Table(title, header, (*zip(names, counts, texts, beside, strict=True),))
    note = f"Stip: {whose}; vierkant: alle deelnemers in {where}, afgerond op tientallen."
    return Picture(title, dumbbell_chart(f"contracts-{whose}", pairs, whose, where), _alt(title, table), table, note)


def _shares(facts: Sequence[Fact], whole: Fact) -> list[float]:
    return [100 * value_of(each) / value_of(whole) for each in facts]


def _alt(title: str, table: Table) -> str:
    listed = "; ".join(f"{row[0]}: {' en '.join(row[2:])}" for row in table.rows)
    return f"Figuur: {title[0].lower()}{title[1:]}, als aandeel van de medewerkers. {listed}."


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
