"""The ages of employees back to back: the region at the left, Nederland at the right, the oldest at the top."""

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes

from raat_analysis.codelists import label_of
from raat_analysis.figures.employment import moment
from raat_analysis.figures.house_style import WIDTH_MM, drawn, width_mm
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import cell
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.traces import unmarked
from raat_analysis.sentences.wording import share

ROW_MM, LINE_MM, EDGE_MM = 5.2, 3.3, 0.5
NAME_CHARACTERS = 18  # a longer name of a region stands on more lines


def ages(here: Sequence[Fact], country: Sequence[Fact], region: str) -> Picture:
    """The share of each age class, youngest first in both; each fact is known and has its employees as numerator.

    For Nederland itself one side is drawn.
    """
    there = {each.category: each for each in country}
    oldest = here[-1]
    mine, theirs = share(value_of(oldest)), share(value_of(there[oldest.category]))
    same = unmarked(mine) == unmarked(theirs)
    beside = "; dat is evenveel als in Nederland" if same else f"; in Nederland {theirs}"
    title = f"In {place(region)} is {mine} van de werknemers 55 jaar of ouder{beside if region != 'Nederland' else ''}"
    rows = [(_label(each), _people(each), each.plain, there[each.category].plain) for each in here]
    header = ("Leeftijd", f"Werknemers {region}", f"Aandeel {region}", "Aandeel Nederland")
    keep = 3 if region == "Nederland" else 4
    table = Table(f"Leeftijd van de werknemers, {region}", header[:keep], tuple(row[:keep] for row in rows))
    listed = "; ".join(f"{label} {people} ({own}, Nederland {whole})" for label, people, own, whole in rows)
    alt = f"Leeftijdsopbouw van de werknemers in {place(region)} en Nederland, {period_label(oldest.period)}. {listed}."
    note = f"{moment(oldest)}. Aandeel in alle werknemers. Bron: AZW-kerncijfers (CBS)."
    others = [] if region == "Nederland" else [there[each.category] for each in here]
    return Picture(title, _pyramid(f"ages-{oldest.region_code}", here, others, region), alt, table, note)


def _pyramid(name: str, here: Sequence[Fact], there: Sequence[Fact], region: str) -> str:
    widest = max(value_of(each) for each in [*here, *there]) or 1.0
    middle = max(width_mm(_label(each)) for each in here) + 4
    side = max(width_mm(each.plain) for each in [*here, *there]) + 3
    named = "\n".join(textwrap.wrap(region, NAME_CHARACTERS, break_long_words=False))
    head = 2.2 + LINE_MM * (1 + named.count("\n"))

    def draw(axes: Axes) -> None:
        frame = WIDTH_MM - 2 * EDGE_MM  # everything is drawn in millimetres
        half = (frame - middle) / 2
        scale = (half - side) / widest
        axes.set_xlim(0, frame)
        axes.set_ylim(-0.6, len(here) - 0.4 + head / ROW_MM)
        for row, each in enumerate(here):
            axes.text(frame / 2, row, _label(each), ha="center", va="center")
            _bar(axes, half, -scale * value_of(each), row, each.plain, "accent")
        for row, each in enumerate(there):
            _bar(axes, half + middle, scale * value_of(each), row, each.plain, "compare")
        top = len(here) - 0.5 + head / ROW_MM / 2
        axes.text(half, top, named, ha="right", linespacing=1.0, va="center", color=colour("accent"))
        if there:
            axes.text(half + middle, top, "Nederland", ha="left", va="center", color=colour("muted"))
        axes.axis("off")

    return drawn(name, ROW_MM * len(here) + head + 1, (EDGE_MM,) * 4, draw)


def _bar(axes: Axes, start: float, length: float, row: int, text: str, role: str) -> None:
    tint = colour(role)
    face, hatch = (tint, "") if role == "accent" else ("white", "////")
    axes.barh(row, length, left=start, height=0.72, color=face, edgecolor=tint, hatch=hatch, linewidth=0.8)
    way, gap = ("right", -1.0) if length < 0 else ("left", 1.0)
    axes.text(start + length + gap, row, text, ha=way, va="center")


def _label(each: Fact) -> str:
    return label_of(each.category, "age_classes")


def _people(share_of_all: Fact) -> str:
    """The employees that a share counts."""
    counted = share_of_all.numerator
    return cell(counted, share_of_all.status if counted is None else "final")
