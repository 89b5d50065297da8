"""Counts without reposts, beside the counts of adverts."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.measures.employment import employees
from raat_analysis.measures.quarters import quarters
from raat_analysis.measures.vacancies import vacancies
from raat_analysis.measures.vacancies_counts import ADVERTS, VACANCIES

Grid = Callable[..., pl.DataFrame]
WGV = ["RA0204", "RA0205", "RA0206", "RA0207"]
TITLE = "Verzorgende IG"


@pytest.fixture
def staff(employment_table: Grid) -> pl.DataFrame:
    return employees(employment_table(WGV, quarters("2025Q1", "2026Q4")))


def series(numbers: pl.DataFrame, measure: str, **where: str) -> list[float]:
    asked = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total"} | where
    return numbers.filter(measure=measure, **asked).sort("period")["value"].to_list()


def test_a_repost_opens_nothing_and_the_vacancy_stays_open_in_between(dated_adverts: Grid, staff: pl.DataFrame) -> None:
    adverts = dated_adverts(
        ("TW-V01", TITLE, 24, date(2026, 2, 1), date(2026, 3, 28), "expired"),
        ("TW-V01", TITLE, 24, date(2026, 4, 3), date(2026, 5, 1), "filled"),
    )
    numbers = vacancies(adverts, staff)
    assert [series(numbers, names["opened"]) for names in (ADVERTS, VACANCIES)] == [[1.0, 1.0], [1.0, 0.0]]
    assert [series(numbers, names["open"]) for names in (ADVERTS, VACANCIES)] == [[0.0, 0.0], [1.0, 0.0]]
    assert [series(numbers, names["expired"]) for names in (ADVERTS, VACANCIES)] == [[1.0, 0.0], [0.0, 0.0]]
    assert series(numbers, "vacancies_filled") == [0.0, 1.0]
    assert series(numbers, VACANCIES["opened"], breakdown="qualification", category="VIG3") == [1.0, 0.0]


def test_a_vacancy_has_the_positions_and_the_branch_of_its_last_advert(
    dated_adverts: Grid, staff: pl.DataFrame
) -> None:
    adverts = dated_adverts(
        ("TW-V01", TITLE, 24, date(2026, 1, 1), date(2026, 1, 31), "expired"),
        ("TW-V01", TITLE, 24, date(2026, 2, 2), date(2026, 2, 20), "filled"),
    ).with_columns(positions=pl.Series([3, 2]), branch_code=pl.Series(["VVT", "GHZ"]))
    numbers = vacancies(adverts, staff)
    assert series(numbers, VACANCIES["opened"]) == series(numbers, "vacancies_filled") == [2.0]
    assert series(numbers, VACANCIES["opened"], branch_code="GHZ") == [2.0]
    assert series(numbers, "vacancies_opened") == [5.0]


def test_the_first_quarter_of_the_exports_has_no_count_without_reposts(
    dated_adverts: Grid, employment_table: Grid
) -> None:
    """The adverts of 2020 that came back in 2021Q1 are not in the exports, so those look new."""
    adverts = dated_adverts(
        ("TW-V01", TITLE, 24, date(2021, 1, 1), date(2021, 1, 31), "filled"),
        ("TW-V01", TITLE, 24, date(2021, 5, 1), None, "open"),
    )
    numbers = vacancies(adverts, employees(employment_table(WGV, ["2021Q1", "2021Q2"])))
    periods = [
        numbers.filter(measure=names["opened"])["period"].unique().sort().to_list() for names in (ADVERTS, VACANCIES)
    ]
    assert periods == [["2021Q1", "2021Q2"], ["2021Q2"]]


def test_a_board_without_adverts_has_no_numbers(dated_adverts: Grid, staff: pl.DataFrame) -> None:
    nothing = dated_adverts(("TW-V01", TITLE, 24, date(2026, 1, 1), None, "open")).clear()
    assert vacancies(nothing, staff).height == 0


ADVERT = st.tuples(
    st.sampled_from(["TW-V01", "TW-V02"]),
    st.integers(0, 500),
    st.integers(0, 90),
    st.sampled_from(["filled", "withdrawn", "expired", "open"]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ADVERT, min_size=1, max_size=30))
def test_open_now_is_open_before_plus_opened_minus_closed_without_reposts_too(
    dated_adverts: Grid, staff: pl.DataFrame, drawn: list[tuple[str, int, int, str]]
) -> None:
    first = date(2025, 1, 1).toordinal()
    adverts = dated_adverts(
        *(
            (
                org,
                TITLE,
                24,
                date.fromordinal(first + d),
                None if how == "open" else date.fromordinal(first + d + n),
                how,
            )
            for org, d, n, how in drawn
        )
    )
    numbers = vacancies(adverts, staff)
    for names in (ADVERTS, VACANCIES):
        opened, stock = series(numbers, names["opened"]), series(numbers, names["open"])
        ends = [series(numbers, names[end]) for end in ("filled", "withdrawn", "expired")]
        closed = [sum(each) for each in zip(*ends, strict=True)]
        before = [0.0, *stock[:-1]]  # the exports begin with the first of these adverts
        assert stock == [b + o - c for b, o, c in zip(before, opened, closed, strict=True)]
    once, twice = (sum(series(numbers, names["opened"])) for names in (VACANCIES, ADVERTS))
    assert once <= twice == len(drawn)
