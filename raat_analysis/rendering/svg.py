"""A figure's SVG made fit to stand in a page among other figures: no prolog, own ids, nothing active."""

import hashlib
import re

from raat_analysis.rendering.failures import ReportRefused

PROLOG = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<title>.*?</title>", re.S)
ACTIVE = re.compile(r"<script|<foreignObject|\son\w+\s*=|javascript:|href\s*=\s*\"(?!#)|url\((?!#)|@import", re.I)
STYLE = re.compile(r"<style[^>]*>\s*\*\s*\{([^}]*)\}\s*</style>")
ROOT = re.compile(r"<svg\b[^>]*>")
SIZE = re.compile(r"\s(?:width|height|role|aria-[a-z]+|style|focusable)=\"[^\"]*\"")
DEFINED = re.compile(r"(?<=\s)id=\"([^\"]+)\"")
USED = re.compile(r"(?:href=\"#|url\(#)([^\")]+)")
OWN = re.compile(r"(?:href=\"#|url\(#)(?!t-)([^\")]+)")  # not an outline of a letter that figures share (glyphs.py)


def page_svg(svg: str, name: str, attributes: str) -> str:
    """The `<svg>` element with ids that start with `name`, the page's `attributes`, and the size left to the page.

    matplotlib writes a style rule for `*` (which would reach the whole page) and the same ids in every figure.
    """
    if found := ACTIVE.search(svg):
        raise ReportRefused(f"Figure {name}: its SVG holds {found[0]!r}; a report holds no script and no outside file.")
    body = _own_ids(PROLOG.sub("", svg), name)
    style = "".join(STYLE.findall(body))
    body = STYLE.sub("", body)
    root = ROOT.search(body)
    if root is None:
        raise ReportRefused(f"Figure {name}: its picture is not an SVG. Make it with raat_analysis.figures.")
    opening = SIZE.sub("", root[0])[:-1] + (f' style="{style.strip()}"' if style else "") + f" {attributes}>"
    return _compact(opening + body[root.end() :])


def neutral_hash(svg: str) -> str:
    """SHA-256 of a figure without its ids: two figures with the same drawing have the same hash."""
    bare = OWN.sub("#", DEFINED.sub("", PROLOG.sub("", svg)))
    bare = re.sub(r"\s(?:aria-[a-z]+|clip-path)=\"[^\"]*\"", "", ROOT.sub("<svg>", bare))
    return hashlib.sha256(" ".join(bare.split()).encode()).hexdigest()


def _own_ids(svg: str, name: str) -> str:
    """Ids that something points at get the figure's name before them; the others go."""
    used = set(USED.findall(svg))
    svg = DEFINED.sub(lambda m: f'id="{name}-{m[1]}"' if m[1] in used else "", svg)
    return USED.sub(lambda m: m[0][: -len(m[1])] + f"{name}-{m[1]}", svg)


def _compact(svg: str) -> str:
    return re.sub(r">\s+<", ">\n<", re.sub(r"<g\s+>", "<g>", svg)).strip()
