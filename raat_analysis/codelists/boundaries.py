"""Outlines of regions and municipalities, in kilometres, for maps.

Source: CBS and Kadaster through PDOK (CC BY 4.0), simplified (SOURCES.md); a map's note names them. Degrees become
kilometres east and north of Amersfoort with one scale for the whole country: within 2% of true, and nobody measures on
these maps.
"""

import json
from collections.abc import Mapping
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]  # (n, 2): kilometres east and north; the last point is the first
Outlines = Mapping[str, tuple[Ring, ...]]

FOLDER = Path(__file__).parent / "maps"
MIDDLE = (5.387, 52.155)  # longitude and latitude of Amersfoort
KM_PER_DEGREE = 111.2
CREDIT = "Grenzen: CBS en Kadaster (2023), CC BY 4.0"


@cache
def region_outlines() -> Outlines:
    """The rings of each of the 28 RegioPlus regions by code; islands are rings of their own."""
    return _outlines("regions_2025.geojson", "ra_code")


@cache
def municipality_outlines() -> Outlines:
    """The rings of each municipality by code (GM0153), division of 2023 to 2025; the east is drawn finest."""
    return {
        **_outlines("municipalities_2023.geojson", "gm_code"),
        **_outlines("municipalities_east_2023.geojson", "gm_code"),
    }


def _outlines(file: str, code: str) -> Outlines:
    features: list[dict[str, Any]] = json.loads((FOLDER / file).read_text(encoding="utf-8"))["features"]
    return {str(each["properties"][code]): _rings(each["geometry"]) for each in features}


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(_kilometres(np.array(ring, dtype=np.float64)) for shape in shapes for ring in shape)


def _kilometres(degrees: Ring) -> Ring:
    scale = np.array([KM_PER_DEGREE * cos(radians(MIDDLE[1])), KM_PER_DEGREE])
    return np.asarray((degrees - np.array(MIDDLE)) * scale)
