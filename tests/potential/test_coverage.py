"""Intervals of 90% hold the truth about nine times in ten, in surveys drawn again and again from known populations."""

import numpy as np
import polars as pl
import pytest

from raat_analysis.potential.intervals import difference, outcome, student
from raat_analysis.potential.managers import Teams, of_all_staff
from raat_analysis.potential.prediction import Rates, predicted_total, smoothed_variances
from raat_analysis.potential.weighting import Vector
from tests.potential.simulated import MORE, NOW, Drawn, employees, surveyed

ROUNDS = 400
MANY = 800
LEAST, MOST = 0.85, 0.95


def drawing(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64DXSM(seed))


@pytest.mark.slow
@pytest.mark.parametrize(("staff", "response"), [(150, 0.35), (400, 0.3), (400, 0.6)])
def test_intervals_of_an_organisation_when_who_answers_depends_on_contract_and_age(staff: int, response: float) -> None:
    draw = drawing(staff + round(100 * response))
    found = [surveyed(draw, employees(draw, staff), response) for _ in range(MANY)]
    for name in (NOW, MORE):
        share = np.mean([each.covers(name) for each in found])
        bias = np.mean([each.off(name) for each in found]) / np.mean([each.true[name] for each in found])
        assert LEAST <= share <= MOST, (name, share)
        assert abs(bias) < 0.02, (name, bias)


@pytest.mark.slow
def test_intervals_of_a_difference_between_rounds_of_the_same_employees_are_not_too_narrow() -> None:
    """A tenth changes its mind; who answers is drawn anew, so a third of the respondents answered both times."""
    draw, held = drawing(7), 0
    for _ in range(ROUNDS):
        people, fresh = employees(draw, 300), employees(draw, 300)
        changed = draw.random(300) < 0.1
        wants = np.where(changed, fresh["wants"].to_numpy(), people["wants"].to_numpy())
        later = people.with_columns(pl.Series("wants", wants.tolist()))
        now, before = surveyed(draw, later, 0.35), surveyed(draw, people, 0.35)
        held += _covers_difference(now, before)
    assert held / ROUNDS >= LEAST, held / ROUNDS


def _covers_difference(now: Drawn, before: Drawn) -> bool:
    found = difference(now.found[NOW], before.found[NOW])
    assert found.lower is not None
    assert found.upper is not None
    return found.lower <= now.true[NOW] - before.true[NOW] <= found.upper


@pytest.mark.parametrize(("organisations", "taking_part"), [(68, 8), (68, 16), (14, 5), (20, 8)])
def test_intervals_of_a_region_and_of_a_branch(organisations: int, taking_part: int) -> None:
    """Of a region of 68 organisations 8 or 16 take part, of a branch of 14 or 20 five or eight."""
    draw = drawing(organisations + taking_part)
    found = [_region(draw, organisations, taking_part) for _ in range(ROUNDS)]
    share = np.mean([abs(total - true) <= student(taking_part - 1) * error for total, error, true in found])
    bias = np.mean([total / true - 1 for total, _, true in found])
    assert LEAST <= share <= MOST + 0.01, share
    assert abs(bias) < 0.02, bias


def test_intervals_of_the_change_of_a_region() -> None:
    """16 of 68 organisations take part, and 16 drawn anew in the next round: every rate has gone down a tenth."""
    draw = drawing(11)
    held = 0
    for _ in range(ROUNDS):
        staff, rate = _organisations(draw, 68)
        now, before = (_estimated(draw, staff, factor * rate, 16) for factor in (0.9, 1.0))
        found = difference(*(outcome(total, error, 15) for total, error, _ in (now, before)))
        assert found.lower is not None
        assert found.upper is not None
        held += found.lower <= now[2] - before[2] <= found.upper
    assert LEAST <= held / ROUNDS <= 0.97, held / ROUNDS


def _region(draw: np.random.Generator, organisations: int, taking_part: int) -> tuple[float, float, float]:
    return _estimated(draw, *_organisations(draw, organisations), taking_part)


def _organisations(draw: np.random.Generator, number: int) -> tuple[Vector, Vector]:
    """Staff, skewed, and the share of who wants more at each."""
    staff = np.maximum(40, draw.lognormal(5.5, 0.9, number)).round()
    return staff, np.clip(draw.normal(0.2, 0.05, number), 0.02, 0.6)


def _estimated(draw: np.random.Generator, staff: Vector, rate: Vector, taking_part: int) -> tuple[float, float, float]:
    """Total, error and truth; a third of the staff of who takes part answers, at random."""
    true = draw.binomial(staff.astype(int), rate).astype(np.float64)
    chosen = draw.permutation(staff.size)[:taking_part]
    size = np.maximum(10, (staff[chosen] / 3).round())
    said = draw.hypergeometric(true[chosen].astype(int), (staff - true)[chosen].astype(int), size.astype(int)) / size
    variances = smoothed_variances(said * (1 - said) * size / (size - 1), size, staff[chosen])
    rates = Rates(said, variances, staff[chosen], np.zeros(taking_part), np.delete(staff, chosen))
    return *predicted_total(rates), float(true.sum())


@pytest.mark.parametrize(("teams", "answered"), [(20, 10), (40, 12), (60, 40)])
def test_intervals_of_hours_that_teams_are_short(teams: int, answered: int) -> None:
    """Hours differ from team to team, and large teams are short of more."""
    draw = drawing(teams + answered)
    held = 0
    for _ in range(ROUNDS):
        size = np.maximum(5.0, draw.poisson(24, teams).astype(np.float64))
        hours = (size * draw.gamma(3, 0.4, teams)).round()
        chosen = draw.permutation(teams)[:answered]
        found = of_all_staff(Teams(hours[chosen], size[chosen]), int(size.sum()), float(size.sum()))
        assert found is not None
        assert found.lower is not None
        assert found.upper is not None
        held += found.lower <= hours.sum() <= found.upper
    assert LEAST <= held / ROUNDS <= MOST, held / ROUNDS
