"""Days and periods after the day on which the export was obtained: only a forecast is about the future."""

from collections.abc import Callable

import pytest

from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good

Checked = Callable[..., Outcome]  # exports in these tests were obtained on 06-10-2026


def test_an_advert_of_the_day_of_the_export_is_accepted(checked: Checked):
    rows = [good("zorgselect", posted_on="06-10-2026", closed_on="06-10-2026", status="Vervuld")]
    assert checked("zorgselect", rows).reasons == []


@pytest.mark.parametrize("text", ["07-10-2026", "01-09-2027", "01-09-2062"])
def test_an_advert_posted_after_the_export_is_set_aside(checked: Checked, text: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", posted_on=text)])
    assert [(line, scope) for line, _, _, scope in found.reasons] == [(3, "row")]
    assert found.values("advert_id") == ["ZS1"]


@pytest.mark.parametrize("text", ["07-10-2026", "01-12-2062"])
def test_an_advert_closed_after_the_export_is_set_aside(checked: Checked, text: str):
    closed = good("zorgselect", advert_id="ZS2", closed_on=text, status="Vervuld")
    found = checked("zorgselect", [good("zorgselect"), closed])
    assert [(line, scope) for line, _, _, scope in found.reasons] == [(3, "row")]
    assert found.values("advert_id") == ["ZS1"]


@pytest.mark.parametrize("source", ["uitstroom", "opleidingen"])
def test_an_observed_year_after_the_export_stops_the_run(checked: Checked, source: str):
    assert checked(source, [good(source), good(source, year="2027")]).refused_for("line 3", "2027")


@pytest.mark.parametrize(
    ("source", "text"),
    [("azw_kerncijfers", "2027 1e kwartaal"), ("arbeidsmarkt", "2027Q1"), ("azw_verzuim", "2027KW01")],
)
def test_an_observed_quarter_that_begins_after_the_export_stops_the_run(checked: Checked, source: str, text: str):
    assert checked(source, [good(source), good(source, period=text)]).refused_for(text)


def test_a_forecast_is_about_years_after_the_export(checked: Checked):
    assert checked("azw_prognose", [good("azw_prognose", year="2035")]).values("year") == [2035]
