"""In every figure all text stays inside the picture, and no two texts lie over each other."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from raat_analysis.codelists.regions import sheet_codes
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.figures.house_style import WIDTH_MM
from raat_analysis.figures.maps import municipality_map
from raat_analysis.rendering.blocks import Picture
from tests.factsheets.conftest import MORE_SIZES, example_rows, write_published
from tests.figures.test_figures import FIGURES

LONG = "Ziekenhuizen en overige medisch specialistische zorg, revalidatie en kraamzorg"
Seen = list[tuple[Bbox, list[tuple[str, Bbox]]]]  # of each figure its frame and its texts
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


@pytest.fixture(scope="module")
def every_wgv_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_published(tmp_path_factory.mktemp("published"), example_rows(MORE_SIZES))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Of each figure that is drawn its frame and the boxes of its texts."""
    found: Seen = []
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


def misplaced(frame: Bbox, texts: list[tuple[str, Bbox]]) -> list[object]:
    """Texts outside the frame, and pairs of texts over each other."""
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
    return [*outside, *over]


@pytest.mark.parametrize("made", [*FIGURES, awkward_bars, awkward_pairs], ids=lambda made: made.__name__)
def test_text_fits(made: Callable[[], Picture | str], seen: Seen) -> None:
    made()
    assert misplaced(*seen[-1]) == []


@pytest.mark.parametrize("region", sheet_codes("wgv"))
def test_text_of_every_figure_of_a_sheet_fits(region: str, every_wgv_region: Path, seen: Seen) -> None:
    sheet = factsheet(region, "2026Q3", every_wgv_region)
    for row in sections("factsheet"):
        getattr(sheet, row["method"])()
    assert len(seen) >= 8
    assert [found for each in seen if (found := misplaced(*each))] == []


@pytest.mark.parametrize("region", sheet_codes("all"))
def test_every_name_of_a_map_fits(region: str, seen: Seen) -> None:
    municipality_map(region)
    assert misplaced(*seen[-1]) == []


@pytest.mark.parametrize("made", [*FIGURES, awkward_bars], ids=lambda made: made.__name__)
def test_a_figure_is_a_column_wide_and_at_most_70_mm_high(made: Callable[[], Picture | str]) -> None:
    picture = made()
    svg = picture if isinstance(picture, str) else picture.svg
    size = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', svg)
    assert size
    wide, high = (float(points) / 72 * 25.4 for points in size.groups())
    assert wide == pytest.approx(WIDTH_MM, abs=0.01)
    assert high <= 70


def test_a_text_over_another_and_one_beyond_the_frame_are_found() -> None:
    here, there = Bbox([[0, 0], [50, 10]]), Bbox([[40, 2], [110, 12]])
    assert misplaced(Bbox([[0, 0], [100, 40]]), [("a", here), ("b", there)]) == ["b", ("a", "b")]
