import pytest

from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.svg import neutral_hash, page_svg

DRAWN = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="10pt" height="5pt" viewBox="0 0 10 5">
 <metadata>2026-01-01</metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style><path id="a" d="M0 0"/></defs>
 <g id="axes_1"><use xlink:href="#a"/><path clip-path="url(#a)" d="M1 1"/></g>
</svg>"""


def test_ids_are_the_figures_own_and_unused_ids_go():
    made = page_svg(DRAWN, "fig7", 'role="img"')
    assert 'id="fig7-a"' in made
    assert 'href="#fig7-a"' in made
    assert "url(#fig7-a)" in made
    assert "axes_1" not in made


def test_the_page_decides_the_size_and_no_style_leaks_out():
    made = page_svg(DRAWN, "f", 'role="img"')
    assert made.startswith("<svg ")
    assert " width=" not in made.split(">")[0]
    assert 'viewBox="0 0 10 5"' in made
    assert "<style" not in made
    assert 'style="stroke-linejoin: round"' in made
    assert "metadata" not in made


@pytest.mark.parametrize(
    "part",
    ["<script>x</script>", '<image href="https://a.b/c"/>', '<g onload="x"/>', "<style>@import 'x'</style>"],
)
def test_nothing_active_or_from_outside(part):
    with pytest.raises(ReportRefused, match="no script and no outside file"):
        page_svg(DRAWN.replace("<defs>", f"{part}<defs>"), "f", "")


def test_what_is_not_svg_is_refused():
    with pytest.raises(ReportRefused, match="not an SVG"):
        page_svg("<p>figuur</p>", "f", "")


def test_the_same_drawing_has_the_same_hash_under_another_name():
    other = DRAWN.replace("M1 1", "M1 2")
    assert neutral_hash(page_svg(DRAWN, "een", 'aria-label="Twente"')) == neutral_hash(page_svg(DRAWN, "twee", ""))
    assert neutral_hash(page_svg(DRAWN, "een", "")) != neutral_hash(page_svg(other, "een", ""))
