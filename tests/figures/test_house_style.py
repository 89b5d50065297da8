"""Text in a figure is measured as matplotlib would measure it."""

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from raat_analysis.figures.house_style import MM, TEXT_PT, style, width_mm
from raat_analysis.rendering.brand import brand

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ëéïöü€%&@?!.,:;()+−-–·/'\""


@pytest.mark.parametrize("text", [*LETTERS, "Verpleging, verzorging en thuiszorg", "55.400 (+8,7%)"])
def test_a_text_is_as_wide_as_its_outline(text: str):
    style()
    font = FontProperties(family=brand()["fonts"]["family"], size=TEXT_PT)
    assert width_mm(text) == pytest.approx(TextPath((0, 0), text, prop=font).get_extents().width / 72 / MM, abs=1e-9)


def test_the_widest_line_counts():
    assert width_mm("a\nlanger") == width_mm("langer") > width_mm("a")
    assert width_mm(" \n") == 0
