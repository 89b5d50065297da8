"""How a text becomes a value: strictly, and never by a guess."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.sources.notations import NOTATIONS, hours_ends, provisional, thousands


def values(kind: str, *texts: str | None, mark: str = ",") -> list[tuple[Any, str | None]]:
    """The value and the fault of each text, read as one column of one file."""
    table = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    value, fault = NOTATIONS[kind](pl.col("text"), mark)
    return table.select(pl.when(fault.is_null()).then(value).alias("v"), fault.alias("f")).rows()


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "7400", 7400),
        ("integer", "7.400", 7400),
        ("integer", "-1500", -1500),
        ("decimal", "5,7", 5.7),
        ("decimal", "1.234,5", 1234.5),
        ("decimal", "12", 12.0),
        ("date", "31-12-2025", date(2025, 12, 31)),
        ("date", "1-2-2025", date(2025, 2, 1)),
        ("quarter", "2026 3e kwartaal*", "2026Q3"),
        ("quarter", "2026KW03", "2026Q3"),
        ("quarter", "2026Q3", "2026Q3"),
        ("period", "2024JJ00", "2024"),
        ("period", "2019JJ00*", "2019"),
        ("period", "2019KW01", "2019Q1"),
        ("year", "2026", 2026),
        ("hours", "24-32", "24-32"),
        ("hours", "24 - 32", "24 - 32"),
        ("hours", "36", "36"),
        ("hours", "4,5", "4,5"),
    ],
)
def test_a_value_in_a_known_notation_is_read(kind: str, text: str, value: object):
    assert values(kind, text) == [(value, None)]


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        ("integer", "7,4", "integer_notation"),
        ("integer", "74.00", "integer_notation"),
        ("integer", "7400 fte", "integer_notation"),
        ("decimal", "5.7", "decimal_notation"),
        ("decimal", "7.400", "thousands_unclear"),
        ("date", "31-02-2025", "date_exists"),
        ("date", "gisteren", "date_notation"),
        ("date", "2026/13/45", "date_notation"),
        ("date", "2026-09-01", "date_notation"),
        ("date", "1-2-26", "date_notation"),
        ("quarter", "2026KW05", "quarter_notation"),
        ("quarter", "2026", "quarter_notation"),
        ("period", "2026-09", "period_notation"),
        ("year", "26", "year_notation"),
        ("hours", "n.o.t.k.", "hours_notation"),
        ("hours", "32-24", "hours_notation"),
    ],
)
def test_a_value_in_another_notation_is_a_fault(kind: str, text: str, rule: str):
    assert values(kind, text) == [(None, rule)]


def test_an_empty_cell_is_no_fault():
    for kind in NOTATIONS:
        assert values(kind, None) == [(None, None)]


def test_numbers_with_and_without_thousands_points_are_told_apart():
    table = pl.DataFrame({"text": ["7.400", "7400", "12", "1.234,5", "1234,5", "7,4", "n.o.t.k."]})
    kinds = table.select(thousands(pl.col("text"), ",")).to_series().to_list()
    assert kinds == ["grouped", "plain", None, "grouped", "plain", None, None]


def test_with_a_decimal_point_the_comma_is_the_thousands_sign():
    assert values("decimal", "6.1", mark=".") == [(6.1, None)]
    assert values("integer", "7,400", mark=".") == [(7400, None)]


def test_a_star_makes_a_period_provisional():
    table = pl.DataFrame({"p": ["2026 3e kwartaal*", "2026 2e kwartaal"]})
    assert table.select(provisional(pl.col("p"))).to_series().to_list() == [True, False]


def test_both_ends_of_a_range_of_hours():
    low, high = hours_ends(pl.col("h"))
    assert pl.DataFrame({"h": ["24-32", "36"]}).select(low.alias("l"), high.alias("h")).rows() == [(24, 32), (36, 36)]


@given(st.sampled_from(sorted(NOTATIONS)), st.text(max_size=12))
def test_no_text_is_both_unread_and_without_a_fault(kind: str, text: str):
    [(value, fault)] = values(kind, text)
    assert (value is None) == (fault is not None)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_numbers_come_back_with_and_without_points(number: int):
    assert values("integer", str(number)) == [(number, None)]
    assert values("integer", f"{number:,}".replace(",", ".")) == [(number, None)]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_days_come_back(day: date):
    assert values("date", day.strftime("%d-%m-%Y")) == [(day, None)]
    assert values("date", f"{day.day}-{day.month}-{day.year}") == [(day, None)]
