"""The page's style sheet: ours, with the house colours and the shipped font in it."""

import base64
from functools import cache

from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.templates import TEMPLATES

FOLDER = TEMPLATES / "factsheet"
FAMILY = "Raat Sans"  # a subset of Fira Sans under its own name, as its licence asks of a changed font
WEIGHTS = {"regular": 400, "medium": 500}


@cache
def page_style() -> str:
    """CSS for every page: fonts, colours of brand.yml as variables, and style.css."""
    house = brand()
    colours = "".join(f"--{name}:{value};" for name, value in sorted(house["colours"].items()))
    stack = f'"{FAMILY}", ' + house["fonts"]["web_stack"]
    variables = f":root{{{colours}--font:{stack};}}"
    faces = [_face(name, weight) for name, weight in WEIGHTS.items()]
    return "\n".join([*faces, variables, (FOLDER / "style.css").read_text(encoding="utf-8"), dark_figures()])


def dark_figures() -> str:
    """Rules that give a figure the page's colours on a dark screen: its own are written in its SVG."""
    house = brand()
    colours = house["colours"].items()
    named = {value.lower(): "var(--card)" if name == "paper" else f"var(--{name})" for name, value in colours}
    tints = {
        value.lower(): f"color-mix(in srgb,var(--accent) {percent}%,var(--card))"
        for percent, value in house["accent_tints"].items()
    }
    rules = "".join(_dark(value, seen) for value, seen in (named | tints).items())
    return f"@media screen and (prefers-color-scheme: dark) {{\n{rules}}}"


def _dark(value: str, seen: str) -> str:
    """matplotlib writes `style="fill: #rrggbb"`, and for a hatch an attribute.

    The selector names no parent: a shape that `<use>` repeats has none.
    """
    return "".join(
        f'[style*="{part}: {value}"],[{part}="{value}"]{{{part}:{seen}!important}}\n' for part in ("fill", "stroke")
    )


def _face(name: str, weight: int) -> str:
    """The font inside the page, so that a figure's labels are as wide as when they were placed."""
    encoded = base64.b64encode((FOLDER / f"{name}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{encoded}) format('woff2')"
    return f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;src:{source}}}'
