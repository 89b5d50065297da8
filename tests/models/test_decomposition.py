"""Kitagawa: the parts are the whole change, and each is what its name says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.models.decomposition import kitagawa

GROUP = st.tuples(st.integers(0, 5000), st.integers(1, 5000))


def year(groups: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    people = np.array([float(max(pair)) for pair in groups])
    return np.array([float(min(pair)) for pair in groups]), people


@given(st.lists(st.tuples(GROUP, GROUP), min_size=1, max_size=6))
def test_the_two_parts_are_the_whole_change(groups: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    before, after = year([first for first, _ in groups]), year([second for _, second in groups])
    rate, age = kitagawa(before, after)
    change = after[0].sum() / after[1].sum() - before[0].sum() / before[1].sum()
    assert rate.total + age.total == pytest.approx(change, abs=1e-12)
    assert rate.by_age.sum() + age.by_age.sum() == pytest.approx(change, abs=1e-12)


def test_other_ages_alone_are_an_age_part_and_other_rates_alone_a_rate_part() -> None:
    young, old = np.array([500.0, 500.0]), np.array([250.0, 750.0])
    rate, age = kitagawa((young * [0.2, 0.1], young), (old * [0.2, 0.1], old))
    assert rate.total == pytest.approx(0, abs=1e-15)
    assert age.total == pytest.approx(-0.25 * (0.2 - 0.1))  # a quarter went from 20 to 10 percent
    rate, age = kitagawa((young * [0.2, 0.1], young), (young * [0.3, 0.1], young))
    assert (rate.total, age.total) == (pytest.approx(0.05), 0)
    assert rate.by_age == pytest.approx([0.05, 0])


def test_a_growing_group_with_a_rate_above_the_mean_adds_to_the_outflow() -> None:
    young, old = np.array([500.0, 500.0]), np.array([600.0, 400.0])
    _, age = kitagawa((young * [0.2, 0.1], young), (old * [0.2, 0.1], old))
    assert (age.by_age > 0).all()  # the young group grew and is above the mean, the old one shrank and is below it


def test_the_split_over_ages_does_not_depend_on_where_the_scale_begins() -> None:
    young, old = np.array([500.0, 300.0, 200.0]), np.array([400.0, 300.0, 300.0])
    _, left = kitagawa((young * [0.2, 0.1, 0.15], young), (old * [0.2, 0.1, 0.15], old))
    _, stayed = kitagawa((young * [0.8, 0.9, 0.85], young), (old * [0.8, 0.9, 0.85], old))
    assert left.by_age == pytest.approx(-stayed.by_age)


def test_the_interval_of_the_rate_part_covers_the_truth() -> None:
    random = np.random.default_rng(6112)
    people = np.array([130, 220, 190, 220, 240]), np.array([140, 215, 190, 215, 240])
    rates = np.array([0.17, 0.09, 0.06, 0.05, 0.09]), np.array([0.18, 0.10, 0.06, 0.05, 0.10])
    shares = sum(n / n.sum() for n in people) / 2
    truth = float(shares @ (rates[1] - rates[0]))
    held = 0
    for _ in range(2000):
        drawn = [random.binomial(n, p).astype(float) for n, p in zip(people, rates, strict=True)]
        part, _ = kitagawa((drawn[0], people[0].astype(float)), (drawn[1], people[1].astype(float)))
        held += abs(part.total - truth) <= part.half
    assert 0.93 <= held / 2000 <= 0.97
