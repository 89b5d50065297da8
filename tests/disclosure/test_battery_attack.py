"""The attack of these tests itself: it equals going through every table, and finds what is known to leak."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from raat_analysis.disclosure.protector import protected
from raat_analysis.disclosure.system import NOBODY, Demands, Flags, System
from tests.disclosure.battery.cases import Case, known_before, not_shown
from tests.disclosure.battery.dimensions import crossed, lines_over, with_total
from tests.disclosure.battery.enumeration import enumerated, fillings
from tests.disclosure.battery.exact_attack import FAR, Attack, leaks
from tests.disclosure.battery.insiders import employers, persons
from tests.disclosure.battery.judging import known_to_contributors, one_by_one
from tests.disclosure.battery.kinds import SPARSITIES, first_year, flat, linked, windows, year
from tests.disclosure.battery.rates import rated
from tests.disclosure.battery.revisions import first_and_revised

SMALL = crossed([with_total(3), with_total(3)])


def test_three_people_in_two_cells_are_four_tables() -> None:
    assert fillings(3, 2).tolist() == [[0, 3], [1, 2], [2, 1], [3, 0]]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=9, max_size=9).filter(lambda people: 0 < sum(people) <= 8),
    st.lists(st.booleans(), min_size=15, max_size=15),
)
def test_a_range_is_that_of_all_tables_that_show_the_same(people: list[int], hidden: list[bool]) -> None:
    """3 x 3 with margins, any cells hidden but the number of people."""
    atoms, open_cells = np.array(people, dtype=np.float64), np.array([*hidden, False])
    low, high = enumerated(SMALL, atoms, open_cells)
    cells = np.flatnonzero(open_cells)
    attack = Attack(System.of_counts(SMALL.lines, SMALL.parts @ atoms), open_cells, whole=True)
    found_low, found_high = attack.ranges(cells)
    np.testing.assert_allclose(found_low, low[cells], atol=1e-6)
    np.testing.assert_allclose(found_high, high[cells], atol=1e-6)


def test_a_range_is_that_of_a_program_made_anew_for_each_end() -> None:
    made = flat(5, 20, 8, 6)
    hidden = protected(made.system, made.demands, made.cost).hidden
    cells = np.flatnonzero(hidden)
    low, high = Attack(made.system, hidden).ranges(cells)
    table = made.system.lines[:, cells]
    bounds = [(0, made.system.true[cell] + FAR) for cell in cells]
    for place in range(cells.size):
        target = np.arange(cells.size) == place
        ends = [
            linprog(way * target, A_eq=table, b_eq=table @ made.system.true[cells], bounds=bounds).fun * way
            for way in (1, -1)
        ]
        np.testing.assert_allclose([low[place], high[place]], ends, atol=1e-6)


def test_a_reader_who_knows_that_counts_are_whole_knows_more() -> None:
    """Of a, b and c any two are at most 1 together: all three 1.5 in halves of people, 1 in whole ones."""
    parts = [(6, (0, 1, 3)), (7, (1, 2, 4)), (8, (0, 2, 5)), (9, (0, 1, 2))]
    system = System.of_counts(lines_over(10, parts), np.array([1.0, 0, 0, 0, 1, 0, 1, 1, 1, 1]))
    hidden = ~np.isin(np.arange(10), (6, 7, 8))
    assert [Attack(system, hidden, whole).ranges(np.array([9]))[1].item() for whole in (False, True)] == [1.5, 1.0]


def test_a_leak_is_a_range_that_is_too_narrow_or_stays_under_the_threshold() -> None:
    """3 and 12 of a known 15 may be 0 to 15; 3 and 5 of a known 8 are never ten; 3 and a shown 12 of 15 is 3."""
    of_two = with_total(2).lines
    for counts, hidden, expected in (([3, 12], [1, 1], []), ([3, 5], [1, 1], [0, 1]), ([3, 12], [1, 0], [0])):
        true = np.array([*counts, sum(counts)], dtype=np.float64)
        secret = np.array([counts[0] < 10, counts[1] < 10, False])
        system, demands = System.of_counts(of_two, true), Demands.of_people(true, 10, secret)
        assert leaks(system, demands, np.array([*hidden, 0], dtype=bool)).tolist() == expected


def count(made: Case, hidden: Flags) -> int:
    return int(leaks(made.system, made.demands, hidden).size)


@pytest.mark.parametrize("mean", SPARSITIES.values(), ids=SPARSITIES)
def test_hiding_small_counts_only_leaks(mean: float) -> None:
    with_secrets = [made for made in (flat(seed, mean) for seed in range(5)) if made.demands.secret.any()]
    found = [count(made, made.demands.secret) for made in with_secrets]
    assert len(found) >= 4
    assert min(found) >= 1, found


def test_a_needed_cell_shown_again_leaks() -> None:
    """Cells that a protected table hides beside its secret ones, shown again one at a time."""
    found = []
    for seed in range(10):
        made = flat(seed, SPARSITIES["middling"])
        hidden = protected(made.system, made.demands, made.cost).hidden
        for cell in np.flatnonzero(hidden & ~made.demands.secret).tolist():
            found.append(count(made, hidden & (np.arange(made.size) != cell)))
    needed = sum(leaking > 0 for leaking in found)
    assert needed >= 0.9 * len(found) > 50, f"{needed} of {len(found)} cells shown again were found"


def test_overlapping_tables_protected_one_by_one_leak() -> None:
    made = linked(0, 30.0)
    assert count(made, one_by_one(made)) >= 20


def test_quarters_and_their_year_protected_one_by_one_leak() -> None:
    made = year(0, 30.0, 12, 6)
    assert count(made, one_by_one(made)) >= 10


def test_a_revision_protected_as_if_nothing_had_been_published_leaks() -> None:
    found = [count(made, one_by_one(made)) for made in (first_and_revised(seed, 50.0) for seed in range(5))]
    assert sum(found) >= 5, found


@pytest.mark.parametrize("decimals", [0, 1])
def test_rates_beside_hidden_counts_leak(decimals: int) -> None:
    made = flat(0, 50.0)
    beside = rated(made, 0, decimals, made.system.true > 0)
    assert count(beside, protected(made.system, made.demands, made.cost).hidden) == made.demands.secret.sum()


def test_windows_and_quarters_protected_one_by_one_leak() -> None:
    made, _ = windows(0, 30.0)
    assert count(made, one_by_one(made)) >= 20


def test_windows_leak_when_the_quarters_of_one_year_are_known() -> None:
    made, rolling = windows(0, 30.0)
    alone = not_shown(made, ~rolling)
    hidden = protected(alone.system, alone.demands, alone.cost).hidden
    assert count(alone, hidden) == 0
    assert count(known_before(alone, first_year(made)), hidden) >= 20


@pytest.mark.parametrize("kind", [employers, persons])
def test_contributors_leak_when_nobody_thinks_of_them(kind: Callable[[int, float], Case]) -> None:
    found = 0
    for seed in range(3):
        made = kind(seed, 30.0)
        unaware = replace(made.demands, knower=np.full(made.size, NOBODY))
        hidden = protected(made.system, unaware, made.cost).hidden
        found += len(known_to_contributors(made, hidden))
    assert found >= 1
