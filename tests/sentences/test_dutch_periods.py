"""Periods and dates in words."""

from raat_analysis.sentences.periods import (
    date_label,
    month_label,
    period_label,
    position,
    round_label,
    year_before,
)


def test_periods_in_words() -> None:
    assert period_label("2026Q3") == "3e kwartaal 2026"
    assert period_label("2025") == "2025"
    assert period_label("2026-1") == round_label("2026-1") == "1e ronde van 2026"


def test_dates_in_words() -> None:
    assert date_label("2026-10-05") == "5 oktober 2026"
    assert date_label("2026-10-05T08:00:00") == "5 oktober 2026"
    assert month_label("2025-12") == "december 2025"


def test_a_year_before_keeps_the_quarter() -> None:
    assert year_before("2026Q3") == "2025Q3"
    assert year_before("2025", 5) == "2020"


def test_place_on_a_time_axis() -> None:
    assert position("2026Q3") == 2026.5
    assert position("2025") == 2025.0
