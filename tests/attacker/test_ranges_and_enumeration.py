"""The intervals are those of all whole tables that fit: compared with writing every such table out."""

from itertools import product

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.attacker import ranges as attacker_ranges
from raat_analysis.attacker.ranges import ranges
from raat_analysis.attacker.system import System, components, system

SIDE = 3
LINES = [
    *([(3 * r + c, 1.0) for c in range(3)] + [(9 + r, -1.0)] for r in range(3)),
    *([(3 * r + c, 1.0) for r in range(3)] + [(12 + c, -1.0)] for c in range(3)),
    [(9, 1.0), (10, 1.0), (11, 1.0), (15, -1.0)],
    [(12, 1.0), (13, 1.0), (14, 1.0), (15, -1.0)],
]


def with_margins(inside: list[int]) -> list[int]:
    """Nine cells, three rows, three columns and the total."""
    rows = [sum(inside[3 * r : 3 * r + 3]) for r in range(3)]
    return [*inside, *rows, *(sum(inside[c::3]) for c in range(3)), sum(rows)]


def table(values: list[int], hidden: set[int]) -> System:
    cells = pl.DataFrame(
        {
            "lower": [0.0 if place in hidden else float(v) for place, v in enumerate(values)],
            "upper": [np.inf if place in hidden else float(v) for place, v in enumerate(values)],
            "whole": [True] * len(values),
        }
    )
    entries = [(str(name), cell, sign) for name, line in enumerate(LINES) for cell, sign in line]
    lines = pl.DataFrame(entries, schema=["line", "cell", "factor"], orient="row")
    return system(cells, lines.with_columns(kind=pl.lit(""), at_most=pl.lit(False)))


def enumerated(values: list[int], hidden: set[int]) -> dict[int, tuple[int, int]]:
    """Least and most of each hidden cell over all tables that agree with what is shown."""
    inner = sorted(place for place in hidden if place < 9)
    seen: dict[int, list[int]] = {place: [] for place in hidden}
    for guess in product(range(values[15] + 1), repeat=len(inner)):
        inside = values[:9]
        for place, value in zip(inner, guess, strict=True):
            inside[place] = value
        whole = with_margins(inside)
        if all(whole[place] == values[place] for place in range(16) if place not in hidden):
            for place in hidden:
                seen[place].append(whole[place])
    return {place: (min(found), max(found)) for place, found in seen.items()}


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=9, max_size=9),
    st.sets(st.integers(0, 8), min_size=1, max_size=4),
    st.sets(st.integers(9, 14), max_size=2),
)
def test_every_interval_is_that_of_all_tables_that_fit(inside, inner, margins):
    values, hidden = with_margins(inside), inner | margins
    given_table = table(values, hidden)
    wanted = np.array([place in hidden for place in range(16)])
    found = ranges(given_table, wanted, components(given_table, wanted), narrow=np.inf)
    assert found.failed == []
    intervals = {place: (int(found.low[place]), int(found.high[place])) for place in hidden}
    assert intervals == enumerated(values, hidden)


def test_one_hidden_cell_in_a_row_is_known_and_four_in_a_square_are_not():
    values = with_margins([5, 7, 9, 3, 8, 4, 6, 2, 1])
    for hidden, expected in (({0}, {0: (5, 5)}), ({0, 1, 3, 4}, {0: (0, 8), 1: (4, 12), 3: (0, 8), 4: (3, 11)})):
        wanted = np.array([place in hidden for place in range(16)])
        given_table = table(values, hidden)
        found = ranges(given_table, wanted, components(given_table, wanted))
        assert {place: (found.low[place], found.high[place]) for place in hidden} == expected


def test_whole_numbers_are_settled_where_a_fraction_would_widen_the_interval():
    # x + y, y + z and x + z are all 1 at most and together 2 at least... in whole numbers two of them cannot be 1.
    low, high = np.zeros(3), np.full(3, np.inf)
    odd = System(
        low,
        high,
        np.ones(3, dtype=np.bool_),
        np.array([0, 0, 1, 1, 2, 2]),
        np.array([0, 1, 1, 2, 0, 2]),
        np.ones(6),
        np.full(3, -np.inf),
        np.ones(3),
        ["xy", "yz", "xz"],
    )
    wanted = np.ones(3, dtype=np.bool_)
    found = ranges(odd, wanted, components(odd, wanted), narrow=np.inf)
    assert found.low.tolist() == [0, 0, 0]
    assert found.high.tolist() == [1, 1, 1]


def test_one_worker_and_two_find_the_same_intervals_and_contradictions(monkeypatch):
    values = with_margins([1, 2, 3, 4, 5, 6, 7, 8, 9])
    one, wrong = table(values, {0, 1, 3, 4}), table([*values[:9], 7, *values[10:]], {0, 1, 3, 4})
    parts = [*components(one, one.unknown()), *components(wrong, wrong.unknown())]
    monkeypatch.setattr(attacker_ranges, "MANY", 0)
    found = []
    for workers in ("1", "2"):
        monkeypatch.setenv("RAAT_WORKERS", workers)
        answer = ranges(one, one.unknown(), parts)
        found.append((answer.low.tolist(), answer.high.tolist(), answer.failed, answer.undecided))
    assert found[0] == found[1]
    assert [found[0][0][0], found[0][1][0]] == [0.0, 3.0]
    assert len(found[0][2]) == 1
