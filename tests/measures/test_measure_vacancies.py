"""Stock and flow of vacancies on the board."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.errors import RaatError
from raat_analysis.measures.employment import employees
from raat_analysis.measures.quarters import quarters
from raat_analysis.measures.vacancies import vacancies
from raat_analysis.measures.vacancies_counts import ADVERTS, VACANCIES, refuse_broken_identity

Grid = Callable[..., pl.DataFrame]
Value = Callable[..., float | None]
WGV = ["RA0204", "RA0205", "RA0206", "RA0207"]
PERIODS = quarters("2025Q1", "2026Q3")


@pytest.fixture
def staff(employment_table: Grid) -> pl.DataFrame:
    return employees(employment_table(WGV, PERIODS))


def series(numbers: pl.DataFrame, measure: str, **where: str) -> list[float]:
    asked = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total"} | where
    return numbers.filter(measure=measure, **asked).sort("period")["value"].to_list()


def test_positions_count_and_not_adverts(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(("RA0205", "VVT", "TW-A01", 3, "2026Q2", None, "open"))
    numbers = vacancies(adverts, staff)
    assert series(numbers, "vacancies_opened") == [3.0]
    assert series(numbers, "vacancies_open") == [3.0]


def test_a_quarter_without_adverts_is_zero_and_not_missing(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "VVT", "TW-A01", 1, "2025Q4", "2025Q4", "filled"),
        ("RA0205", "VVT", "TW-A01", 1, "2026Q3", None, "open"),
    )
    numbers = vacancies(adverts, staff)
    assert series(numbers, "vacancies_opened") == [1.0, 0.0, 0.0, 1.0]
    assert series(numbers, "vacancies_opened", region_code="RA0204") == [0.0, 0.0, 0.0, 0.0]


def test_an_advert_is_open_at_the_end_of_each_quarter_until_it_closes(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "GGZ", "TW-B01", 2, "2025Q4", "2026Q2", "withdrawn"),
        ("RA0205", "GGZ", "TW-B01", 1, "2026Q3", "2026Q3", "expired"),
    )
    numbers = vacancies(adverts, staff)
    assert series(numbers, "vacancies_open") == [2.0, 2.0, 0.0, 0.0]
    assert series(numbers, "vacancies_withdrawn") == [0.0, 0.0, 2.0, 0.0]
    assert series(numbers, "vacancies_expired") == [0.0, 0.0, 0.0, 1.0]
    assert series(numbers, "vacancies_filled") == [0.0, 0.0, 0.0, 0.0]


def test_the_last_quarter_is_provisional(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "GGZ", "TW-B01", 1, "2026Q2", None, "open"), ("RA0205", "GGZ", "TW-B01", 1, "2026Q3", None, "open")
    )
    numbers = vacancies(adverts, staff).filter(pl.col("measure").is_in([*ADVERTS.values(), *VACANCIES.values()]))
    found = numbers.select("period", "status").unique().sort("period")
    assert found.rows() == [("2026Q2", "final"), ("2026Q3", "provisional")]


def test_only_the_wgv_area_has_numbers(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "GGZ", "TW-B01", 1, "2026Q3", None, "open"), ("RA0309", "GGZ", "TW-B01", 5, "2026Q3", None, "open")
    )
    numbers = vacancies(adverts, staff)
    assert numbers["region_code"].unique().sort().to_list() == ["RA02", *WGV]
    assert series(numbers, "vacancies_open", region_code="RA02") == [1.0]


def test_contributors_are_distinct_organisations_also_in_totals(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "GGZ", "TW-B01", 1, "2026Q3", None, "open"),
        ("RA0204", "GGZ", "TW-B01", 1, "2026Q3", None, "open"),
        ("RA0204", "VVT", "ZW-A01", 4, "2026Q3", None, "open"),
    )
    open_now = vacancies(adverts, staff).filter(measure="vacancies_open", branch_code="SMAL", breakdown="total")
    assert dict(open_now.select("region_code", "contributors").iter_rows()) == {
        "RA02": 2,
        "RA0204": 2,
        "RA0205": 1,
        "RA0206": 0,
        "RA0207": 0,
    }


def test_childcare_counts_in_breed_and_not_in_smal(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(
        ("RA0205", "KO", "TW-K01", 5, "2026Q3", None, "open"), ("RA0205", "VVT", "TW-A01", 1, "2026Q3", None, "open")
    )
    numbers = vacancies(adverts, staff)
    assert [series(numbers, "vacancies_open", branch_code=b) for b in ("SMAL", "BREED")] == [[1.0], [6.0]]
    assert series(numbers, "vacancies_open", breakdown="qualification", category="VIG3") == [1.0]


def test_without_childcare_on_the_board_there_is_no_breed(advert_table: Grid, staff: pl.DataFrame) -> None:
    numbers = vacancies(advert_table(("RA0205", "VVT", "TW-A01", 1, "2026Q3", None, "open")), staff)
    assert numbers["branch_code"].unique().sort().to_list() == ["SMAL", "VVT"]


def test_open_vacancies_are_per_1000_employees_of_the_quarter(advert_table: Grid, staff: pl.DataFrame) -> None:
    adverts = advert_table(("RA0205", "VVT", "TW-A01", 5, "2026Q3", None, "open"))
    rate = vacancies(adverts, staff).filter(measure="vacancies_per_1000_employees", branch_code="SMAL")
    row = rate.filter(region_code="RA0205").row(0, named=True)
    assert (row["value"], row["numerator"], row["denominator"]) == (10.0, 5.0, 500.0)


def test_a_region_without_employees_stops(advert_table: Grid, employment_table: Grid) -> None:
    adverts = advert_table(("RA0205", "VVT", "TW-A01", 5, "2026Q3", None, "open"))
    with pytest.raises(RaatError, match="have no employees in azw_kerncijfers"):
        vacancies(adverts, employees(employment_table(["RA0205"])))


def test_stock_and_flow_that_disagree_stop() -> None:
    flows = {"vacancies_opened": [1, 1], "vacancies_filled": [0, 0], "vacancies_withdrawn": [0, 0]}
    flows |= {"vacancies_expired": [0, 0], "vacancies_open": [1, 3]}
    wide = pl.DataFrame({"region_code": "RA0205", "branch_code": "GGZ", "period": ["2026Q1", "2026Q2"]} | flows)
    cells = wide.unpivot(list(flows), index=["region_code", "branch_code", "period"], variable_name="measure")
    with pytest.raises(RaatError, match="disagree in 1 cells"):
        refuse_broken_identity(cells.rename({"value": "positions"}), ADVERTS)


LIFE = st.tuples(
    st.sampled_from(WGV), st.integers(0, 6), st.integers(0, 6), st.sampled_from(["filled", "expired", "open"])
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LIFE, min_size=1, max_size=15))
def test_open_now_is_open_before_plus_opened_minus_closed(
    advert_table: Grid, staff: pl.DataFrame, lives: list[tuple[str, int, int, str]]
) -> None:
    adverts = [
        (region, "GGZ", "TW-B01", 1, PERIODS[start], None if how == "open" else PERIODS[min(start + long, 6)], how)
        for region, start, long, how in lives
    ]
    numbers = vacancies(advert_table(*adverts), staff)
    stock, opened, *ends = (
        series(numbers, f"vacancies_{what}", region_code="RA02")
        for what in ("open", "opened", "filled", "withdrawn", "expired")
    )
    before = [0.0, *stock[:-1]]
    closed = [sum(each) for each in zip(*ends, strict=True)]
    assert stock == [b + o - c for b, o, c in zip(before, opened, closed, strict=True)]
