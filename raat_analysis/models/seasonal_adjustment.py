"""Vacancies opened without the season, for large totals; the sum of four quarters for all that is smaller.

Adjusted = count ÷ e^season, with the season of the structural model (structural.py): declared exceptions stay visible.
Limits: adjusted parts do not add up to the adjusted total, which is adjusted itself; adjusted figures are revised when
a quarter is added. Method: docs/methods/forecast.md.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy.special import stdtrit

from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.models.history import MEASURE, History, history
from raat_analysis.models.seasonal import AHEAD, Series
from raat_analysis.models.structural import structural
from raat_analysis.numbers_table import number_rows

SMALLEST_MEAN = 50.0
FEWEST_QUARTERS = 12  # three of each
INTERVAL = 95


def without_season(numbers: pl.DataFrame) -> pl.DataFrame:
    """Rows of vacancies_opened_seasonally_adjusted for totals with a mean of at least 50 a quarter, every quarter.

    Every other series has vacancies_opened_four_quarters instead, from the fourth quarter on. Adjusting takes three
    years of quarters without a zero. What a provisional quarter is in, is provisional.
    """
    past = history(numbers)
    provisional = set(numbers.filter(measure=MEASURE, status="provisional")["period"].to_list())
    rows: list[dict[str, object]] = []
    for region, branch, region_code, branch_code in past.keys:
        counts = past.panel[region, branch]
        total = region == len(past.regions) or branch == len(past.branches)
        place = {"region_code": region_code, "branch_code": branch_code}
        made = _adjusted(past, counts) if total and _large(counts) else _four_quarters(past, counts)
        rows += [place | row | _status(row, provisional) for row in made]
    return number_rows(rows)


def _status(row: dict[str, object], provisional: set[str]) -> dict[str, object]:
    """A count is final and an adjusted one modelled, unless one of its quarters is provisional."""
    summed = row["measure"] == "vacancies_opened_four_quarters"
    last = quarter_index(str(row["period"]))
    used = {quarter_name(quarter) for quarter in range(last - AHEAD + 1 if summed else last, last + 1)}
    if used & provisional:
        return {"status": "provisional"}
    return {"status": "final" if summed else "modelled"}


def _large(counts: Series) -> bool:
    return bool(counts.size >= FEWEST_QUARTERS and counts.mean() >= SMALLEST_MEAN and (counts > 0).all())


def _adjusted(past: History, counts: Series) -> Iterator[dict[str, object]]:
    """The season's own uncertainty as interval."""
    found = structural(np.log(counts), exceptions(past))
    reach = float(stdtrit(found.degrees_of_freedom, 0.5 + INTERVAL / 200)) * found.season_error
    factors = (np.exp(found.season), np.exp(found.season + reach), np.exp(found.season - reach))
    for quarter, (count, factor, most, least) in enumerate(zip(counts.tolist(), *factors, strict=True)):
        value = {"value": count / factor, "numerator": count, "denominator": float(factor)}
        ends = {"lower": count / most, "upper": count / least, "interval_pct": INTERVAL}
        yield {"measure": "vacancies_opened_seasonally_adjusted", "period": _name(past, quarter)} | value | ends


def _four_quarters(past: History, counts: Series) -> Iterator[dict[str, object]]:
    for quarter in range(AHEAD - 1, counts.size):
        value = float(counts[quarter - AHEAD + 1 : quarter + 1].sum())
        told = {"measure": "vacancies_opened_four_quarters", "period": _name(past, quarter), "value": value}
        yield told | {"numerator": value}


def _name(past: History, quarter: int) -> str:
    return quarter_name(past.first + quarter)


def exceptions(past: History) -> Series:
    """A row per quarter, a column per declared exception: 1 in the quarter of a pulse, and from a level shift on."""
    quarters = np.arange(past.quarters)[:, None]
    return np.hstack([quarters == np.array(past.masked, dtype=int), quarters >= np.array(past.shifts, dtype=int)]) * 1.0
