"""A hidden count is not shown by its range: counts are whole and not negative, and every reader knows that."""

from collections.abc import Callable

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from raat_analysis.disclosure.protect import protect
from raat_analysis.disclosure.ranges import Sums, too_narrow
from raat_analysis.disclosure.secondary import hidden
from raat_analysis.numbers_table import COLUMNS

Rows = Callable[[list[dict[str, object]]], pl.DataFrame]
MEMBERS = pl.DataFrame(schema={"organisation_code": pl.String, **COLUMNS})
SQUARE = [[0, 1, 6], [2, 3, 7], [4, 5, 8], [0, 2, 4, 9], [1, 3, 5, 10]]  # the last of each is the total


def sums(counts: list[float], lines: list[list[int]] = SQUARE) -> Sums:
    line = np.array([number for number, cells in enumerate(lines) for _ in cells])
    cell = np.array([each for cells in lines for each in cells])
    total = np.array([each == cells[-1] for cells in lines for each in cells])
    return Sums.of(line, cell, total, np.array(counts))


def square(parts: list[int]) -> list[float]:
    """Three rows and two columns, with their totals."""
    return [float(n) for n in [*parts, *(sum(parts[i : i + 2]) for i in (0, 2, 4)), sum(parts[::2]), sum(parts[1::2])]]


def test_parts_of_nothing_are_nothing() -> None:
    """1 + 0, 2 + 0 and 7 + 0 are all hidden; the second column is known to be 0, so the first is known too."""
    unknown = np.arange(11) < 6
    assert too_narrow(unknown, unknown, sums(square([1, 0, 2, 0, 7, 0])), np.zeros(11)).sum() == 6
    assert too_narrow(unknown, unknown, sums(square([1, 1, 2, 1, 7, 1])), np.zeros(11)).sum() == 0


def test_people_need_a_range_of_ten_that_reaches_ten() -> None:
    """Hidden parts of a total of 9 are each 0 to 9, so few people; of 10 they are 0 to 10."""
    for total, seen in ((9.0, 2), (10.0, 0)):
        found = too_narrow(
            *2 * [np.array([True, True, False])], sums([4.0, total - 4, total], [[0, 1, 2]]), np.full(3, 10.0)
        )
        assert found.sum() == seen


@given(parts=st.lists(st.integers(0, 3), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_range_is_never_narrower_than_that_of_a_linear_program(parts: list[int]) -> None:
    counts, unknown = square(parts), np.arange(11) < 6
    found = too_narrow(unknown, unknown, sums(counts), np.zeros(11))
    equations = np.array([[each in cells[:-1] for each in range(6)] for cells in SQUARE], dtype=float)
    outcomes = [counts[cells[-1]] for cells in SQUARE]
    for cell in np.flatnonzero(found):
        ends = [s * linprog(s * np.eye(6)[cell], A_eq=equations, b_eq=outcomes).fun for s in (1, -1)]
        assert np.isclose(*ends)


def test_a_total_that_leaves_one_value_for_a_secret_part_gets_company() -> None:
    """Endings of three regions add up to their total of filled: so nothing else ended, until the fourth is hidden."""
    filled, others, whole = [1.0, 2.0, 7.0, 3.0], [0.0, 0.0, 0.0, 4.0], 13.0
    counts = [*filled, *others, whole]
    lines = [[0, 1, 2, 3, 8], [0, 4], [1, 5], [2, 6], [3, 7]]
    rows = [
        {"line": n + 1, "cell": c, "count": counts[c], "total": c == 8, "sum": True}
        for n, line in enumerate(lines)
        for c in line
    ]
    secret = np.arange(9) < 3
    assert hidden(secret, pl.DataFrame(rows), np.zeros(9))[[3, 8]].any()


def test_what_one_employer_filled_is_not_left_when_nothing_else_ended(table: Rows) -> None:
    """Found on the demonstration exports: 7 filled by one employer followed from 13 in the area and 3 elsewhere."""
    regions = {"RA0204": (1, 1), "RA0205": (2, 2), "RA0207": (7, 1), "RA0206": (3, 3), "RA02": (13, 7)}
    endings = {"vacancies_withdrawn": {"RA0206": 1, "RA02": 1}, "vacancies_expired": {"RA0206": 3, "RA02": 3}}
    rows: list[dict[str, object]] = [
        {"measure": "vacancies_filled", "region_code": r, "period": "2021Q4", "value": float(n), "contributors": c}
        for r, (n, c) in regions.items()
    ] + [
        {"measure": m, "region_code": r, "period": "2021Q4", "value": float(v.get(r, 0)), "contributors": v.get(r, 0)}
        for m, v in endings.items()
        for r in regions
    ]
    found = protect([table(rows)], MEMBERS).numbers.filter(measure="vacancies_filled", status="final")
    assert not {"RA0206", "RA02"} <= set(found["region_code"])


def test_a_linear_program_finds_what_one_sum_at_a_time_does_not() -> None:
    """a + b = 4, b + c = 4, a + c = 4 and a + b + c = 6: each sum alone allows 0 to 4, together each is 2."""
    counts, lines = [2.0, 2.0, 2.0, 4.0, 4.0, 4.0, 6.0], [[0, 1, 3], [1, 2, 4], [0, 2, 5], [0, 1, 2, 6]]
    unknown = np.arange(7) < 3
    assert too_narrow(unknown, unknown, sums(counts, lines), np.zeros(7)).sum() == 3


def test_a_hidden_total_without_limit_is_no_range() -> None:
    """A hidden part and its hidden total: both can be anything above what is shown."""
    unknown = np.array([True, False, True])
    assert not too_narrow(unknown, unknown, sums([1.0, 2.0, 3.0], [[0, 1, 2]]), np.zeros(3)).any()
