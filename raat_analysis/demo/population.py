"""Demonstration of inhabitants, labour force and short unemployment benefits by municipality and quarter."""

import csv
from collections import Counter
from functools import cache

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calendars import quarters, years_between
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, Ints, shared, to_total
from raat_analysis.paths import PACKAGE

FIRST, LAST = "2021Q1", "2026Q3"


def region_inhabitants() -> dict[str, int]:
    """Inhabitants by region in the last quarter."""
    set_to = figures("population")
    return {code: set_to["exact"].get(code) or 1000 * set_to["thousands"][code] for code in region_codes()}


def population() -> pl.DataFrame:
    """A row is a municipality at the start of a quarter; the ages add up to the inhabitants."""
    tables = [population_of(quarter) for quarter in quarters(FIRST, LAST)]
    return pl.concat(tables).sort("municipality", "period")


def population_of(quarter: str) -> pl.DataFrame:
    """The municipalities at the start of one quarter, also of one after the last."""
    last = _inhabitants_last()
    codes = sorted(last)
    inhabitants = np.array([round(last[c] * _growth(c, quarter)) for c in codes])
    young, old = _age_shares(codes, quarter)
    under_20, over_65 = np.rint(inhabitants * young).astype(int), np.rint(inhabitants * old).astype(int)
    return pl.DataFrame(
        {
            "municipality": codes,
            "period": [quarter] * len(codes),
            "inhabitants": inhabitants,
            "inhabitants_under_20": under_20,
            "inhabitants_20_65": inhabitants - under_20 - over_65,
            "inhabitants_65_plus": over_65,
            "labour_force": _labour_force(codes, quarter, inhabitants),
            "unemployed_under_6_months": _unemployed(codes, quarter, inhabitants),
        }
    )


@cache
def _inhabitants_last() -> dict[str, int]:
    members: dict[str, list[str]] = {}
    for code, entry in sorted(entries("municipalities").items()):
        members.setdefault(entry["region_code"], []).append(code)
    weights = _weights()
    return {
        code: int(count)
        for region, total in region_inhabitants().items()
        for code, count in zip(
            members[region], shared(np.array([weights[c] for c in members[region]]), total), strict=True
        )
    }


def _weights() -> dict[str, float]:
    """Relative size of each municipality within its region: CBS 2020 in the WGV area, elsewhere its postcodes."""
    postcodes = Counter(entry["municipality_code"] for entry in entries("postcodes").values())
    rng = stream("population sizes")
    sizes = {c: (1 + postcodes[c]) * rng.lognormal(0, 0.3) for c in sorted(entries("municipalities"))}
    with (PACKAGE / "demo" / "inhabitants_2020.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["municipality_code"]: float(row["inhabitants_2020"]) for row in csv.DictReader(lines)}
    return sizes | known


def _growth(municipality: str, quarter: str) -> float:
    set_to = figures("population")
    region = entries("municipalities")[municipality]["region_code"]
    yearly = set_to["growth_exact"].get(region, set_to["growth_per_year"])
    return float(1 - yearly * years_between(quarter, LAST))


def _age_shares(codes: list[str], quarter: str) -> tuple[Floats, Floats]:
    rng = stream("population ages")
    young, old = rng.normal(0.212, 0.012, len(codes)), rng.normal(0.214, 0.02, len(codes))
    years = years_between(quarter, LAST)
    return np.clip(young, 0.17, 0.27) + 0.0015 * years, np.clip(old, 0.13, 0.29) - 0.0025 * years


def _labour_force(codes: list[str], quarter: str, inhabitants: Ints) -> Ints:
    """Region by region to its total; Twente to the published one in the last quarter."""
    set_to = figures("population")
    of_region = np.array([entries("municipalities")[c]["region_code"] for c in codes])
    weights = inhabitants * stream("population labour force").normal(1, 0.02, len(codes))
    found = np.zeros(len(codes), dtype=np.int64)
    for region in region_codes():
        here = of_region == region
        share = set_to["labour_force_share"]
        total = set_to["labour_force"].get(region) or share * region_inhabitants()[region]
        found[here] = shared(weights[here], round(total * (1 - 0.007 * years_between(quarter, LAST))))
    return found


def _unemployed(codes: list[str], quarter: str, inhabitants: Ints) -> Ints:
    """Short benefits of people from care and welfare; fewest in the tight year 2022."""
    rng = stream(f"population benefits {quarter}")
    level = figures("population")["benefits_per_100000"][int(quarter[:4])] / 100_000
    wanted = inhabitants * level * rng.gamma(30, 1 / 30, len(codes))
    return to_total(wanted, round(float(wanted.sum())))
