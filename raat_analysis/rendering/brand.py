"""The house style as data: colours, fonts, publisher and contact, for figures, page and PDF alike."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"


@cache
def brand() -> dict[str, Any]:
    """The house style of brand.yml: publisher, contact, colours and fonts."""
    return dict(yaml.safe_load((FOLDER / "brand.yml").read_text(encoding="utf-8")))


def colour(name: str) -> str:
    """A colour of the house style as #RRGGBB; an unknown name is a KeyError."""
    return str(brand()["colours"][name])


def font_files() -> list[Path]:
    """The shipped font files, in the order of brand.yml."""
    return [FONTS / name for name in brand()["fonts"]["files"]]
