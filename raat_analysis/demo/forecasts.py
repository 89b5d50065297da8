"""Demonstration of the regional forecast: demand, supply and shortage that add up to published national figures."""

from functools import cache
from typing import Any

import numpy as np
import polars as pl

from raat_analysis.demo.calibration import BRANCHES, SMAL
from raat_analysis.demo.employment import employees
from raat_analysis.demo.forecast_regions import shortage_by_region, supply_by_region, with_qualifications
from raat_analysis.demo.rounding import Floats, Ints, shared
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

SCENARIOS = ["reference", "new_policy"]
# Supply over ten years in persons. VV, TZ and ZKH as published for 2023-2033 (edition 2023-12); the others are own.
SUPPLY_INCREASE = {
    "UMC": 4000,
    "ZKH": -1500,
    "GGZ": 5000,
    "HA": 4500,
    "OVZ": 12000,
    "VV": 27000,
    "TZ": 78600,
    "GHZ": 14000,
    "JZ": 1500,
    "SW": 6000,
    "KO": 8000,
}


@cache
def anchors() -> dict[str, dict[str, dict[int, dict[str, int]]]]:
    """Edition → scenario → year → national shortages."""
    return dict(read_yaml(PACKAGE / "demo" / "forecast_anchors.yml"))


def forecast(edition: str) -> pl.DataFrame:
    """A row is scenario × region × branch × qualification × year; demand is supply plus shortage in each."""
    tables = [_scenario(edition, scenario) for scenario in SCENARIOS]
    return pl.concat(tables).with_columns(
        edition=pl.lit(edition), demand_persons=pl.col("supply_persons") + pl.col("shortage_persons")
    )


def national_shortage(edition: str, scenario: str) -> Ints:
    """National shortage by year × leaf branch, from base year to horizon."""
    points = anchors()[edition][scenario]
    known = sorted(points)
    vectors = np.array([_vector(edition, scenario, year) for year in known], dtype=np.float64)
    years = np.arange(known[0], known[-1] + 1)
    return np.column_stack([np.rint(np.interp(years, known, v)) for v in vectors.T]).astype(np.int64)


def _scenario(edition: str, scenario: str) -> pl.DataFrame:
    short = shortage_by_region(national_shortage(edition, scenario), _national_supply(edition), edition, scenario)
    supply = supply_by_region(_national_supply(edition))
    return with_qualifications(_years(edition), supply, short).with_columns(scenario=pl.lit(scenario))


def _years(edition: str) -> list[int]:
    known = sorted(anchors()[edition]["reference"])
    return list(range(known[0], known[-1] + 1))


def _national_supply(edition: str) -> Ints:
    """National supply by year × leaf branch: employees at the end of the year before, plus the increase."""
    years = _years(edition)
    base = employees().at(f"{min(years[0], 2025)}Q4").sum(axis=(0, 2))
    increase = np.array([SUPPLY_INCREASE[b] for b in BRANCHES])
    steps = np.arange(len(years))[:, None]
    return np.asarray(base + np.rint(steps * increase / 10).astype(np.int64))


def _vector(edition: str, scenario: str, year: int) -> list[int]:
    """Shortage by leaf branch in an anchor year; branches without a published figure share the rest."""
    point: dict[str, Any] = anchors()[edition][scenario][year]
    free = [b for b in SMAL if b not in point]
    rest = point["smal"] - sum(point[b] for b in SMAL if b in point)
    found = dict(zip(free, shared(_pattern(free, year), rest), strict=True)) if free else {}
    return [int(point[b]) if b in point else int(found[b]) for b in BRANCHES]


def _pattern(free: list[str], year: int) -> Floats:
    """The published table of edition 2024-12, between its first and last year."""
    early, late = anchors()["2024-12"]["reference"][2025], anchors()["2024-12"]["reference"][2034]
    weight = min(max((year - 2025) / 9, 0), 1)
    return np.array([(1 - weight) * early[b] / early["smal"] + weight * late[b] / late["smal"] for b in free])


def labels_of_edition(edition: str) -> dict[str, dict[str, str]]:
    """Labels in an edition that differ from today's: older editions used older region and scenario names."""
    if edition > "2022-12":
        return {}
    older = {
        "RA0204": "IJsselvecht",
        "RA0206": "Noordwest-Veluwe en Stedendriehoek",
        "RA0818": "Rijnstreek",
        "RA1020": "Haaglanden",
        "RA1121": "Drechtsteden",
    }
    return {"region": older, "scenario": {"reference": "Referentiescenario"}}
