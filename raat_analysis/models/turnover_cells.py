"""Leavers and people at the start of the year, read back from public numbers: what estimates of turnover are made of.

A secret cell has no people here, and stays in the table: that it exists is public. A cell in which nobody works (value
missing, denominator 0) is left out.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes

CONCEPTS = ("employer", "sector")
AGES = [code for code in entries("age_classes") if code != "total"]
Ages = NDArray[np.float64]


@dataclass(frozen=True)
class Cell:
    """A region, branch and year with its leavers and people, both None when they are secret."""

    region_code: str
    branch_code: str
    period: str
    leavers: float | None
    people: float | None


def cells(public: pl.DataFrame, concept: str) -> list[Cell]:
    """The cells of all ages together, sorted."""
    found = public.filter(measure=f"outflow_{concept}_pct", breakdown="total").filter(pl.col("status") != "missing")
    columns = ["region_code", "branch_code", "period", "numerator", "denominator"]
    return [Cell(*row) for row in found.select(columns).sort(columns[:3]).iter_rows()]


def known(found: list[Cell]) -> dict[tuple[str, str, str], tuple[float, float]]:
    """(region, branch, period) → leavers and people, for the cells that are public."""
    return {
        (c.region_code, c.branch_code, c.period): (c.leavers, c.people)
        for c in found
        if c.leavers is not None and c.people
    }


def ages(public: pl.DataFrame, concept: str) -> dict[tuple[str, str], tuple[Ages, Ages]]:
    """(region, period) → leavers and people by age of the whole sector, where no age is secret.

    An age group in which nobody works has no leavers and no people.
    """
    found = public.filter(measure=f"outflow_{concept}_pct", breakdown="age", branch_code="SMAL")
    whole: dict[tuple[str, str], tuple[Ages, Ages]] = {}
    for (region, period), part in found.partition_by(["region_code", "period"], as_dict=True).items():
        by_age = {row[0]: row[1:] for row in part.select("category", "numerator", "denominator").iter_rows()}
        figures = [by_age.get(age, (None, None)) for age in AGES]
        if all(y is not None and n is not None for y, n in figures):
            leavers, people = np.array(figures, dtype=np.float64).T
            whole[(str(region), str(period))] = (leavers, people)
    return dict(sorted(whole.items()))


def regions() -> list[str]:
    """The regions that make up the country."""
    return region_codes()


def year_before(period: str) -> str:
    return str(int(period) - 1)
