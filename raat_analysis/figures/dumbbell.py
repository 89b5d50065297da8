"""Two values per row on one scale: one's own (a dot) and another's (an open square), with the line between them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from raat_analysis.figures.bars import LINE, ROW_MM, lines, row_places, wrapped
from raat_analysis.figures.house_style import drawn, width_mm
from raat_analysis.rendering.brand import colour

HEAD_CHARACTERS = 12
ROOM = 0.08  # of the scale, at both ends, for half a dot
HEAD = 1.0  # rows above the first for the names of the two


@dataclass(frozen=True)
class Pair:
    """A row: its label, one's own value and the other's, and both in words."""

    label: str
    here: float
    there: float
    here_text: str
    there_text: str


def dumbbell_chart(
    name: str, pairs: Sequence[Pair], own: str, other: str = "Nederland", *, from_zero: bool = True
) -> str:
    """Rows from top to bottom in the order given, with both numbers in columns under the names of the two."""
    labels = [wrapped(pair.label) for pair in pairs]
    places = row_places(labels)
    here, there = ("\n".join(textwrap.wrap(word, HEAD_CHARACTERS, break_long_words=False)) for word in (own, other))
    columns = [
        max(map(width_mm, [words, *texts])) + 3
        for words, texts in ((here, [p.here_text for p in pairs]), (there, [p.there_text for p in pairs]))
    ]
    ends = HEAD + LINE * max(lines(here), lines(there)) + LINE * lines(labels[0]) / 2, LINE * lines(labels[-1]) / 2
    height = ROW_MM * (places[-1] + 1.2 + sum(ends)) + 1

    def draw(axes: Axes) -> None:
        for place, pair, label in zip(places, pairs, labels, strict=True):
            _draw_pair(axes, pair, place)
            _text(axes, label, 0, place, -2, "right", "ink")
            _text(axes, pair.here_text, 1, place, columns[0], "right", "accent")
            _text(axes, pair.there_text, 1, place, sum(columns), "right", "muted")
        top = -ends[0] + LINE * max(lines(here), lines(there)) / 2 - 0.1
        _text(axes, here, 1, top, columns[0], "right", "accent")
        _text(axes, there, 1, top, sum(columns), "right", "muted")
        _frame(axes, pairs, (places[-1] + 0.6 + ends[1], -0.6 - ends[0]), from_zero)

    return drawn(name, height, (max(map(width_mm, labels)) + 3, sum(columns) + 1, 1, 1), draw)


def _draw_pair(axes: Axes, pair: Pair, place: float) -> None:
    axes.plot([pair.here, pair.there], [place, place], color=colour("compare"), linewidth=1.4, zorder=1)
    grey = colour("compare")
    axes.plot(pair.there, place, marker="s", markersize=6, markerfacecolor="white", markeredgecolor=grey, zorder=2)
    axes.plot(pair.here, place, marker="o", markersize=4.5, color=colour("accent"), zorder=3)


def _text(axes: Axes, text: str, side: float, place: float, shift_mm: float, way: str, role: str) -> None:
    axes.annotate(
        text,
        (side, place),
        (shift_mm * 72 / 25.4, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha=way,
        va="center",
        linespacing=1.0,
        color=colour(role),
        annotation_clip=False,
    )


def _frame(axes: Axes, pairs: Sequence[Pair], rows: tuple[float, float], from_zero: bool) -> None:
    import seaborn as sns

    values = [value for pair in pairs for value in (pair.here, pair.there)] + [0.0] * from_zero
    low, high = min(values), max(values)
    room = ROOM * (high - low or 1)
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(*rows)
    axes.set_xticks([])
    axes.set_yticks([])
    if low <= 0 <= high:
        axes.axvline(0, color=colour("grid"), linewidth=0.8, zorder=0)
    sns.despine(ax=axes, bottom=True, left=True)
