"""Numbers as a Dutch reader writes them, rounded as people round."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.errors import RaatError
from raat_analysis.sentences.numbers import cell, in_steps, number, quantity, rounded, step_of


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(55400, 0, "55.400"), (8.7, 1, "8,7"), (-1200, 0, "−1.200"), (1234567.25, 1, "1.234.567,3"), (-0.04, 1, "0,0")],
)
def test_number_in_dutch_format(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(2.5, 0, "3"), (2.675, 2, "2.68"), (-2.5, 0, "-3"), (1.005, 2, "1.01")]
)
def test_halves_go_up_on_the_written_digits(value: float, decimals: int, expected: str) -> None:
    assert rounded(value, decimals) == Decimal(expected)


def test_a_value_that_is_no_number_may_not_reach_a_report() -> None:
    with pytest.raises(RaatError, match="nan"):
        number(float("nan"))


def test_unit_words_in_singular_and_plural() -> None:
    assert quantity(1, "vacatures") == "1 vacature"
    assert quantity(2, "vacatures") == "2 vacatures"
    assert quantity(8.66, "%", 1) == "8,7%"
    assert quantity(24.5, "uren per week", 1) == "24,5 uur per week"


def test_cells_say_secret_missing_and_provisional() -> None:
    assert cell(None, "secret") == "x"
    assert cell(None, "missing") == "."
    assert cell(7.25, "provisional", "%", 1) == "7,3%*"


def test_the_interval_decides_the_rounding_step() -> None:
    assert step_of((1390 - 820) / 2) == 100
    assert (in_steps(1094, 100), in_steps(820, 100), in_steps(1390, 100)) == ("1.100", "800", "1.400")
    assert [step_of(half) for half in (1, 9.9, 10, 19.9, 20, 100)] == [1, 1, 5, 5, 10, 50]


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_reads_back(value: int) -> None:
    assert int(number(value).replace(".", "").replace("−", "-")) == value


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_rounding_moves_at_most_half_a_step(value: float, decimals: int) -> None:
    assert abs(rounded(value, decimals) - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2
