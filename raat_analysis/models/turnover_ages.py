"""Outflow and ages: the standardised rate of every region, and what part of a change comes from a change of ages.

Made from outflow by age, so only for the sector as a whole (smal), and only where no age group is secret. The weights
are the employees of Nederland at the start of one fixed year. Without that year there are no standardised rates.
Methods: models/standardised.py and models/decomposition.py.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.models.decomposition import Parts, kitagawa
from raat_analysis.models.standardised import joined, standardised
from raat_analysis.models.turnover_cells import AGES, CONCEPTS, Ages, ages, year_before

REFERENCE_YEAR = (
    "2021"  # fixed, so that rates of all editions compare; measures.yml names it; changing it is a new method
)
LEVEL = 95
Row = dict[str, object]
Year = tuple[Ages, Ages]


def age_estimates(public: pl.DataFrame) -> Iterator[Row]:
    """Rows of standardised rates and of the parts of each change."""
    for concept in CONCEPTS:
        found = ages(public, concept)
        reference = found.get((COUNTRY, REFERENCE_YEAR))
        for (region, period), year in found.items():
            place: Row = {"region_code": region, "period": period, "interval_pct": LEVEL}
            if reference and year[1].sum() > 0:
                yield place | _standardised_row(concept, year, reference[1])
            before = found.get((region, year_before(period)))
            if before and min(before[1].sum(), year[1].sum()) > 0:
                yield from (place | row for row in _effects(concept, before, year))


def _standardised_row(concept: str, year: Year, weights: Ages) -> Row:
    value, lower, upper = (100 * part for part in standardised(*year, weights))
    measure = f"outflow_{concept}_standardised_pct"
    return {"measure": measure, "value": value, "lower": lower, "upper": upper, "denominator": float(year[1].sum())}


def _effects(concept: str, before: Year, after: Year) -> Iterator[Row]:
    """The parts in total, and by age when every group has people in both years."""
    people = np.stack([before[1], after[1]])
    y0, n0, y1, n1 = joined(np.stack([*before, *after]), people)
    whole = people.min() > 0
    for part, found in zip(("rate", "age"), kitagawa((y0, n0), (y1, n1)), strict=True):
        measure = {"measure": f"outflow_{concept}_{part}_effect_pp"}
        yield measure | _points(found.total, found.half)
        yield from (measure | row for row in (_by_age(found) if whole else []))


def _by_age(found: Parts) -> Iterator[Row]:
    for age, value, half in zip(AGES, found.by_age.tolist(), found.half_by_age.tolist(), strict=True):
        yield {"breakdown": "age", "category": age} | _points(value, half)


def _points(value: float, half: float) -> Row:
    return {"value": 100 * value, "lower": 100 * (value - half), "upper": 100 * (value + half)}
