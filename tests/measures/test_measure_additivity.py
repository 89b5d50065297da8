"""What may not be added is refused, and totals are the sum of complete parts."""

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.measures.adding_up import PartsMissing, TotalsDiffer, trees, with_totals
from raat_analysis.measures.additivity import COLUMNS, NotAdditive, added, refuse_adding

WGV = ["RA0204", "RA0205", "RA0206", "RA0207"]
LEAVES = ["UMC", "ZKH", "GGZ", "HA", "OVZ", "VV", "TZ", "GHZ", "JZ", "SW", "KO"]


def cells(branches: list[str], each: int = 1, region: str = "RA0205") -> pl.DataFrame:
    return pl.DataFrame({"region_code": region, "branch_code": branches, "period": "2026Q3", "employees": each})


def total(table: pl.DataFrame, branch: str) -> int:
    found: int = table.filter(branch_code=branch)["employees"].item()
    return found


def test_twelve_month_flows_are_never_added_over_periods() -> None:
    flows = pl.DataFrame({"region_code": "RA0205", "period": ["2024", "2025"], "outflow_sector": [10, 10]})
    with pytest.raises(NotAdditive, match="outflow_sector may not be added over period"):
        added(flows, "period", ["outflow_sector"])


def test_stocks_are_never_added_over_periods_but_new_vacancies_are() -> None:
    quarters = pl.DataFrame(
        {"region_code": "RA0205", "period": ["2026Q1", "2026Q2"], "vacancies_opened": [3, 4], "vacancies_open": [5, 6]}
    )
    assert added(quarters.drop("vacancies_open"), "period", ["vacancies_opened"])["vacancies_opened"].item() == 7
    with pytest.raises(NotAdditive):
        added(quarters.drop("vacancies_opened"), "period", ["vacancies_open"])


def test_a_rate_is_never_added_over_anything() -> None:
    rates = [code for code, entry in entries("measures").items() if entry["unit"] in ("%", "per 1.000 werknemers")]
    assert len(rates) > 10
    for rate in rates:
        for dimension in COLUMNS:
            with pytest.raises(NotAdditive):
                refuse_adding([rate], dimension)


def test_what_is_not_a_measure_is_not_added() -> None:
    with pytest.raises(NotAdditive, match="mystery"):
        refuse_adding(["mystery"], "region")


def test_decimals_are_not_added() -> None:
    with pytest.raises(NotAdditive, match="whole numbers"):
        added(cells(["VV", "TZ"]).with_columns(pl.col("employees").cast(pl.Float64)), "branch", ["employees"])


def test_smal_leaves_childcare_out_and_breed_has_it() -> None:
    table = with_totals(cells(LEAVES), ["employees"], ["branch"])
    assert [total(table, code) for code in ("VVT", "SMAL", "BREED")] == [2, 10, 11]


def test_without_childcare_there_is_no_breed() -> None:
    table = with_totals(cells(LEAVES[:-1]), ["employees"], ["branch"])
    assert total(table, "SMAL") == 10
    assert table.filter(branch_code="BREED").is_empty()


def test_vvt_can_be_delivered_as_one_branch() -> None:
    branches = ["VVT", *(code for code in LEAVES if code not in ("VV", "TZ"))]
    table = with_totals(cells(branches), ["employees"], ["branch"])
    assert [total(table, code) for code in ("VVT", "SMAL", "BREED")] == [1, 9, 10]


def test_a_total_of_the_source_that_equals_the_sum_is_taken_once() -> None:
    own = cells(["SMAL"], each=10)
    assert with_totals(pl.concat([cells(LEAVES), own]), ["employees"], ["branch"]).height == 11 + 3


def test_a_total_of_the_source_that_differs_from_the_sum_stops() -> None:
    own = cells(["SMAL"], each=12)
    with pytest.raises(TotalsDiffer, match=r"(?s)SMAL: 1 totals.*employees 12, parts add up to 10"):
        with_totals(pl.concat([cells(LEAVES), own]), ["employees"], ["branch"])


def test_the_country_of_the_source_must_be_the_sum_of_28_regions(all_regions: list[str]) -> None:
    regions = pl.concat([cells(["GGZ"], region=code) for code in all_regions])
    right, wrong = (pl.concat([regions, cells(["GGZ"], each=n, region="NL01")]) for n in (28, 29))
    assert with_totals(right, ["employees"], ["region"]).filter(region_code="NL01")["employees"].item() == 28
    with pytest.raises(TotalsDiffer, match="NL01"):
        with_totals(wrong, ["employees"], ["region"])


def test_a_part_that_is_missing_in_one_region_stops() -> None:
    table = pl.concat([cells(LEAVES), cells(LEAVES[:-1], region="RA0204")])
    with pytest.raises(PartsMissing, match=r"(?s)BREED.*1 places.*missing in 1.*RA0204"):
        with_totals(table, ["employees"], ["branch"])


def test_oost_nederland_needs_all_four_regions() -> None:
    three, four = (pl.concat([cells(["GGZ"], region=code) for code in WGV[:n]]) for n in (3, 4))
    assert with_totals(three, ["employees"], ["region"]).height == 3
    assert with_totals(four, ["employees"], ["region"]).filter(region_code="RA02")["employees"].item() == 4


def test_a_sum_with_a_provisional_part_is_provisional() -> None:
    table = cells(["VV", "TZ"]).with_columns(provisional=pl.Series([True, False]))
    assert with_totals(table, ["employees"], ["branch"]).filter(branch_code="VVT")["provisional"].item()


def test_totals_are_made_from_small_to_large() -> None:
    assert list(trees()["branch"]) == ["VVT", "SMAL", "BREED"]
    assert trees()["branch"]["BREED"] == ["SMAL", "KO"]


def test_the_cells_themselves_are_not_changed() -> None:
    table = cells(LEAVES)
    before = table.clone()
    with_totals(table, ["employees"], ["branch", "region"])
    assert table.equals(before)
