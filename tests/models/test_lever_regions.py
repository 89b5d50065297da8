"""Levers per region: from own measures where there are, else a share; regions add up to the country."""

import time
from dataclasses import fields, replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes, wgv_codes
from raat_analysis.models.levers import levers
from raat_analysis.models.levers.attribution import shapley
from raat_analysis.models.levers.bases import LEVERS, Bases, published, switches, years
from raat_analysis.models.levers.effects import effect
from raat_analysis.models.levers.inputs import draws, middle, uncertain, values_at
from raat_analysis.models.levers.outcomes import GAP, TOGETHER, outcomes, setting
from raat_analysis.models.levers.regional import Own, absence_gaps, own, regional
from raat_analysis.models.levers.sensitivity import sensitivity
from raat_analysis.models.levers.shortages import shortages
from raat_analysis.numbers_table import number_rows

Row = dict[str, object]
SOME = draws(200)


def measured(region: str, people: float, hours: float = 24.0, absence: float = 6.0, left: float = 8.0) -> list[Row]:
    """A region in 2025: employees, hours, absence in four quarters, and `left` per cent leaving."""
    quarters = [f"2025Q{quarter}" for quarter in range(1, 5)]
    found = [("absence_pct", quarter, absence) for quarter in quarters]
    found += [("employees", "2025Q4", people), ("contract_hours_mean", "2025Q4", hours)]
    found += [("outflow_sector", "2025", people * left / 100)]
    return [{"measure": m, "region_code": region, "period": period, "value": value} for m, period, value in found]


def expected_shortage(region: str, value: float, scenario: str = "reference", edition: str = "2025-12") -> Row:
    key = {"measure": "shortage", "region_code": region, "period": "2030", "scenario": scenario, "edition": edition}
    return key | {"value": value}


def everywhere(**more: float) -> list[Row]:
    return [
        row for place, region in enumerate(region_codes()) for row in measured(region, 20_000 + 1000 * place, **more)
    ]


def value(rows: pl.DataFrame, measure: str, region: str, scenario: str = "realistic", category: str = "total") -> float:
    return float(rows.filter(measure=measure, region_code=region, scenario=scenario, category=category)["value"].item())


def without(rows: list[Row], region: str, measure: str) -> list[Row]:
    return [row for row in rows if (row["region_code"], row["measure"]) != (region, measure)]


numbers_of_people = st.lists(st.floats(100, 200_000), min_size=28, max_size=28)
rates = st.lists(st.floats(0.2, 1.8), min_size=28, max_size=28)


def some_regions(people: list[float], rate: list[float]) -> Own:
    size, spread = np.array(people), np.array(rate)
    return Own(2025, region_codes(), size.sum(), size, 24 * spread, 5 * spread, 0.08 * size * spread)


@settings(max_examples=40, deadline=None)
@given(numbers_of_people)
def test_regions_with_equal_rates_give_the_effect_of_the_whole_country(people: list[float]) -> None:
    found = some_regions(people, [1.0] * 28)
    for values in (published(), values_at(middle())):
        bases = regional(found, values)
        country = {f.name: getattr(bases, f.name).sum() for f in fields(Bases) if f.name != "years"}
        country |= {"contract_hours": bases.contract_hours[0], "absence_gap": bases.absence_gap[0]}
        whole = effect(Bases(**country, years=years()), switches(values))
        assert effect(bases, switches(values)).sum() == pytest.approx(float(whole), rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(numbers_of_people, rates)
def test_the_country_is_the_sum_of_its_regions_whatever_their_rates(people: list[float], rate: list[float]) -> None:
    found = some_regions(people, rate)
    at = outcomes(found, shortages(number_rows([]), found), middle(), SOME)
    assert at.places == [*region_codes(), "RA02", "NL01"]
    area = [region_codes().index(code) for code in wgv_codes()]
    for lever in (*LEVERS, TOGETHER):
        assert at.middle[lever][-1] == pytest.approx(at.middle[lever][:28].sum(), rel=1e-9)
        assert at.middle[lever][-2] == pytest.approx(at.middle[lever][area].sum(), rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(numbers_of_people, rates, st.floats(0.01, 100))
def test_twice_the_people_give_twice_the_effect(people: list[float], rate: list[float], factor: float) -> None:
    found = some_regions(people, rate)
    larger = replace(found, employees=factor * found.employees, leavers=factor * found.leavers)
    one, other = (effect(*setting(each, SOME)) for each in (found, larger))
    assert other == pytest.approx(factor * one, rel=1e-9)


@settings(max_examples=10, deadline=None)
@given(numbers_of_people, rates)
def test_shares_add_up_to_all_together_in_every_region(people: list[float], rate: list[float]) -> None:
    bases, switched = setting(some_regions(people, rate), middle())
    assert sum(shapley(bases, switched).values()) == pytest.approx(effect(bases, switched), rel=1e-9)


def test_twente_with_its_own_5000_leavers() -> None:
    """5.000 × 35,0 ÷ 80 leave a shortage occupation; a tenth of them over five years is 1.094."""
    nan = np.array([np.nan])
    twente = Own(2022, ["RA0205"], 1_200_000, np.array([55_400.0]), nan, nan, np.array([5000.0]))
    bases = regional(twente, published())
    assert effect(bases, switches(published()), ["retention"]).item() == pytest.approx(1093.75)
    assert effect(bases, switches(published()), ["entrants"]).item() == pytest.approx(1385)
    assert effect(bases, switches(published()), ["contract_hours"]).item() == pytest.approx(923, abs=0.5)


def test_the_rows_of_the_example_and_of_what_is_likely() -> None:
    rows = levers(number_rows([*everywhere(), *(expected_shortage(code, 5000.0) for code in region_codes())]))
    assert value(rows, "lever_effect_persons", "NL01", "vws_2018", "productivity") == pytest.approx(25_000, abs=10)
    for scenario in ("vws_2018", "realistic"):
        total = value(rows, "lever_effect_shapley_persons", "RA0205", scenario)
        shares = [value(rows, "lever_effect_shapley_persons", "RA0205", scenario, lever) for lever in LEVERS]
        assert sum(shares) == pytest.approx(total, rel=1e-9)
        for lever in LEVERS:
            found = [value(rows, "lever_effect_persons", code, scenario, lever) for code in region_codes()]
            assert sum(found) == pytest.approx(value(rows, "lever_effect_persons", "NL01", scenario, lever), rel=1e-9)
    remaining = value(rows, "lever_remaining_gap_persons", "RA0205")
    assert remaining == pytest.approx(5000 - value(rows, "lever_effect_shapley_persons", "RA0205"))
    assert set(rows.filter(scenario="realistic")["period"]) == {"2030"}
    ranged = rows.filter(pl.col("interval_pct").is_not_null(), pl.col("measure") != "lever_sensitivity_persons")
    assert ranged.filter((pl.col("lower") > pl.col("value")) | (pl.col("upper") < pl.col("value"))).is_empty()
    assert set(ranged["interval_pct"]) == {80}


def test_moved_work_stands_beside_the_gain() -> None:
    rows = levers(number_rows(everywhere()))
    moved = value(rows, "lever_moved_work_persons", "RA0205", category="task_shifting")
    assert moved == value(rows, "lever_effect_persons", "RA0205", category="task_shifting")


def test_without_measures_only_the_example_for_the_country_is_left() -> None:
    rows = levers(number_rows([]))
    assert set(rows["region_code"]) == {"NL01"}
    assert set(rows["scenario"]) == {"vws_2018"}
    assert value(rows, "lever_remaining_gap_persons", "NL01", "vws_2018") == pytest.approx(-33_066, abs=1)


@pytest.mark.parametrize(
    ("measure", "lever"),
    [("contract_hours_mean", "contract_hours"), ("absence_pct", "absence"), ("outflow_sector", "retention")],
)
def test_a_missing_base_becomes_a_share_and_is_called_derived(measure: str, lever: str) -> None:
    rows = levers(number_rows(without(everywhere(), "RA0205", measure)))
    status = dict(rows.filter(measure="lever_effect_persons", scenario="realistic", category=lever)
                  .select("region_code", "status").iter_rows())  # fmt: skip
    assert {region for region, found in status.items() if found == "derived"} == {"RA0205"}
    assert value(rows, "lever_effect_persons", "RA0205", category=lever) > 0
    others = rows.filter(measure="lever_effect_persons", scenario="realistic", category="productivity")
    assert set(others["status"]) == {"derived"}


def test_a_quarter_without_absence_is_a_missing_base() -> None:
    rows = [row for row in measured("RA0205", 55_400.0) if row["period"] != "2025Q2"]
    found = own(number_rows(rows))
    assert found is not None
    assert np.isnan(found.absence_pct).all()
    assert absence_gaps(found, np.array([0.0116])) == pytest.approx([0.0116])


def test_a_region_without_employees_has_no_row_and_no_sum_is_made_without_it() -> None:
    rows = levers(number_rows(without(everywhere(), "RA0205", "employees")))
    places = set(rows.filter(scenario="realistic")["region_code"])
    assert "RA0205" not in places
    assert not places & {"RA02", "NL01"}
    assert set(rows.filter(scenario="vws_2018")["region_code"]) == {"NL01"}


def test_the_published_number_for_the_country_stands_in_when_regions_are_missing() -> None:
    country = {"measure": "employees", "region_code": "NL01", "period": "2025Q4", "value": 1_200_000.0}
    rows = levers(number_rows([*measured("RA0205", 55_400.0), country]))
    assert value(rows, "lever_effect_persons", "RA0205", "vws_2018", "entrants") == pytest.approx(1385)
    assert value(rows, "lever_effect_persons", "NL01", "vws_2018", "entrants") == 30_000


def test_the_year_is_the_last_with_all_bases() -> None:
    later = [row | {"period": str(row["period"]).replace("2025", "2026")} for row in everywhere()]
    unfinished = [row for row in later if row["period"] not in ("2026Q4", "2026")]
    found = own(number_rows([*everywhere(), *unfinished]))
    assert found is not None
    assert found.year == 2025


def test_leavers_are_rounded_to_hundreds_before_they_can_be_seen() -> None:
    found = own(number_rows(measured("RA0205", 55_400.0, left=100 * 4754 / 55_400)))
    assert found is not None
    assert found.leavers.item() == 4800


def test_more_absence_than_elsewhere_leaves_more_to_win_and_never_less_than_nothing() -> None:
    found = some_regions([1000.0] * 28, [1.0] * 27 + [1.5])
    low, high = absence_gaps(found, np.array([0.0116]))[[0, -1]]
    assert high - low == pytest.approx(0.025 / 0.96, abs=0.0005)  # 5,0% and 7,5%, over what others work: some 96%
    none = some_regions([1000.0] * 28, [1.8] * 27 + [0.2])
    assert absence_gaps(none, np.array([0.0116]))[-1] == 0


def test_the_gap_is_measured_in_a_year_whose_economy_is_known() -> None:
    """2019: 4,4% in the whole economy; at 5,9% the gap is 1,5 ÷ 95,6."""
    stated = entries("lever_bases")["economy_absence_pct"]
    assert stated[2019] == 4.4
    found = replace(some_regions([1000.0] * 28, [1.18] * 28), year=2019)
    assert absence_gaps(found, np.array([0.0116])) == pytest.approx(1.5 / 95.6)


def test_what_remains_only_where_a_shortage_is_expected() -> None:
    short = [expected_shortage("RA0205", 7000.0), expected_shortage("RA0205", 6000.0, "new_policy")]
    short += [expected_shortage("RA0205", 9000.0, edition="2024-12"), expected_shortage("RA0204", -50.0)]
    rows = levers(number_rows([*everywhere(), *short]))
    gaps = rows.filter(measure="lever_remaining_gap_persons", scenario="realistic")
    assert gaps["region_code"].to_list() == ["RA0205"]
    assert gaps["numerator"].item() == 6500
    assert gaps["edition"].item() == "2025-12"


def test_what_matters_is_told_for_inputs_that_enter() -> None:
    rows = levers(number_rows([*everywhere(), expected_shortage("RA0205", 7000.0)]))
    told = rows.filter(measure="lever_sensitivity_persons")
    twente = set(told.filter(region_code="RA0205")["category"])
    assert "contract_hours" not in twente  # measured
    assert "shortage" not in twente  # one scenario has no spread
    assert {"realised_entrants", "releaving", "overlap"} <= twente
    assert twente <= set(uncertain())
    width = (told["upper"] - told["lower"]).to_list()
    assert told["value"].to_list() == pytest.approx(width, rel=1e-8)


def test_no_number_is_not_a_number() -> None:
    rows = levers(number_rows([*everywhere(), expected_shortage("RA0205", 7000.0)]))
    for name in ("value", "numerator", "lower", "upper"):
        assert rows[name].drop_nulls().is_finite().all()
    assert rows["value"].null_count() == 0


def test_all_regions_take_at_most_two_seconds() -> None:
    numbers = number_rows([*everywhere(), *(expected_shortage(code, 5000.0) for code in region_codes())])
    levers(numbers)
    began = time.process_time()
    levers(numbers)
    assert time.process_time() - began < 2


def test_rows_are_the_same_in_any_order_and_in_every_run() -> None:
    numbers = number_rows(everywhere())
    assert levers(numbers).equals(levers(numbers.sample(fraction=1, shuffle=True, seed=3)))


def test_the_sensitivity_of_the_country_is_that_of_its_regions() -> None:
    found = some_regions([1000.0 + 10 * place for place in range(28)], [1.0] * 28)
    moved = sensitivity(found, shortages(number_rows([]), found), middle())
    for change in moved.values():
        assert change[:, -1] == pytest.approx(change[:, :28].sum(axis=1))
    assert np.isnan(outcomes(found, shortages(number_rows([]), found), middle(), SOME).middle[GAP]).all()
