"""Vacancies opened (ontstane vacatures) four quarters ahead: every region, branch and combination, and their totals.

Three methods, chosen per branch on forecasts made again at every past quarter; reconciled, so that all figures add up;
where that did not beat last year's quarter over the last eight quarters, it is last year's quarter. Intervals of 50%
and 80% come from those past forecasts. Beside them how well they did: skill against last year, and coverage.
Method and limits: docs/methods/forecast.md.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from raat_analysis.measures.quarters import quarter_name
from raat_analysis.models.forecast_assessment import QUARTERS_TESTED, Assessment, assessed
from raat_analysis.models.history import History, history
from raat_analysis.models.seasonal import AHEAD
from raat_analysis.numbers_table import number_rows

FEWEST_ORIGINS = 8
COVERAGES = (50, 80)
PRINTED = 80  # the interval whose coverage is published

Row = dict[str, object]


def forecast(numbers: pl.DataFrame) -> pl.DataFrame:
    """Forecast rows with 50% and 80% intervals, and per series skill (%) and coverage (%) over the last 8 quarters.

    No rows when there are fewer than 8 past quarters to test on, or a horizon was hardly tested: a forecast without a
    test is not published.
    Raises RaatError when a quarter is missing.
    """
    past = history(numbers)
    if past.quarters - past.first_origin < FEWEST_ORIGINS:
        return number_rows([])
    made = assessed(past, COVERAGES)
    if any(np.isnan(halves[-1]).any() for halves in made.halves.values()):
        return number_rows([])
    return number_rows([*_forecast_rows(past, made), *_skill_rows(past, made), *_coverage_rows(past, made)])


def _forecast_rows(past: History, made: Assessment) -> Iterator[Row]:
    ahead = made.forecasts[-1]
    for region, branch, region_code, branch_code in past.keys:
        for quarter in range(AHEAD):
            value = float(ahead[region, branch, quarter])
            key = _key(past, region_code, branch_code, past.quarters + quarter)
            for coverage, halves in made.halves.items():
                half = float(halves[-1, region, branch, quarter])
                ends = {"lower": max(0.0, value - half), "upper": value + half, "interval_pct": coverage}
                told = {"measure": "vacancies_opened_forecast", "status": "forecast", "numerator": value}
                yield key | told | {"value": value} | ends


def _skill_rows(past: History, made: Assessment) -> Iterator[Row]:
    """Skill in percent; the denominator is the number of quarters it was tested on. Not where nothing ever opened."""
    last = range(past.quarters - QUARTERS_TESTED, past.quarters)
    tested_on = float(sum(quarter not in past.masked for quarter in last))
    for region, branch, region_code, branch_code in past.keys:
        if past.panel[region, branch].any():
            key = _key(past, region_code, branch_code, past.quarters - 1)
            value = 100 * float(made.skills[region, branch])
            yield key | {"measure": "vacancies_forecast_skill_pct", "value": value, "denominator": tested_on}


def _coverage_rows(past: History, made: Assessment) -> Iterator[Row]:
    """How many past forecasts lay within their own interval; the denominator is how many had one."""
    half = made.halves[PRINTED]
    judged = made.material.window[:, None, None, :] & ~np.isnan(made.material.targets) & ~np.isnan(half)
    inside = judged & (np.abs(made.material.targets - made.forecasts) <= half)
    hits, pairs = inside.sum(axis=(0, 3)), judged.sum(axis=(0, 3))
    for region, branch, region_code, branch_code in past.keys:
        number, of = float(hits[region, branch]), float(pairs[region, branch])
        if of and past.panel[region, branch].any():
            key = _key(past, region_code, branch_code, past.quarters - 1)
            share = {"value": 100 * number / of, "numerator": number, "denominator": of}
            yield key | {"measure": "vacancies_forecast_coverage_pct"} | share


def _key(past: History, region_code: str, branch_code: str, quarter: int) -> Row:
    period = quarter_name(past.first + quarter)
    return {"region_code": region_code, "branch_code": branch_code, "scenario": "forecast", "period": period}
