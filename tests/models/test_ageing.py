"""Upper bounds: today's employees until the pension age, against the published figures of Twente (TAZ 2022)."""

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.models.ageing import ageing, retirements
from raat_analysis.models.ages import AGES, GROUPS, single_years
from raat_analysis.numbers_table import number_rows

TWENTE = dict(zip(GROUPS, (7400, 12400, 10500, 12000, 13100), strict=True))


def employees(groups: dict[str, float], region: str = "RA0205", period: str = "2026Q3") -> list[dict[str, object]]:
    key = {"measure": "employees", "region_code": region, "period": period, "breakdown": "age"}
    return [key | {"category": group, "value": float(people)} for group, people in groups.items()]


def value(numbers: pl.DataFrame, measure: str, scenario: str, years: str) -> float:
    return numbers.filter(measure=measure, scenario=scenario, category=years)["value"].item()


@pytest.mark.parametrize(
    ("scenario", "years", "people", "share"),
    [
        ("exit_65", "10", 13100, 23.6),
        ("exit_65", "20", 25100, 45.3),
        ("exit_67", "10", 9892, 17.9),
        ("exit_67", "20", 22700, 41.0),
    ],
)
def test_twente_retires_as_published(scenario: str, years: str, people: int, share: float) -> None:
    numbers = ageing(number_rows(employees(TWENTE)))
    assert round(value(numbers, "retirements", scenario, years)) == people
    assert round(value(numbers, "retirements_pct", scenario, years), 1) == share


def test_the_published_ruim_24_percent_is_23_65_and_bijna_50_is_45_3() -> None:
    numbers = ageing(number_rows(employees(TWENTE)))
    shares = [value(numbers, "retirements_pct", "exit_65", years) for years in ("10", "20")]
    assert [round(share, 2) for share in shares] == [23.65, 45.31]


def test_at_65_exactly_everybody_over_55_retires_within_ten_years() -> None:
    assert retirements(single_years(TWENTE, 65), 65, 10) == pytest.approx(13100, abs=1e-9)


@pytest.mark.parametrize(("years", "people"), [(10, 8245), (20, 21500)])
def test_at_68_as_many_as_the_method_says(years: int, people: int) -> None:
    assert round(retirements(single_years(TWENTE, 68), 68, years)) == people


@pytest.mark.parametrize("pension_age", [65, 66 + 7 / 12, 67, 67.25, 68])
@pytest.mark.parametrize("mean_age", [59.5, 60.0, 60.5])
def test_single_years_add_up_to_the_groups_and_keep_the_mean_age(pension_age: float, mean_age: float) -> None:
    people = single_years(TWENTE, pension_age, mean_age)
    old = AGES >= 55
    middles = (AGES + (AGES + 1).clip(max=pension_age)) / 2  # of 67 up to 67 and three months the middle is 67⅛
    assert people.sum() == pytest.approx(55400)
    assert people[old] @ middles[old] / 13100 == pytest.approx(mean_age)
    assert AGES[people > 0].tolist() == [age for age in range(17, 75) if age < pension_age]


def test_everybody_retires_in_the_end_and_nobody_at_once() -> None:
    people = single_years(TWENTE, 67)
    assert retirements(people, 67, 0) == 0
    assert retirements(people, 67, 50) == pytest.approx(55400)


def test_an_area_is_the_sum_of_its_regions() -> None:
    other = {group: people * 2 for group, people in TWENTE.items()}
    both = {group: people * 3 for group, people in TWENTE.items()}
    rows = [*employees(TWENTE), *employees(other, "RA0204"), *employees(both, "RA02")]
    numbers = ageing(number_rows(rows)).filter(measure="retirements", scenario="exit_67", category="10")
    parts = dict(zip(numbers["region_code"], numbers["value"], strict=True))
    assert parts["RA02"] == pytest.approx(parts["RA0204"] + parts["RA0205"])


def test_only_the_last_quarter_counts() -> None:
    rows = [*employees(TWENTE), *employees(dict.fromkeys(GROUPS, 1.0), period="2020Q1")]
    assert ageing(number_rows(rows))["period"].unique().to_list() == ["2026Q3"]


def test_a_region_without_an_age_group_is_refused() -> None:
    rows = [*employees(TWENTE), *employees({"<25": 5.0, "25-35": 5.0, "35-45": 5.0, "45-55": 5.0}, "RA0204")]
    with pytest.raises(RaatError, match=r"1 regions do not have.*2026Q3(.|\n)*RA0204"):
        ageing(number_rows(rows))


def test_an_age_group_of_zero_is_zero() -> None:
    numbers = ageing(number_rows(employees(TWENTE | {"55+": 0})))
    assert value(numbers, "retirements", "exit_65", "10") == 0
    assert value(numbers, "retirements_pct", "exit_65", "10") == 0
    assert value(numbers, "retirements", "exit_65", "20") == pytest.approx(12000)


def test_a_region_without_employees_retires_nobody_and_has_no_share() -> None:
    numbers = ageing(number_rows(employees(dict.fromkeys(GROUPS, 0.0))))
    assert numbers.filter(measure="retirements")["value"].to_list() == [0.0] * 4
    shares = numbers.filter(measure="retirements_pct").select("value", "status").unique()
    assert shares.rows() == [(None, "missing")]


def test_the_order_of_rows_changes_nothing() -> None:
    rows = number_rows([*employees(TWENTE), *employees({g: 2.0 * p for g, p in TWENTE.items()}, "RA0204")])
    assert ageing(rows).equals(ageing(rows.sample(fraction=1, shuffle=True, seed=1)))
