"""How every figure is drawn: one style, one size, and SVG whose bytes depend on nothing but the facts.

Text becomes outlines (svg.fonttype 'path'), so a page and a PDF look the same at a reader without our font.
Figures are made with Figure objects only; pyplot would keep state between reports.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from raat_analysis.rendering.brand import brand, colour, font_files
from raat_analysis.sentences.traces import unmarked

WIDTH_MM, MM = 88.0, 1 / 25.4  # a column of the printed sheet; on a page beside the text
TEXT_PT = 7.4
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
Margins = tuple[float, float, float, float]  # left, right, top, bottom in mm
Drawing = Callable[[Axes], None]
_kept: ContextVar[list[Drawing] | None] = ContextVar("kept", default=None)


@cache
def style() -> dict[str, Any]:
    """The rc parameters: seaborn's 'white' in the colours and font of the house."""
    import seaborn as sns

    for path in font_files():
        fontManager.addfont(str(path))
    ink, muted = colour("ink"), colour("muted")
    own = {
        "font.family": [brand()["fonts"]["family"]],
        "font.size": TEXT_PT,
        "text.color": ink,
        "axes.edgecolor": colour("grid"),
        "xtick.color": muted,
        "ytick.color": muted,
        "grid.color": colour("grid"),
        "svg.fonttype": "path",
        "svg.hashsalt": "raat",
    }
    return {**sns.plotting_context("paper"), **sns.axes_style("white"), **_sizes(), **own}


def _sizes() -> dict[str, Any]:
    sizes = ("axes.labelsize", "axes.titlesize", "xtick.labelsize", "ytick.labelsize", "legend.fontsize")
    return {**dict.fromkeys(sizes, TEXT_PT), "lines.linewidth": 1.6, "hatch.linewidth": 0.6}


@cache
def tints() -> list[Any]:
    """Tints of the accent for surfaces, light to dark, without the nearly white end."""
    import seaborn as sns

    return list(sns.light_palette(colour("accent"), n_colors=6))[1:4]


@cache
def map_tints() -> list[Any]:
    """Five tints of the accent, light to dark, each told from the next by lightness alone."""
    import seaborn as sns

    return list(sns.blend_palette([sns.light_palette(colour("accent"), n_colors=8)[1], colour("accent")], n_colors=5))


def width_mm(text: str) -> float:
    """How wide a text will be drawn, over its widest line."""
    style()
    return max((_line_pt(line) for line in unmarked(text).split("\n") if line.strip()), default=0) / 72 / MM


def _line_pt(line: str) -> float:
    """The width of a line's outlines in points, over their points: the house font has one at every extreme."""
    font = FontProperties(family=brand()["fonts"]["family"])
    points, codes = text_to_path.get_text_path(font, line)
    across = np.asarray(points)[np.asarray(codes) != Path.CLOSEPOLY, 0]
    return float(np.ptp(across)) * TEXT_PT / text_to_path.FONT_SCALE


@contextmanager
def kept_drawings() -> Iterator[list[Drawing]]:
    """What is drawn meanwhile, figure by figure, to be drawn again on other axes."""
    drawings: list[Drawing] = []
    before = _kept.set(drawings)
    try:
        yield drawings
    finally:
        _kept.reset(before)


def on_axes(drawing: Drawing, axes: Axes) -> Axes:
    """Draw a figure on any axes, in the style of the house; the axes."""
    parameters: Any = style()
    with matplotlib.rc_context(parameters):
        drawing(axes)
    axes.tick_params(labelsize=TEXT_PT, labelfontfamily=brand()["fonts"]["family"])
    _without_marks(axes)
    return axes


def _keep(drawing: Drawing) -> None:
    kept = _kept.get()
    if kept is not None:
        kept.append(drawing)


def _without_marks(parts: Axes | Figure) -> None:
    for text in parts.findobj(Text):
        text.set_text(unmarked(text.get_text()))


def drawn(name: str, height_mm: float, margins: Margins, draw: Drawing) -> str:
    """The SVG of one figure. `name` is unique in a page (figure and region): it salts and prefixes every id."""
    _keep(draw)
    left, right, top, bottom = margins
    frame = (
        left / WIDTH_MM,
        bottom / height_mm,
        (WIDTH_MM - left - right) / WIDTH_MM,
        (height_mm - top - bottom) / height_mm,
    )
    return _svg(name, height_mm, lambda figure: draw(figure.add_axes(frame)))


def panels(name: str, count: int, columns: int, panel_mm: float, draw: Callable[[Axes, int], None]) -> str:
    """The SVG of small panels of one size, from left to right and top to bottom; `draw` gets the place of its panel."""
    rows = -(-count // columns)
    _keep(lambda axes: _inset(axes, (rows, columns, count), draw))
    grid = {
        "left": 0.01,
        "right": 0.99,
        "bottom": 0.02,
        "top": 1 - 4.5 / (rows * panel_mm),
        "wspace": 0.1,
        "hspace": 0.5,
    }

    def all_drawn(figure: Figure) -> None:
        made = figure.subplots(rows, columns, gridspec_kw=grid, squeeze=False)
        for place, axes in enumerate(made.flat):
            if place < count:
                draw(axes, place)
            else:
                axes.axis("off")

    return _svg(name, rows * panel_mm, all_drawn)


def _inset(axes: Axes, grid: tuple[int, int, int], draw: Callable[[Axes, int], None]) -> None:
    """The panels inside one axes; `grid`: rows, columns and panels."""
    rows, columns, count = grid
    axes.axis("off")
    for place in range(count):
        across, down = place % columns / columns, 1 - (place // columns + 1) / rows
        draw(axes.inset_axes((across, down, 0.9 / columns, 0.65 / rows)), place)


def _svg(name: str, height_mm: float, fill: Callable[[Figure], None]) -> str:
    parameters: Any = {**style(), "svg.hashsalt": name}
    with matplotlib.rc_context(parameters):
        figure = Figure(figsize=(WIDTH_MM * MM, height_mm * MM))
        FigureCanvasSVG(figure)
        fill(figure)
        _without_marks(figure)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata=NO_METADATA, bbox_inches=None, transparent=True)
    return for_page(buffer.getvalue(), name)


def for_page(svg: str, name: str) -> str:
    """SVG to stand in a page: no prolog, metadata or comments; only ids that are used, and that no other figure has."""
    prefix = "f" + hashlib.sha256(name.encode()).hexdigest()[:6]
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>", "", svg, flags=re.DOTALL)
    used = dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', svg))
    names = {old: f"{prefix}-{place}" for place, old in enumerate(used)}
    svg = re.sub(r'\s\bid="([^"]+)"', lambda hit: f' id="{names[hit[1]]}"' if hit[1] in names else "", svg)
    svg = re.sub(r'(href="|url\()#([^")]+)', lambda hit: f"{hit[1]}#{names[hit[2]]}", svg)
    svg = re.sub(r"(?<![\d.])([1-9]\d*\.\d\d)\d+", r"\1", svg)  # a hundredth of a point is not to be seen
    svg = re.sub(r"\s*\n\s*", "\n", svg)
    svg = re.sub(r'<use xlink:(href="[^"]+") transform="translate\(([\d.-]+) 0\)"/>', r'<use \1 x="\2"/>', svg)
    svg = svg.replace("<use xlink:href", "<use href")
    svg = re.sub(r"<g(?=[ >])", '<g style="stroke-linejoin:round;stroke-linecap:butt"', svg, count=1)
    return svg.replace("<svg ", '<svg role="img" ', 1).strip()
