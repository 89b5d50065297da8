"""The benchmark of measures and models works on tables of the size it names, and on the same ones every time."""

import datetime as dt

import polars as pl
import pytest

from benchmarks import national
from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes, wgv_codes

BOARD = ["GGZ", "GHZ", "OVZ", "SW", "VVT", "ZKH"]
LEAVES = ["GGZ", "GHZ", "HA", "JZ", "KO", "OVZ", "SW", "TZ", "UMC", "VV", "ZKH"]


@pytest.fixture(scope="module")
def vacancies() -> pl.DataFrame:
    """An employer per branch on the board of one region, with two adverts in each of 23 quarters."""
    rows = [
        {
            "advert_id": f"{branch}{quarter}{number}",
            "organisation_code": f"E-{branch}",
            "region_code": "RA0204",
            "branch_code": branch,
            "posted_on": dt.date(2021 + quarter // 4, quarter % 4 * 3 + 1, 1 + number),
            "posted_period": f"{2021 + quarter // 4}Q{quarter % 4 + 1}",
        }
        for branch in BOARD
        for quarter in range(23)
        for number in range(2)
    ]
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def employment() -> pl.DataFrame:
    """A hundred employees in every region and branch, and twice as many in the last region; totals beside them."""
    rows = [
        {"region_code": region, "branch_code": branch, "period": "2026Q3", "age_class": "total", "employees": people}
        for region in [*region_codes(), "NL01"]
        for branch in [*LEAVES, "VVT", "SMAL", "BREED"]
        for people in [200 if region == region_codes()[-1] else 100]
    ]
    return pl.DataFrame(rows)


def test_every_region_and_branch_has_adverts_in_every_quarter(vacancies, employment):
    found = national.national({"vacancies": vacancies, "employment": employment})["vacancies"]
    cells = found.select("region_code", "branch_code", "posted_period").unique()
    assert cells.height == 28 * 11 * 23
    assert sorted(found["branch_code"].unique()) == LEAVES
    assert found["advert_id"].n_unique() == found.height
    assert found.columns == vacancies.columns


def test_employers_are_as_many_as_the_employees_ask(vacancies, employment):
    drawn = national.employers(vacancies, employment)
    per_region = drawn.filter(branch="GGZ").group_by("region").len().sort("region")["len"].to_list()
    assert per_region == [*[1] * 27, 2]


def test_an_employer_keeps_the_adverts_of_the_one_it_is_modelled_on(vacancies, employment):
    found = national.adverts(vacancies, national.employers(vacancies, employment))
    each = found.group_by("organisation_code").agg(pl.len(), pl.col("posted_period").n_unique().alias("quarters"))
    assert set(each.select("len", "quarters").rows()) == {(46, 23)}


def test_the_draw_is_the_same_every_time_and_in_any_order_of_rows(vacancies, employment):
    once = national.national({"vacancies": vacancies, "employment": employment})["vacancies"]
    again = national.national({"vacancies": vacancies.reverse(), "employment": employment.reverse()})["vacancies"]
    assert once.equals(again)


def test_a_branch_that_no_region_has_gets_no_adverts(vacancies, employment):
    without = employment.with_columns(employees=pl.when(pl.col("branch_code") == "UMC").then(0).otherwise("employees"))
    assert "UMC" not in national.employers(vacancies, without)["branch"].to_list()


def test_with_the_country_as_area_all_28_regions_are_measured(monkeypatch):
    for entry in (entries("regions")[code] for code in region_codes()):
        monkeypatch.setitem(entry, "part_of", entry["part_of"])  # put back after the test
    assert len(wgv_codes()) == 4
    national.country_as_area()
    assert wgv_codes() == region_codes()
