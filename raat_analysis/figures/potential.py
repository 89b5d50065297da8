"""Figures of Fase 0: what people wish and under which conditions, what is expected of it, and what managers think."""

from collections.abc import Mapping, Sequence

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.figures.levers import Ranged, ranged_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.amounts import amount
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.tables.potential import wishes_table

ROLES = {"more_hours_now_pct": "accent", "more_hours_conditional_pct": "accent"}
NOTHING = "none"  # the answer of who sees no obstacle
WEIGHTED = "Gewogen naar het personeelsbestand."


def wishes_beside(facts: Sequence[Fact], there: Sequence[Fact], whose: str, region: str, name: str) -> Picture:
    """Who wants more hours now, under conditions, the same or fewer (T18), beside the region when that is known."""
    shown = [each for each in facts if known(each)]
    labels = [label_of(each.measure, "measures") for each in shown]
    others = {each.measure: each for each in there if known(each)}
    both = bool(shown) and all(each.measure in others for each in shown)
    beside = [others[each.measure] for each in shown] if both else []
    if both:
        rows = zip(labels, shown, beside, strict=True)
        pairs = [Pair(label, value_of(one), value_of(other), one.plain, other.plain) for label, one, other in rows]
        svg, note = dumbbell_chart(f"wishes-{name}", pairs, whose, region), f"Stip: {whose}; vierkant: {region}. "
    else:
        bars = [_wish(label, each) for label, each in zip(labels, shown, strict=True)]
        svg, note = bar_chart(f"wishes-{name}", bars), ""
    told = [f"{each.cell}, {region} {others[each.measure].cell}" if both else each.cell for each in shown]
    listed = "; ".join(f"{label}: {cell}" for label, cell in zip(labels, told, strict=True))
    title = f"Wie wil meer of minder uren werken, {whose}"
    table = wishes_table(facts, whose, bool(there), beside, region)
    return Picture(title, svg, f"Figuur van de wensen over uren, {whose}. {listed}.", table, f"{note}{WEIGHTED}")


def _wish(label: str, each: Fact) -> Bar:
    hatch = "////" if each.measure == "fewer_hours_pct" else ""
    return Bar(label, value_of(each), each.cell, ROLES.get(each.measure, "compare"), hatch)


def reasons(
    facts: Sequence[Fact], codelist: str, whose: str, name: str, named: Mapping[str, Fact] | None = None
) -> Picture:
    """Conditions, obstacles or reasons, most named first; `codelist` gives their names. At least one known.

    `named`: by code how many name it at all, beside how many find it the most important.
    """
    beside = named or {}
    shown = sorted((each for each in facts if known(each)), key=lambda each: (-value_of(each), each.category))
    hidden = [each for each in facts if not known(each)]
    bars = [Bar(label_of(each.category, codelist), value_of(each), _text(each, beside)) for each in shown]
    what = label_of(facts[0].measure, "measures")
    rows = tuple((label_of(each.category, codelist), each.cell, *_named(each, beside)) for each in [*shown, *hidden])
    header = (what, "Belangrijkst", "Genoemd") if beside else (what, "Aandeel")
    table = Table(f"{what}, {whose}", header, rows)
    listed = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    more = " Tussen haakjes: wie het noemt, ook als het niet het belangrijkst is." if beside else ""
    note = f"{what}: aandeel van {_among(facts[0])}.{more}"
    alt = f"Staafdiagram: {what.lower()}, {whose}. {listed}."
    svg = bar_chart(f"{codelist}-{name}", bars)
    return Picture(_reasons_title(shown, codelist, whose), svg, alt, table, note)


def _text(each: Fact, named: Mapping[str, Fact]) -> str:
    other = named.get(each.category)
    return f"{each.cell} ({other.cell})" if other is not None and known(other) else each.cell


def _named(each: Fact, named: Mapping[str, Fact]) -> tuple[str, ...]:
    return (named[each.category].cell if each.category in named else MISSING,) if named else ()


def _reasons_title(shown: list[Fact], codelist: str, whose: str) -> str:
    """The one named most; who sees no obstacle is told apart from the obstacles."""
    nothing = [each for each in shown if each.category == NOTHING]
    named = [each for each in shown if each.category != NOTHING]
    most = f"'{label_of(named[0].category, codelist)}' ({named[0].cell})" if named else ""
    if not nothing:
        return f"{whose}: {most} wordt het meest genoemd"
    free = f"{whose}: {nothing[0].cell} ziet geen belemmering"
    return f"{free}; de meest genoemde is {most}" if most else free


def expectations(scenarios: Mapping[str, Fact], more: Fact, table: Table, whose: str, name: str) -> Picture:
    """What may come of the potential in three scenarios, with the potential itself. All known; `table` has the rest."""
    names = {code: str(entry["name"]) for code, entry in entries("fase0_assumptions")["expectations"].items()}
    facts = [(names[code], each) for code, each in scenarios.items()] + [("Alle wensen om meer", more)]
    bars = [Ranged(label, 0, value_of(each), *_ends(each), f"{amount(each)} fte") for label, each in facts]
    title = f"Wat er naar verwachting van de wensen komt, {whose}"
    listed = "; ".join(f"{label} {amount(each)} fte" for label, each in facts)
    alt = f"Staafdiagram van het verwachte potentieel, {whose}. {listed}."
    note = (
        "Lijn: de marge van het onderzoek, in 90 van de 100 zulke onderzoeken. De verwachting zelf kan anders "
        "uitpakken."
    )
    return Picture(title, ranged_chart(f"expected-{name}", bars), alt, table, note)


def _ends(each: Fact) -> tuple[float, float]:
    if each.lower is None or each.upper is None:
        return value_of(each), value_of(each)
    return each.lower, each.upper


def beside_managers(rows: Sequence[tuple[str, Fact, Fact]], title: str, note: str, name: str) -> Picture:
    """What staff say (dot) and what managers say (square), per row. At least one, all known."""
    pairs = [Pair(label, value_of(one), value_of(other), one.plain, other.plain) for label, one, other in rows]
    cells = tuple((label, one.cell, other.cell) for label, one, other in rows)
    table = Table(title, ("Onderwerp", "Medewerkers", "Leidinggevenden"), cells)
    listed = "; ".join(f"{label}: medewerkers {one}, leidinggevenden {other}" for label, one, other in cells)
    svg = dumbbell_chart(name, pairs, "Medewerkers", "Leidinggevenden")
    return Picture(
        title, svg, f"{title}. {listed}.", table, f"Stip: medewerkers; vierkant: leidinggevenden. {note}".strip()
    )


def _among(each: Fact) -> str:
    return str(entries("measures")[each.measure]["denominator"])
