"""The house style as data: colours, fonts, publisher and contact, for figures, page and PDF alike."""

from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.yaml_files import read_yaml

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"


@cache
def brand() -> dict[str, Any]:
    """The house style of brand.yml: publisher, contact, colours and fonts."""
    return dict(read_yaml(FOLDER / "brand.yml"))


def colour(name: str) -> str:
    """A colour of the house style as #RRGGBB; an unknown name is a KeyError."""
    return str(brand()["colours"][name])


def font_files() -> list[Path]:
    """The shipped font files, in the order of brand.yml."""
    return [FONTS / name for name in brand()["fonts"]["files"]]


def logo_svg() -> str:
    """The publisher's logo (brand.yml names its SVG file, beside brand.yml); '' when there is none."""
    logo = brand()["logo"]
    return (FOLDER / logo["file"]).read_text(encoding="utf-8") if logo else ""
