"""Hours that vacancies offer, and months of stock."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from scipy.stats import t

from raat_analysis.measures.vacancies_counts import ADVERTS, stock_and_flow
from raat_analysis.measures.vacancies_hours import offered_hours
from raat_analysis.measures.vacancies_stock import months_of_stock

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]
DAY = date(2026, 1, 5)
QUARTER = ["2026Q1"]


def test_hours_are_positions_times_the_middle_of_the_range(dated_adverts: Grid, value: Value) -> None:
    """Two positions of 16-24 hours, one of 24 and one of nobody knows what: 64 hours in three positions."""
    adverts = dated_adverts(
        *(("TW-V01", title, hours, DAY, None, "open") for title, hours in (("a", 16), ("b", 24), ("c", None)))
    ).with_columns(positions=pl.Series([2, 1, 1]), hours_max=pl.Series([24.0, 24.0, None]))
    numbers = offered_hours(adverts, QUARTER).filter(region_code="RA0205")
    found = {m: value(numbers, f"vacancies_{m}") for m in ("hours_offered", "hours_mean", "small_contracts_pct")}
    assert found == pytest.approx({"hours_offered": 64, "hours_mean": 64 / 3, "small_contracts_pct": 200 / 3})
    assert value(numbers, "vacancies_hours_unknown_pct") == 25
    assert value(numbers, "vacancies_hours_offered", breakdown="qualification", category="VIG3") == 64


@pytest.mark.parametrize(("low", "high", "small"), [(20, 27.8, 100), (20, 28, 0), (24, 24, 0)])
def test_small_is_a_middle_below_twenty_four_hours(
    dated_adverts: Grid, value: Value, low: float, high: float, small: int
) -> None:
    adverts = dated_adverts(("TW-V01", "a", low, DAY, None, "open")).with_columns(hours_max=pl.lit(high))
    numbers = offered_hours(adverts, QUARTER).filter(region_code="RA0205")
    assert value(numbers, "vacancies_small_contracts_pct") == small


def test_without_vacancies_there_are_no_hours_and_no_mean(dated_adverts: Grid) -> None:
    adverts = dated_adverts(("TW-V01", "a", 24, DAY, None, "open"))
    rows = offered_hours(adverts, QUARTER).filter(region_code="RA0207", branch_code="SMAL", breakdown="total")
    found = {measure: (number, status) for measure, number, status in rows.select("measure", "value", "status").rows()}
    assert found["vacancies_hours_offered"] == (0.0, "provisional")
    assert found["vacancies_hours_mean"] == found["vacancies_small_contracts_pct"] == (None, "missing")


def stock(adverts: pl.DataFrame) -> dict[str, float | None]:
    cells, _ = stock_and_flow(adverts, ADVERTS, QUARTER)
    row = months_of_stock(adverts, cells).filter(region_code="RA0205", branch_code="SMAL").row(0, named=True)
    return {name: row[name] for name in ("value", "lower", "upper", "contributors", "status")}


def many(*counts: tuple[int, int]) -> list[tuple[object, ...]]:
    """Per employer so many vacancies open and so many filled in the quarter."""
    return [
        (f"TW-V0{place}", f"{place}{n}{status}" * 8, 24, DAY, None if status == "open" else date(2026, 2, 1), status)
        for place, (still, gone) in enumerate(counts)
        for status, number in (("open", still), ("filled", gone))
        for n in range(number)
    ]


def test_months_of_stock_are_three_times_open_per_filled(dated_adverts: Grid) -> None:
    """Open 10, 20 and 30 and filled 20, 20 and 20 at twice three employers: three months of 120 open and 120 filled.

    By head: relative variance 6 ÷ 5 × 2 × ((10/120 - 20/120)² + 0 + (30/120 - 20/120)²) = 1/30.
    """
    found = stock(dated_adverts(*many(*[(10, 20), (20, 20), (30, 20)] * 2)))
    factor = 2.718281828459045 ** (t.ppf(0.975, 5) * (1 / 30) ** 0.5)
    assert (found["value"], found["contributors"]) == (3.0, 6)
    assert (found["lower"], found["upper"]) == pytest.approx((3 / factor, 3 * factor))


def test_with_five_employers_there_is_no_interval_from_which_they_could_be_told_apart(dated_adverts: Grid) -> None:
    found = stock(dated_adverts(*many(*[(10, 20)] * 5)))
    assert (found["value"], found["lower"], found["contributors"]) == (3 * 50 / 100, None, 5)


def test_nothing_filled_has_no_months_of_stock(dated_adverts: Grid) -> None:
    found = stock(dated_adverts(*many((10, 0), (20, 0), (5, 0))))
    assert (found["value"], found["status"]) == (None, "missing")


def test_nothing_open_is_no_stock(dated_adverts: Grid) -> None:
    found = stock(dated_adverts(*many((0, 3), (0, 2), (0, 4))))
    assert (found["value"], found["lower"], found["status"]) == (0.0, None, "provisional")
