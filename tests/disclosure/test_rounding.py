"""Controlled rounding: neighbouring multiples, exact sums, the nearest way, and no count that can be worked out."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from raat_analysis.disclosure.rounding import is_widened, rounded, rounded_cells
from raat_analysis.errors import RaatError
from tests.disclosure.lines import Table, crossed, ranges

Sizes = NDArray[np.float64]
SEVERAL = settings(max_examples=30, deadline=None)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Up to 4 by 4 counts, most of them small, with margins and the margins of groups of rows that may overlap."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    count = st.one_of(st.integers(0, 12), st.integers(0, 500))
    counts = draw(st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height))
    group = st.lists(st.integers(0, height - 1), min_size=1, max_size=height, unique=True)
    return crossed(counts, draw(st.lists(group, max_size=3)))


def conventional(true: Sizes, base: int) -> Sizes:
    return np.asarray(base * np.floor(true / base + 0.5))


def around(found: Sizes, within: float) -> tuple[Sizes, Sizes]:
    return found - within, found + within


def odd_ring() -> Table:
    """Three counts of 5, of which every two add up to 10: when the tens stay, three tens or nothings do not fit."""
    table = Table([5.0] * 3)
    for pair in ((0, 1), (1, 2), (0, 2)):
        table.total(pair)
    return table


def test_two_by_two_goes_to_tens_that_add_up() -> None:
    table = crossed([[6, 14], [17, 3]])  # rows 20 and 20, columns 23 and 17, in all 40
    assert rounded(table.lines, table.true, 10).tolist() == [0, 20, 20, 0, 20, 20, 20, 20, 40]


def test_what_is_a_multiple_stays() -> None:
    table = crossed([[10, 20, 0], [30, 0, 40], [0, 50, 10]])
    assert rounded(table.lines, table.true, 10).tolist() == table.true.tolist()


def test_without_sums_each_count_goes_to_the_nearest() -> None:
    true = np.array([1.0, 4.0, 6.0, 9.0, 12.0, 20.0])
    assert rounded(Table(true.tolist()).lines, true, 10).tolist() == [0, 0, 10, 10, 10, 20]


def test_a_heavy_total_stays_near_and_its_parts_give_way() -> None:
    table = Table([2.0] * 8)
    table.total(range(8))  # 16: one part of 10 is nearer in all (22 + 6) than two parts (28 + 4)
    heavy = np.array([1.0] * 8 + [10.0])
    assert rounded(table.lines, table.true, 10)[8] == 10
    assert rounded(table.lines, table.true, 10, weights=heavy)[8] == 20


@pytest.mark.parametrize("base", [5, 10])
def test_three_by_three_is_the_nearest_of_all_ways(base: int) -> None:
    table = crossed([[7, 3, 12], [1, 8, 4], [6, 6, 6]])
    below = base * np.floor(table.true[:9] / base)
    ways = []
    for chosen in product((0, base), repeat=9):
        body = below + chosen
        whole = np.array(crossed(body.reshape(3, 3).astype(int).tolist()).counts)
        if (np.abs(whole - table.true) < base).all() and ((table.true % base != 0) | (whole == table.true)).all():
            ways.append(np.abs(whole - table.true).sum())
    assert np.abs(rounded(table.lines, table.true, base) - table.true).sum() == min(ways)


def test_the_same_counts_give_the_same_numbers_again_and_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    table = crossed([[5, 5, 5], [5, 5, 5], [5, 5, 5]])  # many ways are equally near
    first = rounded(table.lines, table.true, 10)
    assert all((rounded(table.lines, table.true, 10) == first).all() for _ in range(3))
    assert capfd.readouterr() == ("", "")


@SEVERAL
@given(tables(), st.sampled_from([5, 10]))
def test_sums_are_exact_and_every_count_goes_to_a_multiple_beside_it(table: Table, base: int) -> None:
    found = rounded(table.lines, table.true, base)
    assert not (table.lines @ found).any()
    assert (found % base == 0).all()
    assert (found >= 0).all()
    assume(not is_widened(table.true, found, base))  # in linked tables there may be no nearer way
    assert (np.abs(found - table.true) < base).all()
    assert (found == table.true)[table.true % base == 0].all()


@SEVERAL
@given(tables(), st.sampled_from([5, 10]))
def test_the_attacker_finds_no_range_below_the_base_less_one_and_the_truth_in_each(table: Table, base: int) -> None:
    found = rounded(table.lines, table.true, base)
    low, high = ranges(table, *around(found, base * (2 if is_widened(table.true, found, base) else 1) - 1))
    assert (low <= table.true + 1e-6).all()
    assert (table.true <= high + 1e-6).all()
    assert (high - low >= base - 1 - 1e-6).all()


def test_rounding_each_count_by_itself_gives_counts_away_and_controlled_rounding_does_not() -> None:
    table = Table([2.0] * 4)
    table.total(range(4))
    alone = conventional(table.true, 5)
    assert alone.tolist() == [0, 0, 0, 0, 10]  # four of at most 2, together at least 8: each is 2
    low, high = ranges(table, *around(alone, 2))
    assert np.allclose(low, table.true)
    assert np.allclose(high, table.true)
    low, high = ranges(table, *around(rounded(table.lines, table.true, 5), 4))
    assert (high - low >= 4 - 1e-6).all()


def test_when_no_neighbouring_multiples_add_up_one_further_is_taken_and_told() -> None:
    table = odd_ring()
    found = rounded(table.lines, table.true, 10)
    assert not (table.lines @ found).any()
    assert is_widened(table.true, found, 10)
    assert (np.abs(found - table.true) < 20).all()


def test_without_any_way_it_is_refused_with_the_name_of_the_table() -> None:
    table = Table([3.0, 21.0])
    lines = table.lines.__class__([[7.0, -1.0]])  # seven times the first: 0, 70 or 140, and never near 21
    with pytest.raises(RaatError, match=r"employees of Twente: no multiples of 10 .* Nothing of it is published"):
        rounded(lines, table.true, 10, name="employees of Twente")


def test_out_of_time_it_is_refused_with_the_name_of_the_table() -> None:
    counts = np.random.default_rng(5).poisson(9, (40, 12)).tolist()
    table = crossed(counts, [range(start, start + 9) for start in range(0, 30, 2)])
    with pytest.raises(RaatError, match=r"employees of Twente: no rounding was found within 0 seconds \(Time limit"):
        rounded(table.lines, table.true, 10, name="employees of Twente", seconds=0.0)


@pytest.mark.parametrize(
    ("counts", "total", "said"),
    [
        ([2.5, 1.0], 3.5, "cell 0: 2.5 is no count"),
        ([-1.0, 4.0], 3.0, "cell 0: -1 is no count"),
        ([float("nan"), 4.0], 4.0, "cell 0: nan is no count"),
        ([2.0, 1.0], 4.0, "line 0: its parts do not add up"),
    ],
)
def test_what_is_no_count_or_does_not_add_up_is_refused(counts: list[float], total: float, said: str) -> None:
    table = Table([*counts, total], [([0, 1], 2)])
    with pytest.raises(RaatError, match=said):
        rounded(table.lines, table.true, 10)


def test_a_base_of_one_is_refused() -> None:
    table = crossed([[1, 2], [3, 4]])
    with pytest.raises(RaatError, match="base 1"):
        rounded(table.lines, table.true, 1)


def test_a_table_with_groups_that_overlap_goes_to_fives_as_in_the_reference() -> None:
    """756 cells, base 5: at most 4 from the truth and 1.4 on average, as the design measured of such a table."""
    rng = np.random.default_rng(756)
    counts = rng.poisson(12 * rng.lognormal(0, 1, (28, 11))).tolist()
    groups = [part.tolist() for number in (13, 5, 16) for part in np.array_split(rng.permutation(28), number)]
    table = crossed(counts, groups)
    found = rounded(table.lines, table.true, 5)
    assert found.size == 756
    assert not (table.lines @ found).any()
    assert np.abs(found - table.true).max() == 4
    assert 1.3 < np.abs(found - table.true).mean() < 1.5


def test_a_table_of_cells_and_lines_comes_back_with_the_range_of_the_truth() -> None:
    cells = pl.DataFrame({"cell": [0, 1, 2], "count": [6, 7, 13], "weight": [1, 1, 1]})
    lines = pl.DataFrame({"line": [0, 0, 0], "cell": [0, 1, 2], "total": [False, False, True]})
    found = rounded_cells(cells, lines, 10, "a table")
    assert found["rounded"].to_list() == [0, 10, 10]
    assert found["within"].to_list() == [9, 9, 9]


def test_the_range_is_wider_when_one_multiple_further_was_needed() -> None:
    cells = pl.DataFrame({"cell": range(6), "count": odd_ring().counts, "weight": [1] * 6})
    entries = [
        (row, cell, cell == total) for row, (parts, total) in enumerate(odd_ring().sums) for cell in (*parts, total)
    ]
    lines = pl.DataFrame(entries, schema=["line", "cell", "total"], orient="row")
    assert rounded_cells(cells, lines, 10, "a table")["within"].unique().to_list() == [19]
