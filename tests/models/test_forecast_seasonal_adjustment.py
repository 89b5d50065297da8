"""Figures without their season, and the effects of declared exceptions, with a known truth."""

import numpy as np
import polars as pl
import pytest
from scipy.special import stdtrit
from statsmodels.tsa.statespace.structural import UnobservedComponents

from raat_analysis.codelists.regions import AREA
from raat_analysis.models.history import History
from raat_analysis.models.seasonal import Series
from raat_analysis.models.seasonal_adjustment import exceptions, without_season
from raat_analysis.models.structural import structural
from tests.models.generated_demand import noisy, numbers_of

EFFECTS = np.array([-0.35, -0.15, 0.16])
PAST = History(["R1"], ["B1"], 0, np.zeros((1, 1, 24)), [5, 6], [8])
ADJUSTED, MOVING = "vacancies_opened_seasonally_adjusted", "vacancies_opened_four_quarters"


def logs(seed: int) -> tuple[Series, Series]:
    """24 quarters of log counts with a walking level, and the season in them."""
    drawn = np.random.Generator(np.random.PCG64DXSM(seed))
    season = drawn.normal(0, 0.12, 4)
    season = (season - season.mean())[np.arange(24) % 4]
    level = np.log(1000) + drawn.normal(0, 0.02, 24).cumsum() + drawn.normal(0, 0.02, 24)
    return level + season + exceptions(PAST) @ EFFECTS, season


def test_exceptions_are_columns_of_zeros_and_ones() -> None:
    found = exceptions(PAST)
    assert found.sum(axis=0).tolist() == [1, 1, 16]
    assert found[5:9].tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1]]


def test_a_series_that_is_level_season_and_effects_is_taken_apart_exactly() -> None:
    season = np.array([0.1, 0.2, -0.2, -0.1])[np.arange(24) % 4]
    found = structural(5.0 + 0.01 * np.arange(24) + season + exceptions(PAST) @ EFFECTS, exceptions(PAST))
    assert found.season == pytest.approx(season)
    assert found.effects == pytest.approx(EFFECTS)


def test_effects_and_season_of_known_size_are_found_back_with_honest_intervals() -> None:
    """Mean effects of 60 series within 0,02 of the truth; 95% intervals that cover 88 to 99%."""
    found = [(structural(values, exceptions(PAST)), season) for values, season in map(logs, range(501, 561))]
    reach = stdtrit(found[0][0].degrees_of_freedom, 0.975)
    effects = np.array([each.effects for each, _ in found])
    hits = [np.abs(each.effects - EFFECTS) <= reach * each.effects_error for each, _ in found]
    seasons = [np.abs(each.season - season) <= reach * each.season_error for each, season in found]
    assert effects.mean(axis=0) == pytest.approx(EFFECTS, abs=0.02)
    assert 0.88 <= float(np.mean(hits)) <= 0.99
    assert 0.88 <= float(np.mean(seasons)) <= 0.99


@pytest.mark.parametrize("seed", [601, 602, 603])
def test_it_is_the_model_of_unobserved_components(seed: int) -> None:
    values, _ = logs(seed)
    found = structural(values, exceptions(PAST))
    model = UnobservedComponents(
        values,
        "local linear deterministic trend",
        seasonal=4,
        stochastic_seasonal=False,
        exog=exceptions(PAST),
        mle_regression=False,
    )
    smoothed = model.smooth([1e-4, 1e-4 * found.ratio]).smoothed_state
    assert smoothed[2] == pytest.approx(found.season, abs=1e-6)
    assert smoothed[5:, -1] == pytest.approx(found.effects, abs=1e-6)


def test_large_totals_are_adjusted_and_all_else_is_the_sum_of_four_quarters() -> None:
    rows = without_season(numbers_of(noisy(20)))
    place = ["region_code", "branch_code"]
    adjusted, moving = (set(rows.filter(measure=m).select(place).rows()) for m in (ADJUSTED, MOVING))
    assert adjusted & moving == set()
    assert len(adjusted | moving) == 5 * 4
    assert all(region == AREA or branch == "SMAL" for region, branch in adjusted)
    assert (AREA, "SMAL") in adjusted
    assert ("RA0205", "VVT") in moving


def test_adjusted_is_the_count_divided_by_its_factor_within_its_interval() -> None:
    numbers = numbers_of(noisy(20))
    rows = without_season(numbers).filter(measure=ADJUSTED, region_code=AREA, branch_code="SMAL").sort("period")
    counted = numbers.filter(region_code=AREA, branch_code="SMAL").sort("period")["value"]
    assert rows["numerator"].to_list() == counted.to_list()
    assert rows["value"].to_list() == pytest.approx((counted / rows["denominator"]).to_list())
    assert ((rows["lower"] < rows["value"]) & (rows["value"] < rows["upper"])).all()
    assert rows["denominator"].to_list()[:4] == pytest.approx(np.exp([0.1, 0.2, -0.2, -0.1]), rel=0.05)
    assert rows["denominator"].to_list()[:4] == pytest.approx(rows["denominator"].to_list()[4:8])


def test_four_quarters_are_added_from_the_fourth_on() -> None:
    counts = noisy(21)
    rows = without_season(numbers_of(counts)).filter(measure=MOVING, region_code="RA0204", branch_code="ZKH")
    assert rows["period"].min() == "2021Q4"
    assert rows.sort("period")["value"].to_list()[0] == counts[0, 0, :4].sum()
    assert rows.height == 21


def test_a_provisional_quarter_makes_what_it_is_in_provisional() -> None:
    numbers = numbers_of(noisy(22)).with_columns(status=pl.lit("final"))
    last = pl.col("period") == "2026Q4"
    rows = without_season(
        numbers.with_columns(status=pl.when(last).then(pl.lit("provisional")).otherwise("status"))
    ).sort("period")
    moving = rows.filter(measure=MOVING, region_code="RA0204", branch_code="ZKH")["status"].to_list()
    adjusted = rows.filter(measure=ADJUSTED, region_code=AREA, branch_code="SMAL")["status"].to_list()
    assert moving == ["final"] * 20 + ["provisional"]
    assert adjusted == ["modelled"] * 23 + ["provisional"]


def test_less_than_three_years_or_a_quarter_of_0_is_not_adjusted() -> None:
    short, empty = noisy(23, 11), noisy(23)
    empty[..., 3] = 0.0
    for counts in (short, empty):
        assert set(without_season(numbers_of(counts))["measure"]) == {MOVING}


def test_less_than_four_quarters_gives_nothing() -> None:
    assert without_season(numbers_of(noisy(24, 3))).is_empty()
