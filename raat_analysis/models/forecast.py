"""Vacancies opened (ontstane vacatures) four quarters ahead, for the regions of the WGV area and the area itself.

One choice between last year's quarter (seasonal naive) and pooled smoothing for all regions together, on forecasts
made again at every past quarter; a region where smoothing does not beat last year gets last year. The area is the sum
of its regions, so the figures add up; if that sum does not beat last year, every region gets last year.
Method: docs/methods/forecast.md.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import AREA
from raat_analysis.models.backtest import (
    clearly_better,
    half_widths,
    rolling_forecasts,
    rolling_targets,
    skill,
    with_area,
)
from raat_analysis.models.history import History, history
from raat_analysis.models.periods import quarter_name
from raat_analysis.models.seasonal import AHEAD, Series, pooled_smoothing, seasonal_naive
from raat_analysis.numbers_table import number_rows

FEWEST_ORIGINS = 8
LEVELS = (50, 80)


@dataclass(frozen=True)
class Choice:
    """Per region whether smoothing was chosen, and the tests of that choice (the area is the last series)."""

    smoothed: list[bool]
    past: Series
    errors: Series
    skills: list[float]


def forecast(numbers: pl.DataFrame) -> pl.DataFrame:
    """Forecast rows with 50% and 80% intervals, and the skill (%) against last year's quarter, 0 when that was chosen.

    Of `numbers` it reads vacancies_opened_without_reposts, SMAL, in total. No rows when there are fewer than 8 past
    quarters to test on: a forecast that was never tested is not published. Raises RaatError when a quarter is missing.
    """
    past = history(numbers)
    if past.quarters - past.first_origin < FEWEST_ORIGINS:
        return number_rows([])
    chosen = choose(past)
    return number_rows([*_forecast_rows(past, chosen), *_skill_rows(past, chosen)])


def choose(past: History) -> Choice:
    """Which method each region gets, by forecasts made again at every past quarter."""
    naive = rolling_forecasts(past.counts, seasonal_naive, past.first_origin)
    smooth = rolling_forecasts(past.counts, pooled_smoothing, past.first_origin)
    targets = with_area(rolling_targets(past.counts, past.pulses, past.first_origin))
    naive_errors, smooth_errors = targets - with_area(naive), targets - with_area(smooth)
    better = clearly_better(smooth_errors, naive_errors, _scale(past))
    smoothed = [better and skill(smooth_errors[:, r], naive_errors[:, r]) > 0 for r in range(len(past.regions))]
    chosen = _tested(naive, smooth, targets, smoothed)
    return chosen if chosen.skills[-1] > 0 else _tested(naive, smooth, targets, [False] * len(smoothed))


def _scale(past: History) -> Series:
    """Mean squared change over a year of each series and the area: what makes errors of regions comparable."""
    counts = with_area(past.counts)
    return np.asarray(np.maximum(((counts[:, AHEAD:] - counts[:, :-AHEAD]) ** 2).mean(axis=1), 1.0))


def _tested(naive: Series, smooth: Series, targets: Series, smoothed: list[bool]) -> Choice:
    past = with_area(np.where(np.array(smoothed)[None, :, None], smooth, naive))
    errors, naive_errors = targets - past, targets - with_area(naive)
    return Choice(smoothed, past, errors, [skill(errors[:, s], naive_errors[:, s]) for s in range(past.shape[1])])


def _forecast_rows(past: History, chosen: Choice) -> list[dict[str, object]]:
    smooth, naive = pooled_smoothing(past.counts), seasonal_naive(past.counts)
    ahead = with_area(np.where(np.array(chosen.smoothed)[:, None], smooth, naive))
    rows = []
    for level in LEVELS:
        half = _half_widths(ahead, chosen, level / 100)
        rows += [_row(past, ahead, half, level, *cell) for cell in np.ndindex(*ahead.shape)]
    return rows


def _half_widths(ahead: Series, chosen: Choice, level: float) -> Series:
    """Regions share their errors; the area has its own."""
    parts = (slice(0, -1), slice(-1, None))
    return np.concatenate([half_widths(ahead[p], chosen.past[:, p], chosen.errors[:, p], level) for p in parts])


def _row(past: History, ahead: Series, half: Series, level: int, series: int, quarter: int) -> dict[str, object]:
    value, margin = float(ahead[series, quarter]), float(half[series, quarter])
    return {
        "measure": "vacancies_opened_forecast",
        "region_code": [*past.regions, AREA][series],
        "period": quarter_name(past.first + past.quarters + quarter),
        "scenario": "forecast",
        "status": "forecast",
        "value": value,
        "numerator": value,
        "lower": max(0.0, value - margin),
        "upper": value + margin,
        "interval_pct": level,
    }


def _skill_rows(past: History, chosen: Choice) -> list[dict[str, object]]:
    """Skill in percent; the denominator is the number of past quarters it was tested on."""
    tested = [quarter for quarter in range(past.first_origin, past.quarters) if quarter not in past.pulses]
    return [
        {
            "measure": "vacancies_forecast_skill_pct",
            "region_code": region,
            "period": quarter_name(past.first + past.quarters - 1),
            "scenario": "forecast",
            "value": 100 * value,
            "denominator": float(len(tested)),
        }
        for region, value in zip([*past.regions, AREA], chosen.skills, strict=True)
    ]
