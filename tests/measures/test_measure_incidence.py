"""Shares and medians of unfinished times, against R and by head."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.measures.incidence import Days, filled, still_open

DATA = Path(__file__).with_name("data")
Sides = tuple[Days, Days]


@pytest.fixture(scope="module")
def lung() -> Sides:
    """survival::lung: days, and whether the patient died (2) or was still followed (1); 228 patients."""
    table = pl.read_csv(DATA / "lung.csv")
    return table["time"].to_numpy(), (table["status"] == 2).cast(pl.Int64).to_numpy()


@pytest.fixture(scope="module")
def reference() -> dict[str, float]:
    """R 4.2.2, survival: survfit(Surv(time, status) ~ 1, lung)."""
    found: dict[str, float] = json.loads((DATA / "km_lung.json").read_text(encoding="utf-8"))
    return found


def test_still_open_equals_survfit_of_r(lung: Sides, reference: dict[str, float]) -> None:
    found = still_open(*lung, 95).at(200)
    assert found is not None
    assert found.value == pytest.approx(reference["s200"], abs=1e-10)
    # log(-log) interval from R's standard error: S ^ exp(±1.96 × se ÷ (S × |log S|)), by hand
    s, se = reference["s200"], reference["se200"]
    width = np.exp(1.959963984540054 * se / (s * abs(np.log(s))))
    assert (found.lower, found.upper) == pytest.approx((s**width, s ** (1 / width)), abs=1e-10)


def test_the_day_by_which_half_are_over_has_the_interval_of_r(lung: Sides, reference: dict[str, float]) -> None:
    """R's ends come from its default interval, on the log scale; ours (log(-log)) are made into those by head.

    Upper end of ours: S ^ (1 ÷ w), w = exp(z × se ÷ (S × |log S|)); R's: S × exp(±z × se ÷ S).
    """
    curve = still_open(*lung, 95)
    s, upper = curve.share[:-1], curve.band[1][:-1]
    width = np.log(np.log(s) / np.log(upper)) * np.abs(np.log(s))  # z × se ÷ S
    found = [float(curve.days[:-1][side <= 0.5][0]) for side in (s * np.exp(-width), s, s * np.exp(width))]
    assert found == [reference["lcl"], reference["median"], reference["ucl"]]
    ours = [float(curve.days[:-1][side <= 0.5][0]) for side in (curve.band[0][:-1], upper)]
    assert ours == [284, 361]  # as survfit(..., conf.type = "log-log")


def test_with_one_way_to_end_the_share_filled_is_what_is_not_open(lung: Sides, reference: dict[str, float]) -> None:
    curve = filled(*lung, 95)
    found = curve.at(200)
    assert found is not None
    assert found.value == pytest.approx(1 - reference["s200"], abs=1e-10)
    median = curve.median()
    assert median is not None
    # the ends differ a little from R's: there the interval is of what is left, here of what is filled
    assert median.value == reference["median"]
    assert median.lower == pytest.approx(reference["lcl"], abs=8)
    assert median.upper == pytest.approx(reference["ucl"], abs=8)


def test_competing_endings_by_head() -> None:
    """Five vacancies: filled on day 10, withdrawn on 20, filled on 30, still open on 35, expired on 40."""
    days, endings = np.array([10, 20, 30, 35, 40]), np.array([1, 2, 1, 0, 3])
    curve, left = filled(days, endings, 95), still_open(days, endings, 95)
    shares = [estimate.value for day in (9, 10, 25, 30, 39) if (estimate := curve.at(day)) is not None]
    assert shares == pytest.approx([0, 1 / 5, 1 / 5, 2 / 5, 2 / 5])
    open_then = [estimate.value for day in (9, 10, 25, 30, 40) if (estimate := left.at(day)) is not None]
    assert open_then == pytest.approx([1, 4 / 5, 3 / 5, 2 / 5, 0])


def test_one_minus_kaplan_meier_would_say_too_much_where_endings_compete() -> None:
    """Half of 200 are filled on day 10 to 109, half withdrawn on the same days: nobody is left, and half were filled.

    Taking the withdrawn ones for censored would say that all but a few are filled.
    """
    days = np.tile(np.arange(10, 110), 2)
    endings = np.repeat([1, 2], 100)
    truth = filled(days, endings, 95).at(105)
    naive = still_open(days, np.where(endings == 1, 1, 0), 95).at(105)
    assert truth is not None
    assert naive is not None
    assert truth.value == pytest.approx(0.48)
    assert 1 - naive.value > 0.75


def test_a_half_that_is_not_reached_has_no_median() -> None:
    days, endings = np.array([10, 20, 30, 40]), np.array([1, 2, 2, 2])
    assert filled(days, endings, 95).median() is None


def test_half_of_four_is_reached_on_the_day_of_the_second() -> None:
    median = filled(np.array([5, 7, 9, 11]), np.array([1, 1, 2, 2]), 95).median()
    assert median is not None
    assert median.value == 7


def test_nothing_is_said_of_a_day_to_which_nobody_was_followed() -> None:
    days = np.array([10, 20, 30])
    followed, over = filled(days, np.array([1, 0, 0]), 95), still_open(days, np.array([1, 0, 0]), 95)
    assert [each.at(30) is None for each in (followed, over)] == [False, False]
    assert [each.at(31) is None for each in (followed, over)] == [True, True]


def test_when_all_have_ended_every_later_day_is_known() -> None:
    days, endings = np.array([10, 20]), np.array([1, 2])
    found, left = filled(days, endings, 95).at(90), still_open(days, endings, 95).at(90)
    assert found is not None
    assert left is not None
    assert (found.value, left.value) == (0.5, 0.0)
    assert (left.lower, left.upper) == (None, None)


@pytest.mark.parametrize("ending", [0, 2])
def test_when_nothing_is_filled_the_share_is_zero_without_interval(ending: int) -> None:
    found = filled(np.array([100, 120, 130]), np.full(3, ending), 95).at(90)
    assert found is not None
    assert (found.value, found.lower) == (0.0, None)


def test_when_nothing_has_ended_all_is_still_open() -> None:
    found = still_open(np.array([100, 120]), np.array([0, 0]), 95).at(90)
    assert found is not None
    assert found.value == 1.0


TIMES = st.lists(st.tuples(st.integers(0, 150), st.integers(0, 3)), min_size=1, max_size=40)


@settings(max_examples=100, deadline=None)
@given(TIMES, st.integers(0, 150))
def test_what_ended_in_some_way_and_what_is_open_are_together_all(times: list[tuple[int, int]], day: int) -> None:
    days, endings = (np.array(side) for side in zip(*times, strict=True))
    others = [np.where(endings == way, 1, np.where(endings == 0, 0, 2)) for way in (1, 2, 3)]
    parts = [filled(days, each, 95).at(day) for each in others] + [still_open(days, endings, 95).at(day)]
    known = [each.value for each in parts if each is not None]
    assert len(known) in (0, 4)
    assert not known or sum(known) == pytest.approx(1, abs=1e-9)
    assert all(p is None or p.lower is None or p.lower - 1e-9 <= p.value <= (p.upper or 0) + 1e-9 for p in parts)


@pytest.mark.slow
def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    """Filled and withdrawn compete at 2 and 0.5 percent a day, 300 vacancies followed for 60 to 150 days.

    Truth: 0.02 ÷ 0.025 × (1 - 0.975 ^ 90), and 400 intervals with a standard deviation of one percent.
    """
    rng = np.random.Generator(np.random.PCG64DXSM(20261006))
    truth, inside = 0.8 * (1 - 0.975**90), 0
    for _ in range(400):
        ended, followed = rng.geometric(0.025, 300), rng.integers(60, 151, 300)
        way = np.where(rng.random(300) < 0.8, 1, 2)
        found = filled(np.minimum(ended, followed), np.where(ended <= followed, way, 0), 95).at(90)
        assert found is not None
        assert found.lower is not None
        assert found.upper is not None
        inside += found.lower <= truth <= found.upper
    assert 0.93 <= inside / 400 <= 0.97
