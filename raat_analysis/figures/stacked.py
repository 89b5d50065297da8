"""One upright bar of parts of a whole: groups named at its left, parts at its right, apart from each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from matplotlib.axes import Axes

from raat_analysis.figures.house_style import WIDTH_MM, drawn, width_mm
from raat_analysis.rendering.brand import colour

HEIGHT_MM, EDGE_MM, BAR_MM, LINE_MM = 48.0, 1.0, 14.0, 3.3
LEAD_MM = 5.0  # from the bar to the names of its parts


@dataclass(frozen=True)
class Segment:
    """A part, from top to bottom: its group and label (lines broken already), size, colour role and hatch."""

    group: str
    label: str
    value: float
    role: str = "accent"
    hatch: str = ""


def stacked_bar(name: str, segments: Sequence[Segment]) -> str:
    """At least one segment above zero, none below; segments of a group stand together."""
    high = HEIGHT_MM - 2 * EDGE_MM
    per_mm = sum(each.value for each in segments) / high
    left = max(width_mm(each.group) for each in segments) + 3
    ends = [high]
    for each in segments:
        ends.append(ends[-1] - each.value / per_mm)
    heights = apart([(top + low) / 2 for top, low in pairwise(ends)], [_tall(each.label) for each in segments], high)

    def draw(axes: Axes) -> None:
        axes.set_xlim(0, WIDTH_MM - 2 * EDGE_MM)
        axes.set_ylim(0, high)
        axes.axis("off")
        for each, (top, low), height in zip(segments, pairwise(ends), heights, strict=True):
            _part(axes, each, (top, low), left)
            x, grey = left + BAR_MM, colour("compare")
            axes.plot([x + 0.5, x + LEAD_MM - 1], [(top + low) / 2, height], color=grey, linewidth=0.6)
            axes.text(x + LEAD_MM, height, each.label, va="center", linespacing=1.0)
        place = 0
        for group, parts in groupby(segments, key=lambda each: each.group):
            first, place = place, place + len(list(parts))
            axes.text(left - 2, (ends[first] + ends[place]) / 2, group, ha="right", va="center", linespacing=1.1)

    return drawn(name, HEIGHT_MM, (EDGE_MM,) * 4, draw)


def apart(middles: Sequence[float], sizes: Sequence[float], high: float) -> list[float]:
    """Places near these middles, from top to bottom, that keep texts of these sizes apart and between 0 and `high`."""
    tops = [high]
    found: list[float] = []
    for middle, size in zip(middles, sizes, strict=True):
        found.append(min(middle, tops[-1] - size / 2))
        tops.append(found[-1] - size / 2)
    floor = 0.0
    for row in reversed(range(len(found))):
        found[row] = max(found[row], floor + sizes[row] / 2)
        floor = found[row] + sizes[row] / 2
    return found


def _tall(label: str) -> float:
    return LINE_MM * (1 + label.count("\n")) + 0.6


def _part(axes: Axes, each: Segment, ends: tuple[float, float], left: float) -> None:
    tint, (top, low) = colour(each.role), ends
    face, edge = ("white", tint) if each.hatch else (tint, "white")
    middle = left + BAR_MM / 2
    axes.bar(middle, top - low, BAR_MM, low, color=face, edgecolor=edge, hatch=each.hatch, linewidth=0.8)
