"""Figures of Fase 0: what people wish, and the conditions under which they would work more."""

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number

WISHES = {"more_hours_now_pct": "accent", "more_hours_conditional_pct": "accent", "fewer_hours_pct": "compare"}


NOTHING = "none"  # the answer of who sees no obstacle


def wishes(facts: list[Fact], whose: str, name: str) -> Picture:
    """Who wants more hours now, under conditions, or fewer (always shown too, T18). All known."""
    labels = [label_of(each.measure, "measures") for each in facts]
    bars = [
        Bar(label, value_of(f), f.cell, WISHES[f.measure], "////" if f.measure == "fewer_hours_pct" else "")
        for label, f in zip(labels, facts, strict=True)
    ]
    title = f"Wie wil meer of minder uren werken, {whose}"
    rows = tuple((label, each.cell, _margin(each)) for label, each in zip(labels, facts, strict=True))
    table = Table(f"Wensen over uren, {whose}", ("Wens", "Aandeel", "Marge"), rows)
    listed = "; ".join(f"{row[0]}: {row[1]}" for row in rows)
    alt = f"Staafdiagram van de wensen over uren, {whose}. {listed}."
    return Picture(title, bar_chart(f"wishes-{name}", bars), alt, table, "Gewogen naar het personeelsbestand.")


def reasons(facts: list[Fact], codelist: str, whose: str, name: str) -> Picture:
    """Conditions or obstacles, most named first; `codelist` gives their names. At least one known."""
    shown = sorted((each for each in facts if known(each)), key=lambda each: (-value_of(each), each.category))
    hidden = [each for each in facts if not known(each)]
    bars = [Bar(label_of(each.category, codelist), value_of(each), each.cell) for each in shown]
    what = label_of(facts[0].measure, "measures")
    title = _reasons_title(shown, codelist, whose)
    rows = tuple((label_of(each.category, codelist), each.cell) for each in [*shown, *hidden])
    table = Table(f"{what}, {whose}", (what, "Aandeel"), rows)
    listed = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    alt = f"Staafdiagram: {what.lower()}, {whose}. {listed}."
    return Picture(
        title,
        bar_chart(f"{codelist}-{name}", bars),
        alt,
        table,
        f"{label_of(facts[0].measure, 'measures')}: aandeel van {_among(facts[0])}.",
    )


def _reasons_title(shown: list[Fact], codelist: str, whose: str) -> str:
    """The one named most; who sees no obstacle is told apart from the obstacles."""
    nothing = [each for each in shown if each.category == NOTHING]
    named = [each for each in shown if each.category != NOTHING]
    most = f"'{label_of(named[0].category, codelist)}' ({named[0].cell})" if named else ""
    if not nothing:
        return f"{whose}: {most} wordt het meest genoemd"
    free = f"{whose}: {nothing[0].cell} ziet geen belemmering"
    return f"{free}; de meest genoemde is {most}" if most else free


def _margin(each: Fact) -> str:
    if each.lower is None or each.upper is None:
        return "."
    return f"{number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)}%"


def _among(each: Fact) -> str:
    return str(entries("measures")[each.measure]["denominator"])
