"""A figure taken out of its page, with the outlines of its letters; and put into another page."""

import re
from functools import lru_cache
from html import escape

from raat_analysis.rendering.glyphs import SHARED
from raat_analysis.rendering.svg import page_svg

OUTLINE = re.compile(rf'<path id="({SHARED}[0-9a-f]+)" d="([^"]+)" transform="scale\(0\.015625\)"/>')
USED = re.compile(rf'href="#({SHARED}[0-9a-f]+)"')
OPENING = re.compile(r"<svg\b[^>]*>")
STYLE = re.compile(r"\sstyle=\"([^\"]*)\"")


def standalone(svg: str, page: str) -> str:
    """The drawing as it stands in the page, with the letters in it that the page's figures share."""
    outlines, used = _outlines(page), sorted(set(USED.findall(svg)))
    paths = "\n".join(outlines[name] for name in used if name in outlines)
    opening = OPENING.match(svg)
    return f"{opening[0]}<defs>{paths}</defs>{svg[opening.end() :]}" if paths and opening else svg


def placed(svg: str, name: str, label: str) -> str:
    """A stored figure for a page with other figures: ids that begin with `name`, and words instead of the picture."""
    opening = OPENING.match(svg)
    styled = STYLE.search(opening[0]) if opening else None
    style = f' style="{styled[1]}"' if styled else ""
    return page_svg(svg, name, f'role="img" aria-label="{escape(label)}"{style}')


@lru_cache(maxsize=1)
def _outlines(page: str) -> dict[str, str]:
    """The outlines of letters that a page has once, by id."""
    return {found[1]: found[0] for found in OUTLINE.finditer(page)}
