"""Lines over time, labelled at their end instead of in a legend; forecasts as a fan of 50% and 80%."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from raat_analysis.figures.house_style import drawn, tints, width_mm
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.numbers import number

HEIGHT_MM, LABEL_GAP = 42.0, 0.1


@dataclass(frozen=True)
class Series:
    """A line: its label at the end ('' for none) and its points (position, value or None: a gap)."""

    label: str
    points: tuple[tuple[float, float | None], ...]
    role: str = "accent"
    dash: str = "-"
    marker: str = "o"


@dataclass(frozen=True)
class Fan:
    """A forecast band: positions with lower and upper bound; drawn from wide to narrow."""

    bands: tuple[tuple[tuple[float, float, float], ...], ...] = field(default=())
    label: str = ""


def line_chart(
    name: str, series: Sequence[Series], *, unit: str = "", from_zero: bool = True, fan: Fan | None = None
) -> str:
    """Lines with direct labels and a value axis in Dutch numbers; years on the time axis."""
    fan = fan or Fan()
    right = max(width_mm(each.label) for each in series) + 5

    def draw(axes: Axes) -> None:
        _draw_fan(axes, fan)
        for each in series:
            _draw_line(axes, each)
        _scale(axes, unit, from_zero)
        _label_ends(axes, series)
        if fan.label:
            _label_fan(axes, fan)

    return drawn(name, HEIGHT_MM, (11, right, 4, 6), draw)


def _draw_line(axes: Axes, each: Series) -> None:
    xs = [x for x, _ in each.points]
    ys = [nan if y is None else y for _, y in each.points]
    above = 2 if each.role == "compare" else 3
    axes.plot(xs, ys, color=colour(each.role), linestyle=each.dash, zorder=above)
    last = [(x, y) for x, y in each.points if y is not None][-1]
    axes.plot(*last, marker=each.marker, color=colour(each.role), markersize=5, zorder=above)


def _draw_fan(axes: Axes, fan: Fan) -> None:
    for band, tint in zip(fan.bands, tints(), strict=False):
        xs, lows, highs = zip(*band, strict=True)
        axes.fill_between(xs, lows, highs, color=tint, linewidth=0)


def _label_fan(axes: Axes, fan: Fan) -> None:
    """Above the end of a fan; inside the end of a single band."""
    x, low, high = fan.bands[0][-1]
    inside = len(fan.bands) == 1
    top = max(upper for _, _, upper in fan.bands[0])
    place, shift = ((x, (low + high) / 2), (-10, 0)) if inside else ((x, top), (0, 4))
    down = "center" if inside else "bottom"
    axes.annotate(fan.label, place, shift, textcoords="offset points", ha="right", va=down, color=colour("ink"))


def _scale(axes: Axes, unit: str, from_zero: bool) -> None:
    import seaborn as sns

    if from_zero:
        axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ticks = axes.get_yticks()
    decimals = next(d for d in range(4) if d == 3 or all(abs(round(tick, d) - tick) < 1e-9 for tick in ticks))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, decimals) + unit))
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.grid(axis="y", linewidth=0.6)
    axes.margins(x=0.02)
    sns.despine(ax=axes, left=True)


def _label_ends(axes: Axes, series: Sequence[Series]) -> None:
    """Labels right of the frame, at the height of each line's end, pushed apart where they would overlap."""
    low, high = axes.get_ylim()
    ends = sorted(
        (([y for _, y in s.points if y is not None][-1] - low) / (high - low), s.label, s.role)
        for s in series
        if s.label
    )
    heights: list[float] = []
    for height, _, _ in ends:
        gap = LABEL_GAP * (1 + max(label.count("\n") for _, label, _ in ends))
        heights.append(max(height, heights[-1] + gap) if heights else height)
    for height, (_, label, role) in zip(heights, ends, strict=True):
        tint = colour("accent" if role == "accent" else "muted" if role == "compare" else role)
        axes.annotate(
            label, (1, height), (5, 0), xycoords="axes fraction", textcoords="offset points",
            va="center", color=tint, annotation_clip=False,
        )  # fmt: skip
