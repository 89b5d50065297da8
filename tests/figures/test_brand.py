"""The house colours can be read, and the fonts are there."""

import pytest

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


def test_every_font_is_shipped_with_its_licence() -> None:
    assert all(path.is_file() for path in font_files())
    assert "SIL OPEN FONT LICENSE" in (font_files()[0].parent / "LICENSE-FiraSans.txt").read_text(encoding="utf-8")
    assert brand()["publisher"]
