"""How long until a vacancy is filled, on vacancies checkable by head and on boards whose vacancies are known."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.measures.incidence import filled, still_open
from raat_analysis.measures.vacancies_coverage import days_seen
from raat_analysis.measures.vacancies_duration import time_to_filled, with_duration
from raat_analysis.measures.vacancies_reposts import vacancies_of_adverts
from tests.measures.board_with_twins import SEEN, board

Grid = Callable[..., pl.DataFrame]
Row = tuple[object, ...]
QUARTERS = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
FIRST, SEEN_ON = date(2025, 2, 1), date(2026, 1, 7)


def same(number: int, length: int, status: str) -> list[Row]:
    """So many vacancies of three employers, opened on 1 February 2025 and ended after so many days."""
    ended = None if status == "open" else FIRST + timedelta(days=length)
    return [(f"TW-V0{n % 3}", f"{n}{status}" * 8, 24, FIRST, ended, status) for n in range(number)]


def everywhere(day: date) -> dict[str, date]:
    return dict.fromkeys([*wgv_codes(), AREA], day)


def value_of(numbers: pl.DataFrame, measure: str) -> float | None:
    rows = numbers.filter(measure=measure, region_code="RA0205", branch_code="VVT", period="2025Q4")
    found: float | None = rows["value"].item()
    return found


def test_shares_and_median_of_vacancies_that_all_ended(dated_adverts: Grid) -> None:
    """Of 200: 80 filled on day 20, 40 on day 50, 60 withdrawn on day 70, 20 filled on day 100."""
    rows = same(80, 20, "filled") + same(40, 50, "filled") + same(60, 70, "withdrawn") + same(20, 100, "filled")
    numbers = time_to_filled(dated_adverts(*rows), QUARTERS, everywhere(SEEN_ON))
    shares = [value_of(numbers, f"vacancies_filled_within_{day}_days_pct") for day in (30, 60, 90)]
    assert shares == pytest.approx([40, 60, 60])
    assert value_of(numbers, "vacancies_open_over_90_days_pct") == pytest.approx(10)
    assert value_of(numbers, "vacancies_days_to_filled_median") == 50
    assert numbers["period"].unique().to_list() == ["2025Q4"]


def test_a_half_that_is_not_reached_is_missing_while_the_shares_are_there(dated_adverts: Grid) -> None:
    numbers = time_to_filled(
        dated_adverts(*same(60, 20, "filled"), *same(140, 40, "withdrawn")), QUARTERS, everywhere(SEEN_ON)
    ).filter(region_code="RA0205", branch_code="VVT")
    told = dict(numbers.select("measure", "status").iter_rows())
    assert told.pop("vacancies_days_to_filled_median") == "missing"
    assert set(told.values()) == {"provisional"}
    assert value_of(numbers, "vacancies_filled_within_90_days_pct") == pytest.approx(30)


def test_fewer_than_a_hundred_vacancies_have_no_number(dated_adverts: Grid) -> None:
    few, enough = (
        time_to_filled(dated_adverts(*same(number, 20, "filled")), QUARTERS, everywhere(SEEN_ON)).filter(
            region_code="RA0205", branch_code="VVT"
        )
        for number in (99, 100)
    )
    assert set(few["status"]) == {"missing"}
    assert set(few["denominator"]) == {99.0}
    assert few["value"].null_count() == 5
    assert enough["value"].null_count() == 0


def test_less_than_four_quarters_have_no_number(dated_adverts: Grid) -> None:
    assert time_to_filled(dated_adverts(*same(100, 20, "filled")), QUARTERS[:3], everywhere(SEEN_ON)).height == 0


def test_nobody_knows_yet_whether_what_expired_last_week_comes_back(dated_adverts: Grid) -> None:
    adverts = dated_adverts(
        ("TW-V01", "Kok", 24, date(2025, 11, 1), SEEN_ON - timedelta(days=11), "expired"),
        ("TW-V01", "Kok", 24, date(2025, 11, 1), SEEN_ON - timedelta(days=10), "expired"),
        ("TW-V01", "Kok", 24, date(2025, 11, 1), None, "open"),
        ("TW-V01", "Kok", 24, date(2025, 11, 1), date(2025, 11, 1), "filled"),
    )
    told = with_duration(adverts, pl.lit(SEEN_ON)).select("days", "ending").rows()
    assert told == [(56, 3), (57, 0), (67, 0), (0, 1)]


def test_numbers_are_provisional_until_ninety_days_after_the_quarter(dated_adverts: Grid) -> None:
    adverts = dated_adverts(*same(100, 20, "filled"))
    seen = [date(2025, 12, 31) + timedelta(days=day) for day in (89, 90)]
    told = [time_to_filled(adverts, QUARTERS, everywhere(day)).filter(region_code="RA0205") for day in seen]
    assert [set(numbers["status"]) for numbers in told] == [{"provisional"}, {"final"}]


def test_the_last_day_seen_is_the_last_on_which_anything_happened(dated_adverts: Grid) -> None:
    adverts = dated_adverts(
        ("TW-V01", "Kok", 24, date(2025, 1, 1), date(2025, 3, 2), "filled"),
        ("TW-V01", "Kok", 24, date(2025, 2, 1), None, "open"),
    )
    assert days_seen(adverts) == everywhere(date(2025, 3, 2))


@pytest.fixture(scope="module", params=[101, 102, 103])
def merged_and_true(request: pytest.FixtureRequest) -> list[pl.DataFrame]:
    """Vacancies as found and as they are, on a board that the limits were not chosen on."""
    adverts = board(request.param).with_columns(posted_period=pl.lit(""), closed_period=pl.lit(""))
    first = pl.col("posted_on").first()
    true = adverts.sort("posted_on").group_by("truth", maintain_order=True).agg(first, pl.exclude("posted_on").last())
    columns = ["posted_on", "closed_on", "status"]
    return [with_duration(table.select(columns), pl.lit(SEEN)) for table in (vacancies_of_adverts(adverts), true)]


def test_the_time_that_half_are_open_is_right_within_five_percent(merged_and_true: list[pl.DataFrame]) -> None:
    found, true = (_half_open(table) for table in merged_and_true)
    assert found == pytest.approx(true, rel=0.05)


def test_the_day_by_which_half_is_filled_is_right_within_five_percent(merged_and_true: list[pl.DataFrame]) -> None:
    """Of those that were filled, half took a month; half of all vacancies took more than five weeks."""
    found, true = (
        filled(table["days"].to_numpy(), table["ending"].to_numpy(), 95).median() for table in merged_and_true
    )
    assert found is not None
    assert true is not None
    assert found.value == pytest.approx(true.value, rel=0.05)
    only_filled = merged_and_true[1].filter(ending=1)["days"].median()
    assert isinstance(only_filled, float)
    assert only_filled < 0.85 * true.value


def test_the_share_filled_within_ninety_days_is_right_within_three_points(merged_and_true: list[pl.DataFrame]) -> None:
    found, true = (_filled(table, 90) for table in merged_and_true)
    assert found == pytest.approx(true, abs=0.03)


def test_one_minus_kaplan_meier_would_be_five_points_too_rosy(merged_and_true: list[pl.DataFrame]) -> None:
    found, true = merged_and_true
    naive = still_open(found["days"].to_numpy(), (found["ending"] == 1).cast(pl.Int64).to_numpy(), 95).at(90)
    assert naive is not None
    assert 1 - naive.value > _filled(true, 90) + 0.05


def _half_open(table: pl.DataFrame) -> float:
    """The first day after which at most half are still open."""
    curve = still_open(table["days"].to_numpy(), table["ending"].to_numpy(), 95)
    return float(curve.days[np.flatnonzero(curve.share <= 0.5)[0]])


def _filled(table: pl.DataFrame, day: int) -> float:
    found = filled(table["days"].to_numpy(), table["ending"].to_numpy(), 95).at(day)
    assert found is not None
    return found.value
