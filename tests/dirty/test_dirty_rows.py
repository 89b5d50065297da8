"""Rows that stand twice, come back, replace each other, or are a total of the others."""

from collections.abc import Callable

import pytest

from raat_analysis.tidy.vacancies import vacancies
from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good

Checked = Callable[..., Outcome]


def test_a_row_that_stands_twice_counts_once(checked: Checked):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect"), good("zorgselect")])
    assert found.reasons == [(3, "", "duplicate_row", "row"), (4, "", "duplicate_row", "row")]
    assert found.values("advert_id") == ["ZS1"]


def test_a_repeated_row_is_no_loss_however_many_there_are(checked: Checked):
    rows = [good("arbeidsmarkt")] * 5
    assert checked("arbeidsmarkt", rows, allowed_set_aside_pct=0).values("municipality") == ["Borne"]


def test_a_job_that_is_posted_again_is_a_second_advert_and_no_error(checked: Checked):
    # A repost is a fact about the labour market: the job was not filled. Measures may look at it, the check may not.
    first = good("zorgselect", posted_on="01-06-2026", closed_on="01-07-2026", status="Verlopen")
    again = good("zorgselect", advert_id="ZS2", posted_on="08-07-2026")
    found = checked("zorgselect", [first, again])
    assert found.reasons == []
    assert vacancies(found.accepted)["advert_id"].to_list() == ["ZS1", "ZS2"]


def test_one_number_for_two_different_adverts_sets_both_aside(checked: Checked):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", place="Borne")])
    assert found.reasons == [(2, "", "key_repeated", "row"), (3, "", "key_repeated", "row")]


def test_one_key_under_two_spellings_is_one_key(checked: Checked):
    rows = [good("azw_kerncijfers", region="Twente"), good("azw_kerncijfers", jobs="1060")]
    found = checked("azw_kerncijfers", rows)
    assert found.refused_for("2 of 2 rows would be set aside", "key_repeated 2")


def test_a_later_export_replaces_an_advert_and_the_older_one_stays_accounted_for(checked: Checked):
    closed = good("zorgselect", closed_on="01-10-2026", status="Vervuld")
    found = checked("zorgselect", [good("zorgselect")], [closed], days=("2026-09-08", "2026-10-06"))
    assert found.values("status") == ["Vervuld"]
    assert found.reasons == [(2, "", "replaced", "row")]


def test_an_edition_that_comes_twice_with_other_numbers_stops_the_run(checked: Checked):
    other = good("azw_prognose", demand_persons="1200", supply_persons="1100")
    found = checked("azw_prognose", [good("azw_prognose")], [other], days=("2025-12-20", "2026-01-15"))
    assert found.refused_for("2 rows stop at rule key_repeated", "every Editie, Scenario, Regio")


@pytest.mark.parametrize("label", ["Totaal", "TOTAAL", "Eindtotaal", "Alle regio's"])
@pytest.mark.parametrize("source", ["azw_prognose", "uitstroom", "opleidingen", "organisaties"])
def test_a_total_row_among_the_regions_stops_the_run(checked: Checked, source: str, label: str):
    key = {"organisation_code": "TW-V99"} if source == "organisaties" else {}
    found = checked(source, [good(source), good(source, region=label, **key)])
    assert found.refused_for("1 rows stop at column Regio", f"line 3: {label}")


@pytest.mark.parametrize("organisation", ["Totaal", "", "Alle organisaties"])
def test_a_total_row_at_the_end_of_the_adverts_stops_the_run(checked: Checked, organisation: str):
    empty = dict.fromkeys(good("zorgselect"), "")
    total = {**empty, "advert_id": "Totaal", "organisation_code": organisation, "positions": "1"}
    found = checked("zorgselect", [good("zorgselect"), total])
    assert found.refused_for("column Organisatiecode (organisation_code)", f"line 3: {organisation or '(empty)'}")


@pytest.mark.parametrize(
    ("source", "column", "label"),
    [
        ("uitstroom", "branch", "Zorg en welzijn (breed)"),
        ("uitstroom", "age_class", "Totaal"),
        ("uitstroom", "age_class", "Alle leeftijden"),
        ("opleidingen", "qualification", "Totaal"),
        ("organisaties", "branch", "Zorg en welzijn (smal)"),
    ],
)
def test_a_known_total_where_only_parts_belong_stops_the_run(checked: Checked, source: str, column: str, label: str):
    key = {"organisation_code": "TW-V99"} if source == "organisaties" else {}
    found = checked(source, [good(source), good(source, **{column: label}, **key)])
    assert found.refused_for("1 rows stop at rule", "line 3", label)


def test_a_sum_of_the_municipalities_stops_the_run(checked: Checked):
    rows = [good("arbeidsmarkt"), good("arbeidsmarkt", municipality="Totaal Twente")]
    assert checked("arbeidsmarkt", rows).refused_for("1 rows stop at column Gemeente", "line 3: Totaal Twente")
