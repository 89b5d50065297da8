"""The whole forecast on 28 regions × 11 branches × 24 quarters whose truth is known (seeds that nothing was set on)."""

import time
from functools import cache

import numpy as np
import pytest

from raat_analysis.models.backtest import squared_change
from raat_analysis.models.forecast_assessment import Assessment, assessed
from raat_analysis.models.reconciliation import with_totals
from raat_analysis.models.seasonal import AHEAD, LEVELS, METHODS, Series, seasonal_naive
from tests.models.generated_demand import as_history, demand

QUARTERS, SEEDS = (
    24,
    {0.03: range(9001, 9013), 0.12: range(9101, 9113), 0.25: range(9201, 9205), 0.5: range(9301, 9303)},
)
CELLS, REGIONS, BRANCHES, TOTAL = LEVELS


@cache
def made(own_season: float) -> list[tuple[Series, Assessment]]:
    """Per seed the counts of 28 quarters, and what was made of the first 24."""
    counts = [demand(seed, own_season, quarters=QUARTERS + AHEAD) for seed in SEEDS[own_season]]
    return [(each, assessed(as_history(each[..., :QUARTERS]), (50, 80))) for each in counts]


def rmsse(own_season: float, naive: bool) -> float:
    """Of the cells that there are, for the four quarters that came after, on the scale of seasonal naive."""
    errors = []
    for counts, of in made(own_season):
        panel, truth = with_totals(counts[..., :QUARTERS]), with_totals(counts)[..., QUARTERS:]
        ahead = seasonal_naive(panel, [5, 6]) if naive else of.forecasts[-1]
        scaled = np.sqrt(((truth - ahead) ** 2).mean(axis=-1) / squared_change(panel, [5, 6]))
        errors.append(scaled[CELLS][panel[CELLS].any(axis=-1)].mean())
    return float(np.mean(errors))


def inside(level: tuple[slice, slice], coverage: int) -> float:
    """The share within the intervals: of the four quarters after the 24, and of those after quarter 17 up to 20."""
    found = []
    for own_season in (0.03, 0.12):
        for counts, of in made(own_season):
            there = with_totals(counts)[level].any(axis=-1)
            later = np.abs(with_totals(counts)[..., QUARTERS:] - of.forecasts[-1]) <= of.halves[coverage][-1]
            before = (np.abs(of.targets - of.forecasts) <= of.halves[coverage])[5:9]
            found += [later[level][there].mean(), *(one[level][there].mean() for one in before)]
    return float(np.mean(found))


@pytest.mark.slow
@pytest.mark.parametrize(("own_season", "gain"), [(0.03, 0.85), (0.12, 0.92), (0.25, 1.0), (0.5, 1.01)])
def test_cells_are_forecast_better_than_by_last_year(own_season: float, gain: float) -> None:
    """With a season per cell of sd 0,5 last year cannot be beaten, and is what the forecast is."""
    ratio = rmsse(own_season, naive=False) / rmsse(own_season, naive=True)
    assert ratio <= gain, ratio


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS, ids=["cells", "regions", "branches", "total"])
def test_intervals_of_80_percent_cover_80_percent_at_every_level(level: tuple[slice, slice]) -> None:
    share = inside(level, 80)
    assert 0.78 <= share <= 0.92, share


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS, ids=["cells", "regions", "branches", "total"])
def test_intervals_of_50_percent_cover_half(level: tuple[slice, slice]) -> None:
    share = inside(level, 50)
    assert 0.4 <= share <= 0.65, share


@pytest.mark.slow
def test_the_more_own_season_the_nearer_to_last_year() -> None:
    """Of the methods chosen today: smoothing with little of it, never with sd 0,25, and last year with sd 0,5."""
    chosen = {sd: np.concatenate([of.material.methods[-1] for _, of in made(sd)]) for sd in SEEDS}
    shares = {sd: np.bincount(methods, minlength=len(METHODS)) / methods.size for sd, methods in chosen.items()}
    naive, _, smooth = range(len(METHODS))
    assert shares[0.03][smooth] > 0.5
    assert shares[0.25][smooth] == 0
    assert shares[0.5][naive] > 0.8


@pytest.mark.slow
def test_every_figure_adds_up_and_structural_zeros_stay_exactly_0() -> None:
    for counts, of in made(0.12):
        assert np.abs(of.forecasts - with_totals(of.forecasts[..., :-1, :-1, :])).max() <= 1e-6
        nowhere = ~counts.any(axis=-1)
        assert nowhere.sum() == 8
        assert (of.forecasts[:, :-1, :-1][:, nowhere] == 0).all()
        assert (of.halves[80][-1, :-1, :-1][nowhere] == 0).all()


@pytest.mark.slow
def test_no_intervals_are_missing_today() -> None:
    assert all(np.isfinite(of.halves[coverage][-1]).all() for _, of in made(0.12) for coverage in (50, 80))


@pytest.mark.slow
def test_all_348_series_take_less_than_five_seconds() -> None:
    past = as_history(demand(9401, 0.12))
    start = time.process_time()
    result = assessed(past, (50, 80))
    assert result.forecasts[-1].shape == (29, 12, 4)
    assert time.process_time() - start < 5
