"""Dark screens: every colour that a figure is drawn in has a rule."""

import pytest
from matplotlib.colors import to_hex

from raat_analysis.figures.house_style import map_tints, tints
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.page_style import dark_figures, page_style

DRAWN = sorted({*(value.lower() for value in brand()["colours"].values()), *map(to_hex, [*tints(), *map_tints()])})


@pytest.mark.parametrize("colour", DRAWN)
def test_a_colour_of_the_figures_is_a_colour_of_the_page_on_a_dark_screen(colour: str) -> None:
    for part in ("fill", "stroke"):
        assert f'[style*="{part}: {colour}"],[{part}="{colour}"]{{{part}:' in dark_figures()


def test_dark_colours_are_for_screens_not_for_paper() -> None:
    assert "@media (prefers-color-scheme" not in page_style()
    assert page_style().count("@media screen and (prefers-color-scheme: dark)") == 2
