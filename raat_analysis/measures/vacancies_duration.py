"""How long until a vacancy is filled, of the vacancies without reposts that opened in four quarters.

A vacancy runs from the first day of its first advert to the last day of its last one. It ends as filled, withdrawn or
expired; one that is open on the last day in the exports has not ended, and neither has one that expired so shortly
before that day that it can still be placed again. Formulas: incidence.py. Numbers: the day by which half of all
vacancies were filled (no value, status missing: never reached, or fewer vacancies than vacancies.yml asks), the share
filled within 30, 60 and 90 days, and the share still open after 90 days (hard to fill).
Limits: an advert that is taken off late makes its vacancy too long; a vacancy counts once, whatever its positions; the
intervals treat vacancies of one employer as independent, so they are narrower than true. Until the last day in the
exports is 90 days after the quarter the numbers are provisional.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.contributors import contributions_of
from raat_analysis.measures.incidence import CENSORED, FILLED, Days, Estimate, filled, still_open
from raat_analysis.measures.quarters import quarters
from raat_analysis.measures.vacancies_counts import branches_of, in_totals
from raat_analysis.measures.vacancies_coverage import last_day
from raat_analysis.measures.vacancies_settings import settings
from raat_analysis.numbers_table import number_rows

ENDINGS = {"filled": FILLED, "withdrawn": 2, "expired": 3}
MEDIAN = "vacancies_days_to_filled_median"
FOLLOWED = ["organisation_code", "region_code", "branch_code", "posted_period", "days", "ending"]
Row = dict[str, object]


def time_to_filled(vacancies: pl.DataFrame, periods: list[str], seen: Mapping[str, date]) -> pl.DataFrame:
    """Numbers by region and branch, from vacancies without reposts; `periods` are the quarters that are covered.

    The first numbers come with the quarter that completes the first window. `seen`: the last day in the
    exports by region, of regions and of Oost-Nederland (vacancies_coverage.py).
    """
    windows = periods[settings()["time_to_filled"]["quarters"] - 1 :]
    if not windows:
        return number_rows([])
    followed = with_duration(vacancies, last_day(seen)).select(FOLLOWED).sort("posted_period")
    parts = in_totals(followed).partition_by("region_code", "branch_code", as_dict=True, maintain_order=True)
    empty = followed.clear()
    rows = [
        {"region_code": region, "branch_code": branch, "period": period, "status": _status(period, seen[region]), **row}
        for region in [*wgv_codes(), AREA]
        for branch in branches_of(vacancies)
        for period, opened in _opened(parts.get((region, branch), empty), windows)
        for row in _numbers(opened)
    ]
    return number_rows(row if row["value"] is not None else row | {"status": "missing"} for row in rows)


def with_duration(vacancies: pl.DataFrame, seen: pl.Expr) -> pl.DataFrame:
    """The vacancies with `days` that they were followed and their `ending` (0 when it is not known yet).

    `seen`: the last day until which a vacancy could be followed.
    """
    since = seen - timedelta(days=settings()["reposts"]["days_between"])
    undecided = (pl.col("status") == "expired") & (pl.col("closed_on") >= since)
    ending = pl.when(undecided).then(CENSORED).otherwise(pl.col("status").replace_strict(ENDINGS, default=CENSORED))
    days = (pl.col("closed_on").fill_null(seen) - pl.col("posted_on")).dt.total_days()
    return vacancies.with_columns(days=days, ending=ending.cast(pl.Int64))


def _opened(part: pl.DataFrame, periods: list[str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Per quarter the vacancies that opened in the quarters up to and including it; `part` is in order of opening."""
    posted = part["posted_period"].to_list()
    for period in periods:
        first, end = (bisect_right(posted, last) for last in (_before(period), period))
        yield period, part.slice(first, end - first)


def _numbers(opened: pl.DataFrame) -> Iterator[Row]:
    """The measures of one cell, without value where they cannot be told; denominator: the vacancies."""
    limits = settings()["time_to_filled"]
    employers = Counter(str(code or "") for code in opened["organisation_code"].to_list())
    people = {**contributions_of(employers.items()), "denominator": float(opened.height)}
    enough = opened.height >= limits["fewest_vacancies"]
    days, endings = opened["days"].to_numpy(), opened["ending"].to_numpy()
    for measure, estimate, scale in _estimates(days, endings) if enough else _nothing():
        yield {"measure": measure, **people, **_told(estimate, scale, limits["interval_pct"])}


def _estimates(days: Days, endings: Days) -> Iterator[tuple[str, Estimate | None, int]]:
    limits = settings()["time_to_filled"]
    curve, left = (made(days, endings, limits["interval_pct"]) for made in (filled, still_open))
    yield MEDIAN, curve.median(), 1
    for day in limits["filled_within_days"]:
        yield f"vacancies_filled_within_{day}_days_pct", curve.at(day), 100
    yield f"vacancies_open_over_{limits['open_over_days']}_days_pct", left.at(limits["open_over_days"]), 100


def _nothing() -> Iterator[tuple[str, None, int]]:
    limits = settings()["time_to_filled"]
    within = [f"vacancies_filled_within_{day}_days_pct" for day in limits["filled_within_days"]]
    yield from ((m, None, 1) for m in (MEDIAN, *within, f"vacancies_open_over_{limits['open_over_days']}_days_pct"))


def _told(estimate: Estimate | None, scale: int, interval_pct: int) -> Row:
    if estimate is None:
        return {"value": None}
    if estimate.lower is None or estimate.upper is None:
        return {"value": scale * estimate.value}
    ends = {"lower": scale * estimate.lower, "upper": scale * estimate.upper}
    return {"value": scale * estimate.value, **ends, "interval_pct": interval_pct}


def _status(period: str, seen: date) -> str:
    year, quarter = int(period[:4]), int(period[-1])
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    followed = seen - after + timedelta(days=1)
    return "final" if followed.days >= settings()["time_to_filled"]["open_over_days"] else "provisional"


def _before(period: str) -> str:
    """The last quarter that no longer counts."""
    back: int = settings()["time_to_filled"]["quarters"]
    return quarters(f"{int(period[:4]) - back}Q{period[-1]}", period)[-back - 1]
