"""Horizontal bars with their number beside them; no axis is needed to read them."""

import textwrap
from dataclasses import dataclass

from matplotlib.axes import Axes

from raat_analysis.figures.house_style import WIDTH_MM, drawn, width_mm
from raat_analysis.rendering.brand import colour

ROW_MM, GROUP_GAP, LABEL_CHARACTERS = 5.0, 0.4, 40


@dataclass(frozen=True)
class Bar:
    """A bar: its label ('' belongs to the bar above), length, number in words, colour role and hatch."""

    label: str
    value: float
    text: str
    role: str = "accent"
    hatch: str = ""


def bar_chart(name: str, bars: list[Bar]) -> str:
    """Bars from top to bottom in the order given; a bar without a label sticks to the one above."""
    labels = [wrapped(bar.label) for bar in bars]
    left = max(width_mm(label) for label in labels) + 4
    right = max(width_mm(bar.text) for bar in bars) + 3
    places = _places(bars)
    lines = max(label.count("\n") for label in labels)
    height = (ROW_MM + 0.8 * lines) * (places[-1] + 1) + 2

    def draw(axes: Axes) -> None:
        for bar, place, label in zip(bars, places, labels, strict=True):
            _draw_bar(axes, bar, place, label)
        axes.set_ylim(places[-1] + 0.6, -0.6)
        low, high = min(0, *(b.value for b in bars)), max(0, *(b.value for b in bars))
        axes.set_xlim(low, high if high > low else 1)
        _bare(axes)

    return drawn(name, height, (left, min(right, WIDTH_MM / 2), 1, 1), draw)


def wrapped(label: str) -> str:
    """A label over at most a few lines of readable length."""
    return "\n".join(textwrap.wrap(label, LABEL_CHARACTERS))


def _places(bars: list[Bar]) -> list[float]:
    """Where the bars stand: groups apart, bars of one group together."""
    grouped = any(not bar.label for bar in bars)
    place = -1.0
    places: list[float] = []
    for bar in bars:
        place += (1 + (GROUP_GAP if grouped and places else 0)) if bar.label else 0.82
        places.append(place)
    first = places[0]
    return [place - first for place in places]


def _draw_bar(axes: Axes, bar: Bar, place: float, label: str) -> None:
    tint = colour(bar.role)
    face, edge = ("white", tint) if bar.hatch else (tint, tint)
    axes.barh(place, bar.value, height=0.66, color=face, edgecolor=edge, hatch=bar.hatch, linewidth=0.8)
    beside = max(bar.value, 0)
    axes.annotate(bar.text, (beside, place), (4, 0), textcoords="offset points", va="center", annotation_clip=False)
    axes.annotate(
        label,
        (0, place),
        (-6, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha="right",
        va="center",
        linespacing=1.0,
    )


def _bare(axes: Axes) -> None:
    import seaborn as sns

    axes.set_xticks([])
    axes.set_yticks([])
    sns.despine(ax=axes, bottom=True, left=False)
