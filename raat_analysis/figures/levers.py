"""What each lever may do, as separate bars with their range (never one bar: they overlap), and what matters most."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import LINE, ROW_MM, lines, row_places, wrapped
from raat_analysis.figures.house_style import WIDTH_MM, drawn, tints, width_mm
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import MISSING, in_steps
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import rounded_range

ILLUSTRATION = "VWS noemt zijn cijfers zelf een illustratie; onze marges zijn een inschatting van deskundigen."
LARGEST_SHOWN = 10  # inputs in a tornado


@dataclass(frozen=True)
class Ranged:
    """A bar from `start` to `value`, a line from `low` to `high` over it, and its numbers in words."""

    label: str
    start: float
    value: float
    low: float
    high: float
    text: str


def lever_effects(realistic: Sequence[Fact], example: Sequence[Fact], region: str) -> Picture:
    """A bar per lever with its range; `example` is that of VWS for the region. All realistic facts known."""
    largest_first = sorted(realistic, key=lambda each: (-value_of(each), each.category))
    vws = {each.category: each for each in example}
    rows, bars = [], []
    for each in largest_first:
        middle, low, high = rounded_range(each)
        name = label_of(each.category, "levers")
        rows.append((name, middle, f"{low} tot {high}", _example_cell(vws.get(each.category))))
        bars.append(Ranged(name, 0, value_of(each), each.lower or 0, each.upper or 0, f"{middle} ({low} tot {high})"))
    year, listed = realistic[0].period, "; ".join(f"{name} {middle} ({range_})" for name, middle, range_, _ in rows)
    header = ("Knop", "Waarschijnlijk", "8 van de 10 keer", "Alles lukt (voorbeeld VWS)")
    table = Table(f"Effect per knop in mensen minder tekort, {region}, {year}", header, tuple(rows))
    title = f"{region}: elke knop alleen scheelt in {year} naar schatting {rows[-1][1]} tot {rows[0][1]} mensen"
    alt = f"Staafdiagram met marges van het effect per knop in {place(region)} in {year}. {listed}."
    note = f"De lijn is de marge (8 van de 10 keer). Cijfers over {measured_in(year)}{_derived(realistic)}."
    note += " Het voorbeeld van VWS is voor alle knoppen naar het aantal werknemers verdeeld." if example else ""
    return Picture(title, ranged_chart(f"levers-{realistic[0].region_code}", bars), alt, table, note)


def _example_cell(example: Fact | None) -> str:
    """The effect of the VWS example in tens: no more exact than a share of a round number."""
    return MISSING if example is None else in_steps(value_of(example), 10)


def _derived(effects: Sequence[Fact]) -> str:
    """Which levers rest on a measure of the region itself, when others do not."""
    own = [label_of(each.category, "levers").lower() for each in effects if each.status != "derived"]
    if len(own) == len(effects):
        return ""
    named = " en ".join(part for part in (", ".join(own[:-1]), *own[-1:]) if part)
    return f"; afgeleid van landelijke cijfers en het aantal werknemers{f', behalve bij {named}' if own else ''}"


def measured_in(year: str) -> int:
    """The year of the measures under an effect in `year`."""
    return int(year) - int(entries("lever_bases")["bases"]["years"]["value"])


def tornado(changes: Sequence[Fact], region: str) -> Picture:
    """The inputs that move the outcome most, from low to high, largest first. At least one, all known."""
    largest_first = sorted(changes, key=lambda each: (-value_of(each), each.category))[:LARGEST_SHOWN]
    bars, rows = [], []
    for each in largest_first:
        _, low, high = rounded_range(each)
        name = input_name(each.category)
        bars.append(
            Ranged(name, each.lower or 0, each.upper or 0, each.lower or 0, each.upper or 0, f"{low} tot {high}")
        )
        rows.append((name, low, high))
    year = changes[0].period
    table = Table(f"Gevoeligheid van het tekort, {region}, {year}", ("Uitgangspunt", "Van", "Tot"), tuple(rows))
    title = f"{region}: '{rows[0][0]}' verschuift het tekort in {year} het meest"
    listed = "; ".join(f"{name} van {low} tot {high}" for name, low, high in rows)
    alt = f"Staafdiagram van hoe ver elk uitgangspunt het tekort in {place(region)} verschuift. {listed}."
    return Picture(title, ranged_chart(f"tornado-{changes[0].region_code}", bars), alt, table, ILLUSTRATION)


def input_name(code: str) -> str:
    """An input in words; what succeeds of a lever is named after the lever."""
    found = entries("lever_bases")
    lever = code.removeprefix("realised_")
    if lever != code:
        return f"{found['switches']['realised']['name']}: {label_of(lever, 'levers').lower()}"
    return str((found["bases"] | found["switches"])[code]["name"])


def ranged_chart(name: str, bars: Sequence[Ranged]) -> str:
    """Bars from top to bottom in the order given, on one scale, with their numbers at the right."""
    labels = [wrapped(bar.label) for bar in bars]
    left, right = max(map(width_mm, labels)) + 4, max(width_mm(bar.text) for bar in bars) + 4
    places = row_places(labels)
    ends = LINE * lines(labels[0]) / 2, LINE * lines(labels[-1]) / 2
    height = ROW_MM * (places[-1] + 1.2 + sum(ends)) + 1

    def draw(axes: Axes) -> None:
        for row, bar, label in zip(places, bars, labels, strict=True):
            _draw_bar(axes, bar, row, label)
        axes.set_ylim(places[-1] + 0.6 + ends[1], -0.6 - ends[0])
        axes.set_xlim(min(0, *(bar.low for bar in bars)), max(0, *(bar.high for bar in bars)) or 1)
        axes.axvline(0, color=colour("grid"), linewidth=0.8)
        axes.set_xticks([])
        axes.set_yticks([])
        for side in axes.spines.values():
            side.set_visible(False)

    return drawn(name, height, (left, min(right, WIDTH_MM / 2), 1, 1), draw)


def _draw_bar(axes: Axes, bar: Ranged, row: float, label: str) -> None:
    axes.barh(row, bar.value - bar.start, left=bar.start, height=0.62, color=tints()[2], linewidth=0)
    if (bar.low, bar.high) != (bar.start, bar.value):
        axes.plot([bar.low, bar.high], [row, row], color=colour("ink"), linewidth=1.2, marker="|", markersize=5)
    for text, side, shift, way in ((bar.text, 1, 5, "left"), (label, 0, -6, "right")):
        axes.annotate(
            text,
            (side, row),
            (shift, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha=way,
            va="center",
            linespacing=1.0,
            annotation_clip=False,
        )
