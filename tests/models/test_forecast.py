"""Vacancies four quarters ahead, from the table of measures to rows of numbers."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.errors import RaatError
from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.models.forecast import forecast
from raat_analysis.models.forecast_assessment import assessed
from raat_analysis.models.history import history
from raat_analysis.models.interventions import columns, interventions
from raat_analysis.models.reconciliation import with_totals
from raat_analysis.models.seasonal import Series
from tests.models.generated_demand import ALL_BRANCHES, as_history, noisy, numbers_of

FORECAST, SKILL, COVERAGE = (
    "vacancies_opened_forecast",
    "vacancies_forecast_skill_pct",
    "vacancies_forecast_coverage_pct",
)


def repeating(seed: int, quarters: int = 24) -> Series:
    """A year repeats the year before exactly, and every cell has a season of its own: smoothing cannot win."""
    year = np.random.Generator(np.random.PCG64DXSM(seed)).integers(50, 500, (4, 3, 4))
    return np.tile(year.astype(np.float64), (1, 1, 8))[..., :quarters]


def of(numbers: pl.DataFrame, measure: str, **key: object) -> pl.DataFrame:
    return numbers.filter(measure=measure, **key).sort("region_code", "branch_code", "period", "interval_pct")


def changed(numbers: pl.DataFrame, region: str, branch: str, period: str, value: float | None) -> pl.DataFrame:
    here = (pl.col("region_code") == region) & (pl.col("branch_code") == branch) & (pl.col("period") == period)
    return numbers.with_columns(value=pl.when(here).then(pl.lit(value)).otherwise("value"))


def test_every_series_has_four_quarters_with_both_intervals() -> None:
    found = of(forecast(numbers_of(noisy(2))), FORECAST)
    assert found.height == 5 * 4 * 4 * 2
    twente = found.filter(region_code="RA0205", branch_code="VVT")
    assert twente["period"].to_list() == [q for q in ("2027Q1", "2027Q2", "2027Q3", "2027Q4") for _ in range(2)]
    assert twente["interval_pct"].to_list() == [50, 80] * 4
    assert set(found["status"]) == {"forecast"}
    assert set(found["scenario"]) == {"forecast"}


@pytest.mark.parametrize("counts", [noisy(5), repeating(5), noisy(6, 16)])
def test_regions_and_branches_add_up_to_their_totals(counts: Series) -> None:
    found = of(forecast(numbers_of(counts)), FORECAST, interval_pct=80)
    wide = found["value"].to_numpy().reshape(5, 4, 4)  # RA02 first, SMAL between GHZ and VVT
    order = found["branch_code"].to_list()[0:16:4]
    total = order.index("SMAL")
    assert np.abs(wide[1:].sum(axis=0) - wide[0]).max() <= 1e-6
    assert np.abs(np.delete(wide, total, axis=1).sum(axis=1) - wide[:, total]).max() <= 1e-6


def test_intervals_hold_the_value_and_that_of_80_percent_is_wider() -> None:
    found = of(forecast(numbers_of(noisy(7))), FORECAST)
    half, most = (found.filter(interval_pct=level) for level in (50, 80))
    assert ((found["lower"] <= found["value"]) & (found["value"] <= found["upper"])).all()
    assert ((most["upper"] - most["lower"]) > (half["upper"] - half["lower"])).all()
    assert (found["lower"] >= 0).all()


def test_without_skill_the_forecast_is_last_years_quarter_and_skill_is_0() -> None:
    counts = repeating(4)
    found = forecast(numbers_of(counts))
    assert set(of(found, SKILL)["value"]) == {0.0}
    for r, region in enumerate(wgv_codes()):
        rows = of(found, FORECAST, region_code=region, branch_code="VVT", interval_pct=80)
        assert rows["value"].to_list() == counts[r, 1, -4:].tolist()


def test_smoothing_beats_last_year_when_last_year_is_only_noise() -> None:
    skills = of(forecast(numbers_of(noisy(3))), SKILL)
    assert skills.filter(region_code=AREA, branch_code="SMAL")["value"].item() > 10
    assert set(skills["denominator"]) == {8.0}


def test_no_total_has_a_skill_below_0_and_one_of_0_is_last_years_quarter() -> None:
    for seed in range(40, 46):
        counts = noisy(seed, 20)
        panel = with_totals(counts)
        found = forecast(numbers_of(counts))
        total = (pl.col("region_code") == AREA) | (pl.col("branch_code") == "SMAL")
        for row in of(found, SKILL).filter(total).iter_rows(named=True):
            place = {name: row[name] for name in ("region_code", "branch_code")}
            ahead = of(found, FORECAST, interval_pct=80, **place)["value"].to_numpy()
            r, b = [*wgv_codes(), AREA].index(row["region_code"]), ALL_BRANCHES.index(row["branch_code"])
            assert row["value"] >= 0
            assert (row["value"] == 0) == bool(np.allclose(ahead, panel[r, b, -4:], atol=1e-6))


def test_coverage_counts_the_past_forecasts_within_their_interval() -> None:
    rows = of(forecast(numbers_of(noisy(8))), COVERAGE)
    assert rows.height == 5 * 4
    assert rows["value"].to_list() == pytest.approx((100 * rows["numerator"] / rows["denominator"]).to_list())
    assert rows["denominator"].min() > 24
    assert 60 < rows["value"].mean() <= 100


@pytest.mark.parametrize("quarters", [5, 8, 15])
def test_too_short_a_history_gives_no_rows(quarters: int) -> None:
    assert forecast(numbers_of(noisy(9, quarters))).is_empty()


def test_sixteen_quarters_are_enough() -> None:
    assert not forecast(numbers_of(noisy(9, 16))).is_empty()


def test_a_branch_that_a_region_does_not_have_stays_at_0() -> None:
    counts = noisy(10)
    counts[2, 0] = 0.0
    found = forecast(numbers_of(counts)).filter(region_code=wgv_codes()[2], branch_code="ZKH")
    rows = of(found, FORECAST)
    assert rows.select("value", "lower", "upper").unique().rows() == [(0.0, 0.0, 0.0)]
    assert of(found, SKILL).is_empty()
    assert of(found, COVERAGE).is_empty()


def test_a_region_without_any_vacancy_stays_at_0_and_the_others_add_up() -> None:
    counts = noisy(10)
    counts[1] = 0.0
    found = of(forecast(numbers_of(counts)), FORECAST, interval_pct=80, branch_code="SMAL")
    assert set(found.filter(region_code=wgv_codes()[1])["value"]) == {0.0}
    parts = found.filter(pl.col("region_code") != AREA).group_by("period").agg(pl.col("value").sum()).sort("period")
    assert found.filter(region_code=AREA)["value"].to_list() == pytest.approx(parts["value"].to_list())


@pytest.mark.parametrize("masked", [[22], [23], [0, 1, 2, 3], [20, 21, 22, 23]])
def test_pulses_at_either_end_of_the_history_leave_numbers(masked: list[int]) -> None:
    made = assessed(replace(as_history(noisy(18)), masked=masked, shifts=[]), (80,))
    assert np.isfinite(made.forecasts).all()
    assert np.isfinite(made.halves[80][-1]).all()


def test_nothing_opened_anywhere_is_a_forecast_of_nothing() -> None:
    found = forecast(numbers_of(np.zeros((4, 3, 20))))
    assert set(found["value"]) == {0.0}
    assert set(found["measure"]) == {FORECAST}


def test_a_missing_quarter_is_refused_by_name() -> None:
    there = numbers_of(noisy(11)).filter(
        ~((pl.col("region_code") == "RA0205") & (pl.col("branch_code") == "VVT") & (pl.col("period") == "2022Q2"))
    )
    with pytest.raises(RaatError, match=r"1 quarters without(.|\n)*RA0205 VVT 2022Q2"):
        forecast(there)


def test_a_quarter_without_a_value_is_refused_too() -> None:
    with pytest.raises(RaatError, match=r"RA0206 GHZ 2023Q4"):
        forecast(changed(numbers_of(noisy(11)), "RA0206", "GHZ", "2023Q4", None))


@pytest.mark.parametrize(("region", "branch"), [(AREA, "SMAL"), (AREA, "VVT"), ("RA0204", "SMAL")])
def test_a_total_that_is_not_the_sum_is_refused(region: str, branch: str) -> None:
    with pytest.raises(RaatError, match=rf"not the sum of their parts(.|\n)*{region} {branch}"):
        forecast(changed(numbers_of(noisy(12)), region, branch, "2024Q1", 9999.0))


def test_without_vacancies_of_branches_nothing_can_be_forecast() -> None:
    with pytest.raises(RaatError, match="nothing can be forecast"):
        forecast(numbers_of(noisy(12), measure="vacancies_open"))


def test_parts_of_a_branch_and_childcare_are_left_out() -> None:
    numbers = numbers_of(noisy(13))
    parts = [numbers.filter(branch_code="VVT").with_columns(branch_code=pl.lit(code)) for code in ("VV", "TZ", "KO")]
    assert history(pl.concat([numbers, *parts])).branches == ["ZKH", "VVT", "GHZ"]
    assert forecast(pl.concat([numbers, *parts])).equals(forecast(numbers))


def test_the_order_of_rows_changes_nothing() -> None:
    numbers = numbers_of(noisy(14))
    assert forecast(numbers).equals(forecast(numbers.sample(fraction=1, shuffle=True, seed=2)))


def test_the_order_of_regions_and_of_branches_changes_nothing() -> None:
    counts = noisy(15)
    one, other = forecast(numbers_of(counts)), forecast(numbers_of(counts[[2, 0, 3, 1]][:, [1, 2, 0]]))
    moved = dict(zip([*(wgv_codes()[place] for place in (2, 0, 3, 1)), AREA], [*wgv_codes(), AREA], strict=True))
    named = dict(zip(["VVT", "GHZ", "ZKH", "SMAL"], ALL_BRANCHES, strict=True))
    back = one.with_columns(pl.col("region_code").replace(moved), pl.col("branch_code").replace(named))
    key = ["measure", "region_code", "branch_code", "period", "interval_pct"]
    columns_compared = ["value", "lower", "upper", "denominator"]
    left, right = (table.sort(key).select(columns_compared).fill_null(0).to_numpy() for table in (back, other))
    assert left == pytest.approx(right, rel=1e-8, abs=1e-6)


def test_the_past_ends_with_the_last_quarter_that_every_region_has() -> None:
    """Twente alone has the last quarter: the others were not delivered, which is no gap."""
    numbers = numbers_of(noisy(24), first="2021Q1")
    alone = numbers.filter((pl.col("period") < "2026Q4") | (pl.col("region_code") == "RA0205"))
    assert history(numbers).quarters == 24
    assert history(alone).quarters == 23


def test_declared_pulses_and_shifts_are_marked_in_the_history() -> None:
    past = history(numbers_of(noisy(16), first="2019Q1"))
    assert (past.masked, past.shifts, past.first_origin) == ([5, 6], [8], 12)


def test_a_shift_in_the_first_quarter_is_no_shift() -> None:
    past = history(numbers_of(noisy(16), first="2021Q1"))
    assert (past.masked, past.shifts, past.first_origin) == ([], [], 8)


def test_a_pulse_changes_no_forecast() -> None:
    counts = noisy(17)
    shocked = counts.copy()
    shocked[..., 5:7] = 1.0  # 2020Q2 and 2020Q3
    one, other = (of(forecast(numbers_of(table, first="2019Q1")), FORECAST) for table in (counts, shocked))
    assert one.equals(other)


def test_the_declared_interventions_are_those_of_the_corona_years() -> None:
    start = quarter_index("2019Q1")
    assert [quarter_name(start + column) for column in columns("pulse", start, 30)] == ["2020Q2", "2020Q3"]
    assert [quarter_name(start + column) for column in columns("level_shift", start, 30)] == ["2021Q1"]


@pytest.mark.parametrize(
    "wrong", [{"kind": "trend"}, {"period": "2020"}, {"reason": ""}, {"period": "2020Q5"}, {"kind": None}]
)
def test_an_intervention_without_period_kind_or_reason_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(RaatError, match=r"1 entries of interventions\.yml cannot be used"):
        interventions([{"period": "2020Q2", "kind": "pulse", "reason": "Corona"} | wrong])
