"""Demonstration of turnover: who was there at the start of the year and where the leavers went twelve months later."""

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calibration import AGES, BRANCHES, SMAL, figures
from raat_analysis.demo.employment import employees
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, Ints

YEARS = range(2019, 2026)
DESTINATIONS = [
    "to_same_branch",
    "to_other_branch",
    "to_other_sector",
    "to_self_employed",
    "to_benefit",
    "to_pension",
    "to_inactive",
]
WITHIN = 2  # the first destinations stay in care and welfare


def turnover() -> pl.DataFrame:
    """A row is region × branch × age × year; stocks, flows and destinations satisfy their identities exactly."""
    order = {code: number for number, code in enumerate([*BRANCHES, *AGES])}
    return pl.concat([_year(year) for year in YEARS]).sort(
        "region", pl.col("branch").replace_strict(order), pl.col("age_class").replace_strict(order), "year"
    )


def chances(year: int) -> Floats:
    """The true chance of each destination: [region, branch, age, destination]; their sum is leaving the employer."""
    set_to = figures("turnover")
    split = np.array([set_to["destinations"][age] for age in AGES])
    shape = np.array([set_to["ages"][a] for a in AGES])[None, :] * np.array(
        [set_to["branches"][b] for b in BRANCHES]
    ).reshape(-1, 1)
    leaving = shape[:, :, None] * (split / split.sum(axis=1, keepdims=True))[None, :, :]
    return np.stack([_to_targets(leaving, *row) for row in _targets(year)])


def _targets(year: int) -> list[tuple[Ints, float, float]]:
    """Per region: employees at the start, and the percentages who leave the employer and the sector."""
    set_to = figures("turnover")
    rng = stream("turnover regions")
    spread = rng.normal(0, 0.06, (len(region_codes()), 2))
    factor, start = set_to["years"][year], employees().at(f"{year - 1}Q4")
    return [
        (
            start[i],
            factor * (set_to["employer_pct"].get(c) or set_to["elsewhere_employer_pct"] * (1 + spread[i, 0])),
            factor * (set_to["sector_pct"].get(c) or set_to["elsewhere_sector_pct"] * (1 + spread[i, 1])),
        )
        for i, c in enumerate(region_codes())
    ]


def _to_targets(leaving: Floats, start: Ints, employer_pct: float, sector_pct: float) -> Floats:
    """Scale within-sector moves and sector exits so that the region (smal) has these percentages."""
    expected = (leaving * start[:, :, None])[: len(SMAL)].sum(axis=(0, 1))
    everyone = start[: len(SMAL)].sum()
    factor = np.ones(len(DESTINATIONS))
    factor[:WITHIN] = (employer_pct - sector_pct) / 100 * everyone / expected[:WITHIN].sum()
    factor[WITHIN:] = sector_pct / 100 * everyone / expected[WITHIN:].sum()
    return np.asarray(leaving * factor)


def _year(year: int) -> pl.DataFrame:
    before, after = _stock(year - 1), _stock(year)
    leavers = _leavers(before, chances(year), year)
    outflow = leavers.sum(axis=3)
    inflow = np.maximum(after - before + outflow, 0)
    cells = [(r, b, a) for r in region_codes() for b in BRANCHES for a in AGES]
    region, branch, age = zip(*cells, strict=True)
    numbers = {"employees_start": before, "inflow": inflow, "outflow": outflow}
    return pl.DataFrame(
        {"region": region, "branch": branch, "age_class": age, "year": [year] * len(cells)}
        | {name: table.ravel() for name, table in numbers.items()}
        | {name: leavers[..., number].ravel() for number, name in enumerate(DESTINATIONS)}
        | {"employees_end": (before + inflow - outflow).ravel()}
    )


def _stock(year: int) -> Ints:
    """Employees at the end of a year: the core figures, counted in persons instead of tens."""
    counts = employees().at(f"{year}Q4")
    return np.where(counts > 0, counts + stream(f"turnover stock {year}").integers(-4, 5, counts.shape), 0)


def _leavers(start: Ints, chance: Floats, year: int) -> Ints:
    """Beta-binomial leavers, spread over the destinations: [region, branch, age, destination]."""
    rng = stream(f"turnover {year}")
    mean = chance.sum(axis=3)
    strength = 1 / figures("turnover")["overdispersion"] - 1
    drawn = rng.binomial(start, rng.beta(mean * strength, (1 - mean) * strength))
    return np.asarray(rng.multinomial(drawn, chance / mean[..., None]), dtype=np.int64)
