"""The attacker against enumeration, and the protection it asks for."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.disclosure.attacker import Flags, lines_used, worked_out
from raat_analysis.disclosure.secondary import hidden
from raat_analysis.errors import RaatError

Line = tuple[list[int], list[int]]  # parts, and the totals they add up to


def entries(lines: list[Line], counts: list[int]) -> pl.DataFrame:
    found = [
        {"line": number + 1, "cell": cell, "count": float(counts[cell]), "total": cell in totals, "sum": True}
        for number, (parts, totals) in enumerate(lines)
        for cell in [*parts, *totals]
    ]
    return pl.DataFrame(found)


def known(lines: list[Line], hides: list[int], cells: int) -> list[int]:
    table = entries(lines, [0] * cells)
    columns = (table["line"].to_numpy().astype(np.int64), table["cell"].to_numpy().astype(np.int64))
    found = worked_out(flags(hides, cells), *columns, table["total"].to_numpy())
    return [int(cell) for cell in np.flatnonzero(found)]


def flags(chosen: list[int], cells: int) -> Flags:
    return np.isin(np.arange(cells), chosen)


def two_by_two() -> list[Line]:
    """Cells 0 1 / 2 3, row totals 4 5, column totals 6 7."""
    return [([0, 1], [4]), ([2, 3], [5]), ([0, 2], [6]), ([1, 3], [7])]


def test_what_is_left_of_a_total_is_worked_out() -> None:
    assert known([([0, 1, 2], [3])], [0], 4) == [0]
    assert known([([0, 1, 2], [3])], [0, 1], 4) == []


def test_four_hidden_cells_of_a_square_protect_each_other_and_three_do_not() -> None:
    assert known(two_by_two(), [0, 1, 2, 3], 8) == []
    assert known(two_by_two(), [0, 1, 2], 8) == [0, 1, 2]


def test_two_hidden_cells_in_every_line_can_still_be_worked_out() -> None:
    """a + b, b + c and a + c are known, so each is: no line has one hidden cell, and the simple rule sees nothing."""
    assert known([([0, 1], []), ([1, 2], []), ([0, 2], [])], [0, 1, 2], 3) == [0, 1, 2]


def test_a_sum_and_a_difference_give_both() -> None:
    assert known([([0, 1], []), ([1], [0])], [0, 1], 2) == [0, 1]


@given(hides=st.lists(st.integers(0, 8), unique=True), counts=st.lists(st.integers(0, 2), min_size=9, max_size=9))
@settings(max_examples=80, deadline=None)
def test_a_cell_is_worked_out_only_if_it_has_one_value_in_all_tables_that_fit(
    hides: list[int], counts: list[int]
) -> None:
    square = [([3 * r, 3 * r + 1, 3 * r + 2], []) for r in range(3)] + [([c, c + 3, c + 6], []) for c in range(3)]
    fitting = tables_that_fit(square, hides, counts)
    for cell in known(square, hides, 9):
        assert {table[cell] for table in fitting} == {counts[cell]}


def tables_that_fit(lines: list[Line], hides: list[int], counts: list[int]) -> list[list[int]]:
    """All tables with counts of -1 to 3 in the hidden cells and the same sums."""
    found = []
    for values in product(range(-1, 4), repeat=min(len(hides), 5)):
        table = list(counts)
        for cell, value in zip(hides, values, strict=False):
            table[cell] = value
        if all(sum(table[c] for c in parts) == sum(counts[c] for c in parts) for parts, _ in lines):
            found.append(table)
    return found


def test_what_the_rule_misses_gets_one_more_hidden_cell() -> None:
    ring: list[Line] = [([0, 1, 3], []), ([1, 2, 4], []), ([0, 2, 5], [])]
    table = entries(ring, [5, 6, 7, 50, 60, 70])
    found = hidden(flags([0, 1, 2], 6), table, np.zeros(6))
    assert found[[0, 1, 2]].all()
    assert found.sum() > 3
    assert not set(known(ring, [int(c) for c in np.flatnonzero(found)], 6)) & {0, 1, 2}


def test_what_can_be_worked_out_whatever_is_hidden_stops_the_run() -> None:
    table = entries([([0, 1], []), ([1], [0])], [5, 6])
    with pytest.raises(RaatError, match="2 secret numbers can be worked out"):
        hidden(flags([0, 1], 2), table, np.zeros(2))


@given(counts=st.lists(st.integers(0, 40), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_secret_cell_of_a_table_of_three_by_four_can_be_worked_out(counts: list[int]) -> None:
    rows = [[4 * r + c for c in range(4)] for r in range(3)]
    columns = [[4 * r + c for r in range(3)] for c in range(4)]
    lines: list[Line] = [(parts, [12 + number]) for number, parts in enumerate([*rows, *columns])]
    lines += [([12, 13, 14], [19]), ([15, 16, 17, 18], [19])]
    totals = [sum(counts[cell] for cell in parts) for parts in (*rows, *columns)]
    full = [*counts, *totals, sum(counts)]
    secret = np.array([0 < count < 10 for count in full])
    found = hidden(secret, entries(lines, full), np.full(20, 10.0))
    assert (found >= secret).all()
    assert not set(known(lines, [int(c) for c in np.flatnonzero(found)], 20)) & set(np.flatnonzero(secret))


def far_away() -> list[Line]:
    """Cell 0 lies in one line only, with 1 and 2; that 1 + 2 is known follows from two other lines."""
    return [([0, 1, 2], [3]), ([1, 4], [5]), ([2], [4, 6])]


def test_the_lines_that_give_a_cell_away_can_lie_far_from_it() -> None:
    assert known(far_away(), [0, 1, 2, 4], 7) == [0]  # 1 = 5 - 4 and 2 = 4 + 6, so 1 + 2 = 5 + 6
    table = entries(far_away(), [0] * 7)
    columns = (table["line"].to_numpy().astype(np.int64), table["cell"].to_numpy().astype(np.int64))
    used = lines_used(flags([0, 1, 2, 4], 7), *columns, table["total"].to_numpy(), target=0)
    assert used.tolist() == [1, 2, 3]


def test_when_all_around_a_secret_is_hidden_a_cell_further_away_is_hidden_too() -> None:
    counts = [5, 40, 30, 75, 20, 60, 10]
    table = entries(far_away(), counts).filter(~pl.col("cell").is_in([3]))  # what 0, 1 and 2 add up to is not shown
    found = hidden(flags([0, 1, 2, 4], 7), table, np.zeros(7))
    columns = (table["line"].to_numpy().astype(np.int64) - 1, table["cell"].to_numpy().astype(np.int64))
    assert not (flags([0], 7) & worked_out(found, *columns, table["total"].to_numpy())).any()
    assert found[[5, 6]].any()


def test_a_difference_that_nobody_shows_is_not_taken_for_known() -> None:
    """3 is 4 and the difference 5, and 3 is also 4 and 1: who knows 5 knows 1, and with it what 0 leaves of 2."""
    table = entries([([0, 1], [2]), ([4, 5], [3]), ([1, 4], [3])], [5, 40, 45, 70, 30, 40])
    secret = flags([0, 1, 3, 4], 6)
    assert np.flatnonzero(hidden(secret, table, np.zeros(6))).size > 4
    kept = hidden(secret, table, np.zeros(6), unpublished=flags([5], 6))
    assert np.flatnonzero(kept).tolist() == [0, 1, 3, 4]
