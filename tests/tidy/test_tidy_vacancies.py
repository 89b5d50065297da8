"""The tidy table of adverts."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.tidy.vacancies import HoursUnclear, vacancies, with_hours

Adverts = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [("24-32", 24.0, 32.0), ("28,8", 28.8, 28.8), ("16 - 22,5", 16.0, 22.5), ("36", 36.0, 36.0), (None, None, None)],
)
def test_hours_are_a_number_or_a_range(
    adverts: Adverts, text: str | None, lowest: float | None, highest: float | None
) -> None:
    table = vacancies(adverts({"hours_per_week": text}))
    assert table.select("hours_min", "hours_max").row(0) == (lowest, highest)


@pytest.mark.parametrize("text", ["32-24", "n.o.t.k.", "24-", "24 of 32"])
def test_hours_that_are_unclear_stop(adverts: Adverts, text: str) -> None:
    with pytest.raises(HoursUnclear, match=f"(?s)1 cells.*{text}"):
        vacancies(adverts({"hours_per_week": text}))


@given(st.integers(1, 40), st.integers(0, 20))
def test_a_range_keeps_both_ends(low: int, wide: int) -> None:
    table = with_hours(pl.DataFrame({"hours_per_week": [f"{low}-{low + wide}"]}))
    assert table.select("hours_min", "hours_max").row(0) == (low, low + wide)


def test_days_have_their_quarter(adverts: Adverts) -> None:
    table = vacancies(adverts({"posted_on": date(2025, 12, 31), "closed_on": date(2026, 4, 1)}))
    assert table.select("posted_period", "closed_period").row(0) == ("2025Q4", "2026Q2")


def test_as_many_adverts_come_out_as_go_in(adverts: Adverts) -> None:
    assert vacancies(adverts(*({"advert_id": f"ZS{n}"} for n in range(7)))).height == 7
