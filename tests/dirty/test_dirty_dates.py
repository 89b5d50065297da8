"""Dates and periods: days that do not exist, years of two digits, days after the export, notations of others."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good, grid, xlsx_bytes

Checked = Callable[..., Outcome]


def advert(**changed: str) -> list[dict[str, str]]:
    """A good advert and one with these cells changed: line 3 of the export."""
    return [good("zorgselect"), good("zorgselect", advert_id="ZS2", **changed)]


@pytest.mark.parametrize("text", ["31-02-2026", "31-04-2026", "29-02-2026", "00-09-2026", "01-13-2026", "99-99-2026"])
def test_a_day_that_does_not_exist_sets_its_row_aside(checked: Checked, text: str):
    found = checked("zorgselect", advert(posted_on=text))
    assert found.reasons == [(3, "Datum plaatsing", "date_exists", "row")]
    assert found.quarantine["value"].to_list() == [text]
    assert found.values("advert_id") == ["ZS1"]


def test_a_leap_day_exists(checked: Checked):
    assert checked("zorgselect", advert(posted_on="29-02-2024")).values("posted_on")[1] == date(2024, 2, 29)


def test_a_day_without_leading_zeros_is_the_same_day(checked: Checked):
    assert checked("zorgselect", advert(posted_on="1-9-2026")).values("posted_on")[1] == date(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["01-09-26", "1-9-26", "2026-09-01", "09/01/2026", "20260901", "46266", "1 sept 2026", "01-09-2026 14:30"]
)
def test_a_notation_that_can_be_read_in_two_ways_stops_the_run(checked: Checked, text: str):
    found = checked("zorgselect", advert(posted_on=text))
    assert found.refused_for("1 rows stop at column Datum plaatsing", f"line 3: {text}", "a date as dd-mm-jjjj")


@pytest.mark.parametrize("text", ["01-09-1926", "01-09-0026"])
def test_a_day_before_the_board_existed_sets_its_row_aside(checked: Checked, text: str):
    assert checked("zorgselect", advert(posted_on=text)).reasons == [(3, "Datum plaatsing", "limits", "row")]


def test_a_closing_day_before_the_posting_day_sets_its_row_aside(checked: Checked):
    found = checked("zorgselect", advert(posted_on="02-09-2026", closed_on="01-09-2026", status="Vervuld"))
    assert found.reasons == [(3, "", "closed_not_before_posted", "row")]


@pytest.mark.parametrize(("status", "closed_on"), [("Open", "15-09-2026"), ("Vervuld", ""), ("Verlopen", "")])
def test_an_advert_is_open_without_a_closing_day_or_closed_with_one(checked: Checked, status: str, closed_on: str):
    found = checked("zorgselect", advert(status=status, closed_on=closed_on))
    assert found.reasons == [(3, "", "closed_has_a_date", "row")]


@pytest.mark.parametrize(("source", "text"), [("uitstroom", "25"), ("uitstroom", "2025/26"), ("opleidingen", "25/26")])
def test_a_year_of_two_digits_or_two_years_stops_the_run(checked: Checked, source: str, text: str):
    assert checked(source, [good(source), good(source, year=text)]).refused_for(text, "a year as 2026")


@pytest.mark.parametrize("text", ["26KW02", "2e kwartaal 2026", "2026Q5", "2026KW00", "2026 juni", "2026JJ00"])
def test_a_quarter_in_another_notation_stops_the_run(checked: Checked, text: str):
    rows = [good("azw_kerncijfers"), good("azw_kerncijfers", period=text)]
    assert checked("azw_kerncijfers", rows).refused_for("column Perioden", text, "a quarter as 2026 3e kwartaal")


def test_one_quarter_in_three_notations_is_one_quarter_and_so_a_repeated_key(checked: Checked):
    rows = [good("arbeidsmarkt", period=text, unemployed_under_6_months=n) for n, text in NOTATIONS]
    assert checked("arbeidsmarkt", rows).refused_for("3 of 3 rows would be set aside", "key_repeated 3")


NOTATIONS = [("12", "2026Q2"), ("13", "2026KW02"), ("14", "2026 2e kwartaal")]


def test_a_year_that_excel_made_a_day_stops_the_run(checked_bytes: Callable[..., Outcome]):
    # Excel turns 2030 into 22-07-1905 when the cell has the format of a date.
    header, row = grid("azw_prognose", [good("azw_prognose", year="22-07-1905")])
    assert checked_bytes("azw_prognose", xlsx_bytes([header, row])).refused_for("22-07-1905", "a year as 2026")
