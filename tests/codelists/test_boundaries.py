"""The outlines are those of the codelists, closed, in the right place and of the right size."""

import csv

import numpy as np

from raat_analysis.codelists import boundaries
from raat_analysis.codelists.boundaries import municipality_outlines, region_outlines
from raat_analysis.codelists.regions import region_codes


def area(rings: tuple[boundaries.Ring, ...]) -> float:
    """Shoelace formula; no region or municipality here has a hole of any size."""
    return sum(abs(float(np.sum(r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1]))) / 2 for r in rings)


def middle(rings: tuple[boundaries.Ring, ...]) -> tuple[float, float]:
    east, north = np.concatenate(rings).mean(axis=0)
    return float(east), float(north)


def test_every_region_and_municipality_of_the_codelists_has_an_outline() -> None:
    path = boundaries.FOLDER.parent / "municipalities.csv"
    with path.open(encoding="utf-8") as file:
        codes = {row["municipality_code"] for row in csv.DictReader(file)}
    assert set(region_outlines()) == set(region_codes())
    assert set(municipality_outlines()) == codes


def test_rings_are_closed() -> None:
    every = [ring for rings in [*region_outlines().values(), *municipality_outlines().values()] for ring in rings]
    assert all(np.array_equal(ring[0], ring[-1]) for ring in every)


def test_twente_has_its_size_and_lies_east() -> None:
    """1,503 km2 (CBS, land and water); Enschede lies 101 km east and 7 km north of Amersfoort."""
    assert abs(area(region_outlines()["RA0205"]) / 1503 - 1) < 0.03
    east, north = middle(municipality_outlines()["GM0153"])
    assert abs(east - 101) < 6
    assert abs(north - 7) < 6


def test_the_municipalities_of_a_region_cover_it() -> None:
    path = boundaries.FOLDER.parent / "municipalities.csv"
    with path.open(encoding="utf-8") as file:
        inside = [row["municipality_code"] for row in csv.DictReader(file) if row["region_code"] == "RA0205"]
    together = sum(area(municipality_outlines()[code]) for code in inside)
    assert abs(together / area(region_outlines()["RA0205"]) - 1) < 0.02
