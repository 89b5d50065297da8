"""Regions side by side: which differ clearly from the country (funnel), and the rates of their small cells.

Small cells are region × branch, in two tables that do not overlap: the branches that a sheet shows (with VVT as one),
and the two parts of VVT. A branch needs five regions with public figures. Methods: models/funnel.py and
models/small_cells.py.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.models.funnel import FEWEST_REGIONS, verdicts
from raat_analysis.models.small_cells import benchmarked, estimates
from raat_analysis.models.turnover_cells import CONCEPTS, Cell, cells, known, regions

FEWEST_IN_BRANCH = 5
LEVEL = 90
Row = dict[str, object]


def verdict_rows(public: pl.DataFrame) -> Iterator[Row]:
    """A verdict per region and year on the whole sector, for years with enough public regions."""
    for concept in CONCEPTS:
        found = known(cells(public, concept))
        for period in sorted({period for _, _, period in found}):
            here = {r: found[(r, "SMAL", period)] for r in regions() if (r, "SMAL", period) in found}
            country = found.get((COUNTRY, "SMAL", period))
            if country is None or country[0] == 0 or len(here) < FEWEST_REGIONS:
                continue
            leavers, people = np.array(list(here.values())).T
            for region, verdict in zip(here, verdicts(leavers, people, country).tolist(), strict=True):
                row = {"region_code": region, "period": period, "value": float(verdict)}
                yield {"measure": f"outflow_{concept}_verdict"} | row


def modelled_rows(public: pl.DataFrame) -> Iterator[Row]:
    """A modelled rate per region, branch and year; a secret cell has that of any region."""
    for concept in CONCEPTS:
        found = cells(public, concept)
        for period in sorted({cell.period for cell in found}):
            there = [cell for cell in found if cell.period == period]
            for branches in _tables():
                yield from _modelled(there, branches, f"outflow_{concept}_modelled_pct")


def _tables() -> tuple[list[str], list[str]]:
    """The branches a sheet shows, and the parts of the one that has parts."""
    above = {code: set(entry["part_of"]) for code, entry in entries("branches").items()}
    shown = [code for code in above if above[code] and not above[code] - {"SMAL", "BREED"} and code != "SMAL"]
    return shown, [code for code in above if above[code] - {"SMAL", "BREED"}]


def _modelled(there: list[Cell], branches: Sequence[str], measure: str) -> Iterator[Row]:
    """The rows of one table of one year. `there`: all cells of that year."""
    totals = {b: pair for (region, b, _), pair in known(there).items() if region == COUNTRY}
    inside = [c for c in there if c.region_code in regions() and c.branch_code in totals]
    public = [c.branch_code for c in inside if c.people]
    order = [b for b in branches if public.count(b) >= FEWEST_IN_BRANCH]
    used = [c for c in inside if c.branch_code in order]
    if not used:
        return
    branch = np.array([order.index(c.branch_code) for c in used])
    people = np.array([c.people or 0.0 for c in used])
    leavers = np.array([c.leavers or 0.0 for c in used])
    whole = np.array([totals[b] for b in order]).T
    found = benchmarked(estimates(leavers, people, branch, LEVEL / 100), people, branch, (whole[0], whole[1]))
    for cell, value, lower, upper in zip(
        used, found.rates.tolist(), found.lower.tolist(), found.upper.tolist(), strict=True
    ):
        place = {"region_code": cell.region_code, "branch_code": cell.branch_code, "period": cell.period}
        ends = {"lower": 100 * lower, "upper": 100 * upper, "interval_pct": LEVEL, "denominator": cell.people}
        yield {"measure": measure, "value": 100 * value} | place | ends
