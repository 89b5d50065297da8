"""In every figure all text stays inside the picture, and no two texts lie over each other."""

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.rendering.blocks import Picture
from tests.figures.test_figures import FIGURES

LONG = "Ziekenhuizen en overige medisch specialistische zorg, revalidatie en kraamzorg"
SLACK = 0.8  # points; descenders of one line may touch the next


def awkward_bars() -> str:
    """The longest name, a zero, a negative number, and all the same."""
    same = [Bar(LONG, 0, "0 (0,0%)"), Bar("Jeugdzorg", -5, "−5"), Bar("", 5, "5 Nederland"), Bar(LONG, 5, "1.234.567")]
    return bar_chart("awkward", same)


def awkward_pairs() -> str:
    same = [Pair(LONG, 0, 0, "0,0%", "0,0%"), Pair("Jeugdzorg", 0, 0, "0,0%", "100,0%")]
    return dumbbell_chart("awkward", same, "Stedendriehoek & Noord-Veluwe")


def ticks_outside(figure: Figure) -> set[Text]:
    """Labels of ticks beyond the end of an axis: matplotlib keeps them and draws them not."""
    axis_limits = [(axes.xaxis, axes.get_xlim()) for axes in figure.axes]
    axis_limits += [(axes.yaxis, axes.get_ylim()) for axes in figure.axes]
    return {
        tick.label1
        for axis, limits in axis_limits
        for tick in axis.get_major_ticks()
        if not min(limits) <= tick.get_loc() <= max(limits)
    }


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Bbox, list[tuple[str, Bbox]]]]:
    """Of each figure that is drawn its frame and the boxes of its texts."""
    found: list[tuple[Bbox, list[tuple[str, Bbox]]]] = []
    saved = Figure.savefig

    def watched(figure: Figure, *places: object, **more: object) -> None:
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw_without_rendering()  # places axis labels and legends
        gone = ticks_outside(figure)
        texts = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in gone]
        found.append((figure.bbox, [(t.get_text(), t.get_window_extent(renderer)) for t in texts]))
        saved(figure, *places, **more)

    monkeypatch.setattr(Figure, "savefig", watched)
    return found


@pytest.mark.parametrize("made", [*FIGURES, awkward_bars, awkward_pairs], ids=lambda made: made.__name__)
def test_text_fits(made: Callable[[], Picture | str], seen: list[tuple[Bbox, list[tuple[str, Bbox]]]]) -> None:
    made()
    frame, texts = seen[-1]
    outside = [
        text
        for text, box in texts
        if box.x0 < -SLACK or box.x1 > frame.x1 + SLACK or box.y0 < -SLACK or box.y1 > frame.y1 + SLACK
    ]
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > 2 * SLACK
    ]
    assert outside == []
    assert over == []
