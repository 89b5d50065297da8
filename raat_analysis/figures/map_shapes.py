"""Shapes on a map: filled rings, a frame that is true to shape, and names that do not lie over each other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from raat_analysis.codelists.boundaries import Ring
from raat_analysis.figures.house_style import WIDTH_MM, width_mm

LINE_MM = 3.0
GRAIN_MM = 0.35
GRID = 24  # places across a shape where its name may stand
MOST_OUTSIDE = 6  # of the eight points around a name
Label = tuple[float, float, str]
Box = tuple[float, float, float, float]  # middle, half the width, half the height


def fill(axes: Axes, rings: Sequence[Ring], face: Any, edge: Any, width: float, hatch: str = "") -> None:
    """Draw the rings that lie in the frame (`framed` first) in one colour with one edge, no finer than can be seen."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    grain = GRAIN_MM * (right - left) / WIDTH_MM
    seen = [
        _coarse(ring, grain)
        for ring in rings
        if ring[:, 0].max() > left and ring[:, 0].min() < right and ring[:, 1].max() > low and ring[:, 1].min() < high
    ]
    paths = [Path(ring) for ring in seen if len(ring) > 3]
    shapes = PathCollection(paths, facecolor=face, edgecolor=edge, linewidth=width, hatch=hatch or None)
    axes.add_collection(shapes, autolim=False)


def _coarse(ring: Ring, grain: float) -> Ring:
    """The ring on a grid: shapes that share a border still share it."""
    points = np.asarray(np.rint(ring / grain) * grain)
    return points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]


def framed(axes: Axes, points: Ring, wide_mm: float, high_mm: float) -> float:
    """Show all points with a margin, true to shape; kilometres per millimetre."""
    low, high = points.min(axis=0), points.max(axis=0)
    per_mm = 1.06 * float(max((high[0] - low[0]) / wide_mm, (high[1] - low[1]) / high_mm))
    middle = (low + high) / 2
    axes.set_xlim(middle[0] - per_mm * wide_mm / 2, middle[0] + per_mm * wide_mm / 2)
    axes.set_ylim(middle[1] - per_mm * high_mm / 2, middle[1] + per_mm * high_mm / 2)
    axes.axis("off")
    return per_mm


def labels(shapes: Mapping[str, tuple[Ring, ...]], names: Mapping[str, str], per_mm: float, frame: Box) -> list[Label]:
    """Each name in its shape, as near its middle as the others leave free; the smallest shapes, with least room, first.

    A name without any free place in the frame (its middle, half its width and half its height), or none that is more
    in its own shape than beside it, is left to the table.
    """
    placed: list[Box] = []
    found = []
    for code in sorted(shapes, key=lambda each: (_area(shapes[each]), each)):
        text = "\n".join(_broken(names[code]))
        half = per_mm * (width_mm(text) / 2 + 0.4), per_mm * LINE_MM * (1 + text.count("\n")) / 2
        free = next(
            (at for at in _places(shapes[code], half) if _inside((*at, *half), frame) and _apart((*at, *half), placed)),
            None,
        )
        if free:
            placed.append((*free, *half))
            found.append((*free, text))
    return found


def _inside(box: Box, frame: Box) -> bool:
    return all(abs(box[k] - frame[k]) + box[k + 2] <= frame[k + 2] for k in (0, 1))


def _apart(box: Box, others: Sequence[Box]) -> bool:
    x, y, wide, high = box
    return all(abs(x - a) >= wide + w or abs(y - b) >= high + h for a, b, w, h in others)


def _places(rings: Sequence[Ring], half: tuple[float, float]) -> list[tuple[float, float]]:
    """Places in the largest ring for a name of this size: least over its border, then nearest the middle."""
    ring, middle = _largest(rings), np.array(_middle(rings))
    (left, low), (right, high) = ring.min(axis=0), ring.max(axis=0)
    points = np.array([(x, y) for x in np.linspace(left, right, GRID) for y in np.linspace(low, high, GRID)])
    points = np.vstack([middle, points[Path(ring).contains_points(points)]])
    edges = np.array(half) * [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0)]
    outside = np.array([~Path(ring).contains_points(points + edge) for edge in edges]).sum(axis=0)
    order = np.lexsort((np.hypot(*(points - middle).T), outside))
    return [(float(x), float(y)) for x, y in points[order][np.sort(outside) <= MOST_OUTSIDE]]


def _broken(name: str) -> list[str]:
    """A long name over two lines, at a space or a hyphen."""
    if len(name) <= 12:
        return [name]
    cuts = [place + 1 for place, letter in enumerate(name) if letter in " -"]
    if not cuts:
        return [name]
    cut = min(cuts, key=lambda place: (abs(place - len(name) / 2), place))
    return [name[:cut].strip(), name[cut:].strip()]


def _area(rings: Sequence[Ring]) -> float:
    return abs(_signed(_largest(rings)))


def _largest(rings: Sequence[Ring]) -> Ring:
    return max(rings, key=lambda each: abs(_signed(each)))


def _signed(ring: Ring) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """The centre of gravity of the largest ring."""
    ring = _largest(rings)
    x, y = ring[:, 0], ring[:, 1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    whole = 3 * float(cross.sum())
    return float(((x[:-1] + x[1:]) * cross).sum()) / whole, float(((y[:-1] + y[1:]) * cross).sum()) / whole
