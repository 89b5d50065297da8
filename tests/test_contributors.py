"""Who is behind a number: by head."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.contributors import PRIVATE, contributions, contributions_of


def test_of_three_employers_the_two_largest_are_told() -> None:
    found = contributions_of([("A", 5.0), ("B", 12.0), ("C", 3.0), ("D", 0.0)])
    assert [found[name] for name in PRIVATE] == [3, 20.0, 12.0, 5.0, None]


def test_the_only_one_is_told_by_its_code() -> None:
    assert contributions_of([("A", 5.0)])["only_contributor"] == "A"


@pytest.mark.parametrize("amounts", [[], [("A", 0.0)]])
def test_nobody_gives_nothing(amounts: list[tuple[str, float]]) -> None:
    found = contributions_of(amounts)
    assert [found[name] for name in PRIVATE] == [0, 0.0, 0.0, 0.0, None]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_in_a_table_it_is_the_same_as_of_one_group(sizes: list[int]) -> None:
    amounts = [(f"E{place}", float(size)) for place, size in enumerate(sizes)]
    table = pl.DataFrame(amounts, schema=["code", "amount"], orient="row")
    found = table.group_by(pl.lit(1)).agg(**contributions(pl.col("code"), pl.col("amount"))).row(0, named=True)
    assert {name: found[name] for name in PRIVATE} == dict(contributions_of(amounts))
