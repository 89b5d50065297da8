"""Four quarters ahead: the choice of method, the sum over regions, and the intervals."""

import numpy as np
import polars as pl
import pytest

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.errors import RaatError
from raat_analysis.models.backtest import rolling_forecasts, rolling_targets, skill
from raat_analysis.models.forecast import choose, forecast
from raat_analysis.models.history import History, history
from raat_analysis.models.periods import quarter_index, quarter_name
from raat_analysis.models.seasonal import Series, pooled_smoothing, seasonal_naive, shared_season
from raat_analysis.numbers_table import number_rows

SEASON = np.array([0.1, 0.2, -0.2, -0.1])


def numbers_of(counts: Series, first: str = "2019Q1") -> pl.DataFrame:
    series = dict(zip([*wgv_codes(), AREA], np.vstack([counts, counts.sum(axis=0)]), strict=True))
    start = quarter_index(first)
    return number_rows(
        {
            "measure": "vacancies_opened_without_reposts",
            "region_code": region,
            "period": quarter_name(start + t),
            "value": float(value),
        }
        for region, values in series.items()
        for t, value in enumerate(values)
    )


def noisy(seed: int, quarters: int = 31) -> Series:
    """Stable level, shared season, noise per quarter: last year's quarter carries its noise along."""
    drawn = np.random.Generator(np.random.PCG64DXSM(seed))
    mean = np.array([[400.0], [700.0], [500.0], [300.0]]) * np.exp(SEASON[np.arange(quarters) % 4])
    return drawn.poisson(mean).astype(np.float64)


def walking(seed: int, quarters: int = 31) -> Series:
    """A year repeats the year before exactly, and every region has a season of its own: smoothing cannot win."""
    drawn = np.random.Generator(np.random.PCG64DXSM(seed))
    return np.tile(drawn.integers(50, 500, (4, 4)).astype(np.float64), (1, 8))[:, :quarters]


def of(numbers: pl.DataFrame, measure: str, **key: object) -> pl.DataFrame:
    return numbers.filter(measure=measure, **key).sort("region_code", "period")


def test_a_shared_season_is_found_back() -> None:
    level = np.array([[1000.0], [3000.0]])
    counts = level * np.exp(SEASON[np.arange(24) % 4])
    assert shared_season(counts) == pytest.approx(SEASON, abs=0.01)


def test_smoothing_of_a_series_without_change_is_that_series() -> None:
    assert pooled_smoothing(np.full((2, 16), 100.0)) == pytest.approx(np.full((2, 4), 100.0))


def test_last_year_is_the_last_four_quarters() -> None:
    assert seasonal_naive(np.arange(8.0).reshape(1, 8)).tolist() == [[4, 5, 6, 7]]


def test_a_forecast_knows_nothing_of_what_came_later() -> None:
    counts = noisy(1)
    changed = counts.copy()
    changed[:, 20:] *= 3
    before = [rolling_forecasts(table, pooled_smoothing, 12)[: 20 - 12 + 1] for table in (counts, changed)]
    assert np.array_equal(before[0][:8], before[1][:8])


def test_targets_are_what_came_true_and_unknown_after_the_last_quarter() -> None:
    targets = rolling_targets(np.arange(6.0).reshape(1, 6), [4], 3)
    assert np.isnan(targets[0, 0, 1])
    assert targets[0, 0, [0, 2]].tolist() == [3, 5]
    assert np.isnan(targets[2, 0, 1:]).all()


def test_skill_is_0_for_the_benchmark_itself_and_half_for_half_the_error() -> None:
    errors = np.array([1.0, -2.0, np.nan])
    assert skill(errors, errors) == 0
    assert skill(errors / 2, errors) == pytest.approx(0.5)


def test_four_quarters_follow_on_the_last_one_with_both_intervals() -> None:
    found = of(forecast(numbers_of(noisy(2))), "vacancies_opened_forecast", region_code="RA0205")
    assert found["period"].unique().sort().to_list() == ["2026Q4", "2027Q1", "2027Q2", "2027Q3"]
    assert found["interval_pct"].to_list() == [50, 80] * 4
    assert set(found["status"]) == {"forecast"}


def test_smoothing_is_chosen_when_last_year_is_only_noise() -> None:
    chosen = choose(history(numbers_of(noisy(3))))
    assert all(chosen.smoothed)
    assert chosen.skills[-1] > 0.1


def test_without_skill_the_forecast_is_last_years_quarter() -> None:
    counts = walking(4)
    found = forecast(numbers_of(counts))
    assert set(of(found, "vacancies_forecast_skill_pct")["value"]) == {0.0}
    for region, expected in zip(wgv_codes(), seasonal_naive(counts), strict=True):
        rows = of(found, "vacancies_opened_forecast", region_code=region, interval_pct=80)
        assert rows["value"].to_list() == expected.tolist()


@pytest.mark.parametrize("counts", [noisy(5), walking(5)])
def test_the_area_is_the_sum_of_its_regions(counts: Series) -> None:
    found = of(forecast(numbers_of(counts)), "vacancies_opened_forecast", interval_pct=80)
    parts = found.filter(pl.col("region_code") != AREA).group_by("period").agg(pl.col("value").sum()).sort("period")
    assert found.filter(region_code=AREA)["value"].to_list() == pytest.approx(parts["value"].to_list())


def test_no_skill_is_below_0_whatever_the_choice() -> None:
    for seed in range(6):
        skills = choose(history(numbers_of(noisy(seed, 27)))).skills
        assert min(skills) >= 0


def test_intervals_hold_the_value_grow_with_the_level_and_with_the_horizon() -> None:
    found = of(forecast(numbers_of(noisy(6))), "vacancies_opened_forecast", region_code="RA0204")
    half, most = (found.filter(interval_pct=level) for level in (50, 80))
    width = (half["upper"] - half["lower"]).to_numpy()
    wider = (most["upper"] - most["lower"]).to_numpy()
    assert (wider > width).all()
    relative = wider / np.sqrt(most["value"].to_numpy())
    assert (np.diff(relative) >= -0.05 * relative[:-1]).all()
    assert ((found["lower"] < found["value"]) & (found["value"] < found["upper"])).all()


def test_the_interval_of_80_percent_covers_most_of_what_comes_and_not_all() -> None:
    inside = []
    for seed in range(30):
        counts = noisy(seed + 100, 35)
        rows = of(forecast(numbers_of(counts[:, :31])), "vacancies_opened_forecast", interval_pct=80)
        came = np.vstack([counts.sum(axis=0), counts])[:, 31:].ravel()
        inside += [low <= value <= high for low, value, high in zip(rows["lower"], came, rows["upper"], strict=True)]
    share = float(np.mean(inside))
    assert 0.75 < share < 0.95, share


def test_too_short_a_history_gives_no_forecast() -> None:
    assert forecast(numbers_of(noisy(7, 16))).is_empty()


def test_a_missing_quarter_is_refused_by_name() -> None:
    numbers = numbers_of(noisy(8)).filter(~((pl.col("region_code") == "RA0205") & (pl.col("period") == "2022Q2")))
    with pytest.raises(RaatError, match=r"1 quarters without(.|\n)*RA0205 2022Q2"):
        forecast(numbers)


def test_an_area_that_is_not_the_sum_is_refused() -> None:
    numbers = numbers_of(noisy(9)).with_columns(
        value=pl.when(pl.col("region_code") == AREA).then(pl.col("value") + 1).otherwise("value")
    )
    with pytest.raises(RaatError, match="not the sum of its regions"):
        forecast(numbers)


def test_a_declared_pulse_does_not_change_the_forecast() -> None:
    counts = noisy(10)
    shocked = counts.copy()
    shocked[:, 5:7] = 1.0  # 2020Q2 and 2020Q3
    assert forecast(numbers_of(counts)).height == forecast(numbers_of(shocked)).height
    one, other = (history(numbers_of(table)) for table in (counts, shocked))
    assert isinstance(one, History)
    assert np.array_equal(one.counts, other.counts)
    assert one.pulses == [5, 6]
    assert one.first_origin == 12


def test_the_order_of_rows_changes_nothing() -> None:
    numbers = numbers_of(noisy(11))
    assert forecast(numbers).equals(forecast(numbers.sample(fraction=1, shuffle=True, seed=2)))
