"""Horizontal bars with their number beside them; no axis is needed to read them."""

import textwrap
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from raat_analysis.figures.house_style import WIDTH_MM, drawn, width_mm
from raat_analysis.rendering.brand import colour

ROW_MM, GROUP_GAP, LABEL_CHARACTERS = 4.4, 0.4, 26
LINE = 0.62  # what each further line of a label asks, of a row


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
    places = row_places(labels)
    height = ROW_MM * (places[-1] + 1.2 + LINE * (lines(labels[0]) + lines(labels[-1])) / 2) + 1

    def draw(axes: Axes) -> None:
        for bar, place, label in zip(bars, places, labels, strict=True):
            _draw_bar(axes, bar, place, label)
        axes.set_ylim(places[-1] + 0.6 + LINE * lines(labels[-1]) / 2, -0.6 - LINE * lines(labels[0]) / 2)
        low, high = min(0, *(b.value for b in bars)), max(0, *(b.value for b in bars))
        axes.set_xlim(low, high if high > low else 1)
        _bare(axes)

    return drawn(name, height, (left, min(right, WIDTH_MM / 2), 1, 1), draw)


def wrapped(label: str) -> str:
    """A label over at most a few lines of readable length."""
    return "\n".join(textwrap.wrap(label, LABEL_CHARACTERS))


def lines(label: str) -> int:
    """How many lines a label has more than one."""
    return label.count("\n")


def row_places(labels: list[str]) -> list[float]:
    """Where rows stand: further apart for labels of more lines; groups apart, a row without label close to its own."""
    grouped = any(not label for label in labels)
    places = [0.0]
    for above, label in pairwise(labels):
        gap = 1 + LINE * (lines(above) + lines(label)) / 2 + (GROUP_GAP if grouped else 0) if label else 0.82
        places.append(places[-1] + gap)
    return places


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
