"""The realistic scenario: the pension ages of the law, the exits of the region, replacement and job openings."""

import polars as pl
import pytest

from raat_analysis.codelists.regions import wgv_codes
from raat_analysis.models.ageing import ageing
from raat_analysis.models.ages import GROUPS
from raat_analysis.models.staff import ExitsExceedStaff
from raat_analysis.numbers_table import number_rows

TWENTE = dict(zip(GROUPS, (7400, 12400, 10500, 12000, 13100), strict=True))
Row = dict[str, object]


def employees(region: str = "RA0205", size: float = 1.0, period: str = "2026Q3") -> list[Row]:
    key = {"measure": "employees", "region_code": region, "period": period, "breakdown": "age"}
    return [key | {"category": group, "value": size * people} for group, people in TWENTE.items()]


def leaving(persons: float, region: str = "RA0205", of: float = 55400, period: str = "2025") -> Row:
    value = 100 * persons / of if of else None
    counted = {"value": value, "numerator": persons, "denominator": of}
    return {"measure": "outflow_sector_pct", "region_code": region, "period": period} | counted


def demand(*persons: float, region: str = "RA0205", edition: str = "2025-12", scenario: str = "reference") -> list[Row]:
    """Demand from 2026 on."""
    key = {"measure": "demand", "region_code": region, "edition": edition, "scenario": scenario, "status": "forecast"}
    return [key | {"period": str(2026 + n), "value": each} for n, each in enumerate(persons)]


def expected(*rows: Row) -> pl.DataFrame:
    return ageing(number_rows(rows)).filter(scenario="aow_exits")


def values(numbers: pl.DataFrame, measure: str, region: str = "RA0205", **where: str) -> list[float]:
    return numbers.filter(measure=measure, region_code=region, **({"breakdown": "total"} | where))["value"].to_list()


def test_retirements_lie_far_below_the_upper_bound() -> None:
    """At 67 it is 6.175; 67 and 3 months from 2028 on takes off about a quarter of a year, which is 593 to 676."""
    numbers = expected(*employees(), leaving(5000))
    (within_ten,) = values(numbers, "retirements", breakdown="horizon", category="10")
    assert 6175 - 0.3 * 676 < within_ten < 6175 - 0.25 * 593
    (share,) = values(numbers, "retirements_pct", breakdown="horizon", category="10")
    assert share == pytest.approx(100 * within_ten / 55400)


def test_the_first_year_replaces_exactly_who_leaves_the_sector() -> None:
    numbers = expected(*employees(), leaving(5000))
    assert values(numbers, "replacement_demand")[0] == pytest.approx(5000)
    causes = [values(numbers, "replacement_demand", breakdown="cause", category=c) for c in ("retirement", "other")]
    assert round(causes[0][0]) == 593
    assert [a + b for a, b in zip(*causes, strict=True)] == pytest.approx(values(numbers, "replacement_demand"))


def test_years_are_named_after_the_quarter_they_end_with() -> None:
    numbers = expected(*employees(), leaving(5000)).filter(measure="replacement_demand", breakdown="total")
    assert numbers["period"].to_list() == [f"{year}Q3" for year in range(2027, 2037)]


def test_exits_follow_the_size_of_the_staff() -> None:
    """A tenth left in 2025, when there were 50.000; a tenth of the 55.400 of today is 5.540."""
    assert values(expected(*employees(), leaving(5000, of=50_000)), "replacement_demand")[0] == pytest.approx(5540)


def test_job_openings_add_the_growth_of_demand_and_never_its_decline() -> None:
    numbers = expected(*employees(), leaving(5000), *demand(57_000, 57_400, 57_100))
    replaced = values(numbers, "replacement_demand")
    assert values(numbers, "job_openings") == pytest.approx([replaced[0] + 400, replaced[1]])


def test_growth_is_that_of_the_latest_edition_that_had_appeared_without_new_policy() -> None:
    told = [*demand(1000, 1100, edition="2024-12"), *demand(1000, 1900, edition="2026-12")]
    numbers = expected(*employees(), leaving(5000), *told, *demand(1000, 1050, scenario="new_policy"))
    assert values(numbers, "job_openings")[0] == pytest.approx(5100)


def test_without_demand_there_are_no_job_openings() -> None:
    assert values(expected(*employees(), leaving(5000)), "job_openings") == []


@pytest.mark.parametrize(
    "row",
    [
        leaving(5000, region="RA0204"),  # another region's
        leaving(99),  # too few leavers
        leaving(0, of=0),  # a branch without employees in the study
        leaving(300),  # fewer than retire
    ],
)
def test_without_usable_exits_only_the_upper_bounds_are_there(row: Row) -> None:
    numbers = ageing(number_rows([*employees(), row]))
    assert numbers["scenario"].unique().sort().to_list() == ["exit_65", "exit_67"]
    assert numbers.height == 8


def test_the_exits_of_an_earlier_year_do_not_stand_in() -> None:
    rows = [*employees(), *employees("RA0204"), leaving(5000, "RA0204"), leaving(5000, period="2024")]
    assert expected(*rows)["region_code"].unique().to_list() == ["RA0204"]


def test_more_exits_than_staff_stop() -> None:
    with pytest.raises(ExitsExceedStaff, match="RA0205"):
        ageing(number_rows([*employees(), leaving(50_000)]))


def test_an_area_is_the_sum_of_its_regions_and_needs_all_of_them() -> None:
    rows = [row for n, code in enumerate(wgv_codes()) for row in (*employees(code), leaving(4500 + 200 * n, code))]
    rows += employees("RA02", 4)
    numbers = expected(*rows)
    for place in ({"measure": "retirements", "category": "10"}, {"measure": "replacement_demand", "period": "2030Q3"}):
        found = dict(
            numbers.filter(breakdown="horizon" if "category" in place else "total", **place)[
                "region_code", "value"
            ].rows()
        )
        assert found["RA02"] == pytest.approx(sum(found[code] for code in wgv_codes()))
    assert "RA02" not in expected(*rows[:-6], *employees("RA02", 4))["region_code"].to_list()


def test_the_range_is_that_of_the_mean_age_of_the_older_employees() -> None:
    numbers = expected(*employees(), leaving(5000)).filter(category="10")
    assert numbers.height == 2
    assert ((numbers["lower"] < numbers["value"]) & (numbers["value"] < numbers["upper"])).all()
    assert numbers["interval_pct"].null_count() == 2  # a range of assumptions, no margin


def test_the_order_of_rows_changes_nothing() -> None:
    rows = number_rows(
        [*employees(), leaving(5000), *demand(57_000, 57_400), *employees("RA0204"), leaving(4000, "RA0204")]
    )
    assert ageing(rows).equals(ageing(rows.sample(fraction=1, shuffle=True, seed=1)))
