"""When exports are due, and how far they go: days that can be looked up in a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.contracts import contract, contracts
from raat_analysis.contracts.model import PERIODICAL
from raat_analysis.sources.metadata import Metadata
from raat_analysis.status.calendar import due_on, goes_to, last_day, last_ended, needed, next_quarter, period_is_named


def export(obtained: str, period: str = "") -> Metadata:
    return Metadata(kind="own", origin="bord", licence="intern", obtained=date.fromisoformat(obtained), period=period)


def test_every_contract_of_the_package_says_how_often_an_export_comes():
    found = {source: (each.cadence, each.due_days) for source, each in contracts().items()}
    assert [source for source, (cadence, _) in found.items() if cadence is None] == []
    assert found["zorgselect"] == ("quarter", 14)
    assert found["fase0_hr"] == ("round", None)
    assert {cadence for cadence, days in found.values() if days is not None} == set(PERIODICAL)


@pytest.mark.parametrize(
    ("period", "day"), [("2026Q1", "2026-03-31"), ("2026Q4", "2026-12-31"), ("2024", "2024-12-31")]
)
def test_a_quarter_and_a_year_end_on_their_last_day(period: str, day: str):
    assert last_day(period) == date.fromisoformat(day)


def test_after_the_fourth_quarter_comes_the_first_of_the_next_year():
    assert (next_quarter("2026Q3"), next_quarter("2026Q4")) == ("2026Q4", "2027Q1")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_last_quarter_that_ended_lies_before_the_day_and_the_next_does_not(day: date):
    ended = last_ended(day)
    assert last_day(ended) < day <= last_day(next_quarter(ended))


def test_the_board_of_the_third_quarter_is_due_two_weeks_after_it():
    assert due_on(contract("zorgselect"), "2026Q3") == date(2026, 10, 14)


# zorgselect 14, azw_kerncijfers 180, azw_prognose 31, opleidingen 75 days; an edition is made 45 days after its quarter
@pytest.mark.parametrize(
    ("source", "edition", "period"),
    [
        ("zorgselect", "2026Q3", "2026Q3"),
        ("azw_kerncijfers", "2026Q3", "2026Q1"),  # 31 March + 180 days is 27 September; 30 June + 180 is in December
        ("azw_prognose", "2026Q3", "2025"),
        ("azw_prognose", "2026Q4", "2026"),  # there on 31 January 2027, before 14 February
        ("opleidingen", "2026Q4", "2025"),  # that of 2026 comes on 16 March 2027
        ("opleidingen", "2027Q1", "2026"),
        ("cbs_banen", "2026Q3", ""),
    ],
)
def test_an_edition_needs_what_is_there_when_it_is_made(source: str, edition: str, period: str):
    assert needed(contract(source), edition) == period


@pytest.mark.parametrize(
    ("source", "obtained", "said", "reach"),
    [
        ("zorgselect", "2026-10-06", "2026Q1-2026Q3", "2026Q3"),
        ("zorgselect", "2026-10-06", "", "2026Q3"),  # nobody said: the newest quarter that had ended
        ("zorgselect", "2026-09-30", "", "2026Q2"),  # the third quarter ends today
        ("zorgselect", "2026-11-15", "2026Q1-2026Q4", "2026Q3"),  # the fourth still runs
        ("zorgselect", "2026-11-15", "2026Q4", ""),  # and of the third there is nothing in it
        ("zorgselect", "2027-01-07", "heel 2026", "2026Q4"),
        ("azw_kerncijfers", "2026-10-05", "2021Q1-2026Q2", "2026Q2"),
        ("azw_prognose", "2026-01-15", "2025-2035", "2025"),  # a forecast looks ahead
        ("uitstroom", "2026-09-15", "2019-2025", "2025"),
        ("uitstroom", "2026-09-15", "2019Q1-2026Q2", "2025"),  # half a year is no year
        ("fase0_hr", "2026-09-01", "2026-1", "2026-1"),
        ("fase0_hr", "2026-09-01", "", ""),
        ("cbs_vacatures_provincie", "2026-09-01", "2017Q3-2022Q3", "2022Q3"),
    ],
)
def test_an_export_goes_as_far_as_said_and_no_further_than_what_had_ended(
    source: str, obtained: str, said: str, reach: str
):
    assert goes_to(contract(source), export(obtained, said)) == reach


@given(st.text(max_size=40), st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(contracts())))
def test_words_of_any_kind_never_reach_past_the_day(words: str, day: date, source: str):
    reach = goes_to(contract(source), export(day.isoformat(), words))
    if contract(source).cadence in PERIODICAL and reach:
        assert last_day(reach) < day
        assert day - last_day(reach) < timedelta(days=36_600)


def test_a_round_is_not_a_range_of_years():
    hr = contract("fase0_hr")
    assert period_is_named(hr, export("2026-09-01", "2026-1"))
    assert not period_is_named(hr, export("2026-09-01", "2019-2025"))
