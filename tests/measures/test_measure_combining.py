"""Two measures are combined only when they agree; each trap of domain.md has its test."""

import polars as pl
import pytest

from raat_analysis.codelists.catalogue import Dimension, catalogue, is_rate
from raat_analysis.measures.additivity import (
    COLUMNS,
    CountedTwice,
    NotAdditive,
    added,
    difference,
    refuse_adding,
    refuse_combining,
    refuse_counting_twice,
)
from raat_analysis.measures.rows import ratios


def test_t3_no_twelve_month_flow_is_added_over_periods() -> None:
    flows = [code for code, measure in catalogue().items() if measure.window == "12m"]
    assert len(flows) > 5
    for code in flows:
        with pytest.raises(NotAdditive, match="may not be added over period"):
            refuse_adding([code], "period")


def test_t3_a_twelve_month_flow_and_a_year_are_not_added() -> None:
    with pytest.raises(NotAdditive, match=r"window differs \(T3\): inflow 12m, entrants year"):
        refuse_combining("sum", ["inflow", "entrants"])


def test_t4_no_stock_is_added_over_periods() -> None:
    stocks = [code for code, measure in catalogue().items() if measure.kind == "stock"]
    assert len(stocks) > 20
    for code in stocks:
        with pytest.raises(NotAdditive, match="may not be added over period"):
            refuse_adding([code], "period")


def test_t4_a_stock_and_a_flow_are_not_added() -> None:
    with pytest.raises(NotAdditive, match=r"kind differs \(T4\): vacancies_open stock, vacancies_opened flow"):
        refuse_combining("sum", ["vacancies_open", "vacancies_opened"])


def test_t5_smal_and_breed_cells_are_not_added() -> None:
    cells = pl.DataFrame({"branch_code": ["SMAL", "BREED"], "period": "2026Q3", "employees": [10, 11]})
    with pytest.raises(CountedTwice, match="BREED holds SMAL"):
        added(cells, "branch", ["employees"])


def test_t5_smal_and_childcare_may_be_added_to_breed() -> None:
    cells = pl.DataFrame({"branch_code": ["SMAL", "KO"], "period": "2026Q3", "employees": [10, 1]})
    assert added(cells, "branch", ["employees"])["employees"].item() == 11


def test_t5_a_number_with_and_one_without_childcare_are_not_divided() -> None:
    with pytest.raises(NotAdditive, match=r"scope differs \(T5\)"):
        refuse_combining("ratio", ["training_places", "care_staff_fte"])


def test_t6_persons_and_fte_are_not_added() -> None:
    with pytest.raises(NotAdditive, match=r"unit differs \(T6\): employees personen, potential_now_fte fte"):
        refuse_combining("sum", ["employees", "potential_now_fte"])


def test_t6_persons_and_jobs_are_not_subtracted() -> None:
    with pytest.raises(NotAdditive, match=r"unit differs \(T6\): jobs banen, employees personen"):
        difference("jobs", "employees")


def test_t7_other_full_time_hours_are_not_combined() -> None:
    with pytest.raises(NotAdditive, match=r"full_time differs \(T7\)"):
        refuse_combining("ratio", ["training_quota_per_100_fte", "care_staff_fte"])


def test_t7_the_same_full_time_hours_may_be_subtracted() -> None:
    refuse_combining("difference", ["potential_now_fte", "potential_fewer_fte"])


def test_t9_home_and_work_are_not_combined() -> None:
    with pytest.raises(NotAdditive, match=r"region_by differs \(T9\): vacancies_open work, unemployed_under_6_months"):
        refuse_combining("ratio", ["vacancies_open", "unemployed_under_6_months"])


def test_a_ratio_that_mixes_knowingly_says_so_in_the_catalogue() -> None:
    refuse_combining("ratio", ["vacancies_open", "employees"], "vacancies_per_1000_employees")
    with pytest.raises(NotAdditive, match="2 reasons"):
        refuse_combining("ratio", ["vacancies_open", "employees"])


def test_rates_are_never_added_or_subtracted() -> None:
    rates = [code for code, measure in catalogue().items() if is_rate(measure)]
    for code in rates:
        with pytest.raises(NotAdditive, match=f"{code} is a rate"):
            refuse_combining("sum", [code, "employees"])
    with pytest.raises(NotAdditive, match="outflow_sector_pct is a rate"):
        difference("outflow_employer_pct", "outflow_sector_pct")


def test_the_rates_of_the_house_are_made_of_parts_that_agree() -> None:
    """A column that is no measure is not judged; the two of a rate that is not allowed are."""
    cells = pl.DataFrame({"region_code": ["RA0205"], "period": ["2026Q3"], "vacancies_open": [3], "labour_force": [9]})
    with pytest.raises(NotAdditive, match="No ratio of vacancies_open and labour_force"):
        ratios(cells, "care_share_pct", "vacancies_open", "labour_force")


def test_what_is_no_measure_is_not_combined() -> None:
    with pytest.raises(NotAdditive, match="mystery is no measure"):
        refuse_combining("sum", ["employees", "mystery"])


@pytest.mark.parametrize(
    ("dimension", "codes", "told"),
    [
        ("region", ["RA0205", "RA02"], "RA02 holds RA0205"),
        ("region", ["RA02", "NL01"], "NL01 holds RA02"),
        ("branch", ["VVT", "VV"], "VVT holds VV"),
        ("age", ["total", "<25"], "total holds <25"),
        ("qualification", ["TOTAL", "VP4"], "TOTAL holds VP4"),
        ("period", ["2025", "2025Q4"], "2025 holds 2025Q4"),
    ],
)
def test_a_total_and_its_part_are_not_added(dimension: str, codes: list[str], told: str) -> None:
    with pytest.raises(CountedTwice, match=told):
        refuse_counting_twice(codes, dimension)


@pytest.mark.parametrize(
    ("dimension", "codes"),
    [
        ("region", ["RA0204", "RA0205"]),
        ("branch", ["VVT", "GGZ"]),
        ("age", ["<25", "55+"]),
        ("period", ["2024", "2025"]),
    ],
)
def test_parts_are_added(dimension: str, codes: list[str]) -> None:
    refuse_counting_twice(codes, dimension)


def test_every_dimension_of_the_catalogue_is_a_column_of_cells() -> None:
    assert set(Dimension.__args__) <= set(COLUMNS)  # type: ignore[attr-defined]
