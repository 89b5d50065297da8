"""A map of the 28 regions as SVG inside a page: a region with a sheet is a link to it, any other is grey."""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from raat_analysis.codelists.boundaries import Outlines, Ring
from raat_analysis.rendering.facts import subject

Steps = NDArray[np.int64]  # (n, 2): steps right and down

STEPS_PER_KM = 2  # a step of 500 metres is less than a pixel wide on most screens
LINE_HIGH = 17
LABELS = {  # of the WGV regions: lines, and how far from the middle of the region
    "RA0204": (("Zwolle",), -8, 4),
    "RA0205": (("Twente",), 14, 8),
    "RA0206": (("Stedendriehoek", "& Noord-Veluwe"), -30, -2),
    "RA0207": (("Achterhoek",), 0, 8),
}


def region_map(outlines: Outlines, files: Mapping[str, str]) -> str:
    """The SVG; `files` gives the page of each region that has a sheet, by code."""
    every = np.concatenate([ring for rings in outlines.values() for ring in rings])
    west, north = every[:, 0].min(), every[:, 1].max()
    placed = {code: [_steps(ring, west, north) for ring in rings] for code, rings in outlines.items()}
    wide, high = _steps(every, west, north).max(axis=0)
    others = "".join(f'<path d="{_path(placed[code])}"/>' for code in placed if code not in files)
    links = "".join(_link(code, files[code], _path(placed[code])) for code in placed if code in files)
    names = "".join(_label(code, placed[code]) for code in LABELS if code in files)
    return (
        f'<svg class="map" viewBox="-4 -4 {wide + 8} {high + 8}" role="group" aria-label="Kaart van de regio\'s">'
        f'<g class="others" aria-hidden="true">{others}</g>{links}<g class="names" aria-hidden="true">{names}</g></svg>'
    )


def _steps(ring: Ring, west: float, north: float) -> Steps:
    """Whole steps right and down from the north-west: neighbours keep their common border."""
    moved = np.column_stack([ring[:, 0] - west, north - ring[:, 1]]) * STEPS_PER_KM
    return np.floor(moved + 0.5).astype(np.int64)


def _path(rings: Sequence[Steps]) -> str:
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Steps) -> str:
    """A ring as steps from point to point; points that fell together are one."""
    moves = np.diff(ring, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    if len(moves) < 3:
        return ""
    steps = "".join(f"{right:d}{' ' if down >= 0 else ''}{down:d} " for right, down in moves[:-1].tolist())
    return f"M{ring[0][0]} {ring[0][1]}l{steps.rstrip()}z"


def _link(code: str, file: str, path: str) -> str:
    name = escape(subject(code))
    return f'<a href="{escape(file)}" aria-label="Factsheet {name}"><title>{name}</title><path d="{path}"/></a>'


def _label(code: str, rings: Sequence[Steps]) -> str:
    """The name in the middle of the largest part of its region."""
    largest = max(rings, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
    lines, right, lower = LABELS[code]
    across, down = ((largest.min(axis=0) + largest.max(axis=0)) // 2).tolist()
    texts = "".join(
        f'<tspan x="{across + right}" y="{down + lower + LINE_HIGH * line}">{escape(text)}</tspan>'
        for line, text in enumerate(lines)
    )
    return f"<text>{texts}</text>"
