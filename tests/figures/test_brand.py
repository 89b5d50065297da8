"""The house colours can be read, and the fonts are there."""

from itertools import pairwise

import pytest

from raat_analysis.figures.house_style import map_tints
from raat_analysis.rendering.brand import brand, colour, font_files


def luminance(hexadecimal: str) -> float:
    parts = [int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", ["ink", "muted", "accent", "warm"])
def test_text_colours_have_contrast_4_5_on_paper_and_on_soft(name: str) -> None:
    assert contrast(colour(name), colour("paper")) >= 4.5
    assert contrast(colour(name), colour("soft")) >= 4.5


@pytest.mark.parametrize("name", ["accent", "compare", "warm"])
def test_line_colours_have_contrast_3_on_paper(name: str) -> None:
    assert contrast(colour(name), colour("paper")) >= 3


DEFICIENCIES = {  # Machado, Oliveira and Fernandes (2009), severity 1, of linear RGB
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def lightness(rgb: tuple[float, float, float], deficiency: str) -> float:
    """CIE L* (0 black, 100 white) of a colour as someone with this deficiency sees it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    seen = [sum(w * part for w, part in zip(row, linear, strict=True)) for row in DEFICIENCIES[deficiency]]
    light = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    return 116 * light ** (1 / 3) - 16


def test_white_has_lightness_100_for_everyone() -> None:
    assert [lightness((1, 1, 1), each) for each in DEFICIENCIES] == pytest.approx([100, 100, 100], abs=0.01)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_classes_of_a_map_differ_by_lightness_also_for_the_colour_blind(deficiency: str) -> None:
    """Each of the five classes is at least 8 of L* darker than the one before; 2 is just noticeable side by side."""
    steps = [lightness(tuple(tint), deficiency) for tint in map_tints()]
    assert len(steps) == 5
    assert all(light - dark >= 8 for light, dark in pairwise(steps))


def test_every_font_is_shipped_with_its_licence() -> None:
    assert all(path.is_file() for path in font_files())
    assert "SIL OPEN FONT LICENSE" in (font_files()[0].parent / "LICENSE-FiraSans.txt").read_text(encoding="utf-8")
    assert brand()["publisher"]
