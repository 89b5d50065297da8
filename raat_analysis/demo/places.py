"""Where the demonstration organisations have their work: places that lie in one region only."""

from functools import cache

import numpy as np

from raat_analysis.codelists import entries, normalised
from raat_analysis.codelists.places import region_of_place, regions_by_place
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats

MOST = 4  # places per organisation


@cache
def places_of(organisation: str) -> tuple[str, ...]:
    """The one to four places of an organisation, in its own region."""
    region = {prefix: code for code, prefix in figures("organisations")["prefixes"].items()}[organisation[:2]]
    names, weights = _places(region)
    rng = stream(f"places {organisation}")
    chosen = rng.choice(len(names), size=int(rng.integers(1, MOST + 1)), replace=False, p=weights)
    return tuple(names[int(i)] for i in chosen)


@cache
def ambiguous_places(region: str) -> tuple[str, ...]:
    """Names of places that lie in this region and in another one as well."""
    names = {entry["name"] for entry in entries("places").values() if entry["region_code"] == region}
    return tuple(sorted(name for name in names if len(regions_by_place()[normalised(name)]) > 1))


@cache
def _places(region: str) -> tuple[list[str], Floats]:
    """Unambiguous places of a region; a place that carries its municipality's name is where most of the work is."""
    towns = {entry["name"] for entry in entries("municipalities").values()} | {"Hengelo"}
    here = {entry["name"] for entry in entries("places").values() if entry["region_code"] == region}
    names = sorted(name for name in here if region_of_place(name) == region)
    weights = np.array([8.0 if name in towns else 0.5 for name in names])
    return names, weights / weights.sum()
