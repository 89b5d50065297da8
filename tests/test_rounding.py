"""Numbers that people read are rounded half up, on their decimal digits, once, and as far as their interval allows."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.checks.numbers import decimal
from raat_analysis.checks.page import difference
from raat_analysis.figures.shortage import shortage_words
from raat_analysis.paths import PACKAGE
from raat_analysis.rounding import half_up, half_up_to
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import in_steps, number, rounded, step_of
from raat_analysis.sentences.wording import expected, rounded_range, signed

SHOWN = ("sentences", "tables", "figures", "factsheets", "publication", "checks")
AXIS_OR_JSON = ["checks/past/noticed.py", "checks/past/told.py", "figures/lines.py"]  # no number that a text shows


def ranged(value: float, lower: float, upper: float) -> Fact:
    more = {"value": value, "lower": lower, "upper": upper, "interval_pct": 80, "status": "forecast"}
    return Fact("vacancies_opened_forecast", "RA0205", period="2026Q4", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        *((0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (2.675, 2, "2,68"), (1.005, 2, "1,01"), (0.285, 2, "0,29")),
        *((-0.5, 0, "−1"), (-2.5, 0, "−3"), (-2.675, 2, "−2,68"), (-0.4, 0, "0"), (-0.04, 1, "0,0")),
        *((23.65, 1, "23,7"), (45.306859, 1, "45,3"), (999.5, 0, "1.000"), (999.95, 1, "1.000,0")),
    ],
)
def test_halves_go_away_from_zero_on_the_digits_that_a_reader_sees(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_half_of_any_size_goes_away_from_zero(whole: int, decimals: int) -> None:
    value = float(Decimal(2 * whole + 1).scaleb(-decimals) / 2)
    up = Decimal(abs(2 * whole + 1) + 1).scaleb(-decimals) / 2
    assert half_up(value, decimals) == (up if value > 0 else -up)


@given(st.floats(-1e9, 1e9), st.sampled_from([1, 5, 10, 50, 100, 500]))
def test_a_step_is_the_nearest_multiple(value: float, step: int) -> None:
    found = half_up_to(value, step)
    assert found % step == 0
    assert abs(Fraction(found) - Fraction(repr(value))) <= Fraction(step, 2)


@pytest.mark.parametrize(("value", "step", "shown"), [(1_050, 100, "1.100"), (-1_050, 100, "−1.100"), (12.5, 5, "15")])
def test_halves_of_a_step_go_away_from_zero(value: float, step: int, shown: str) -> None:
    assert in_steps(value, step) == shown


def test_1094_between_820_and_1390_is_about_1100_between_800_and_1400() -> None:
    assert expected(ranged(1094, 820, 1390)).startswith("ongeveer 1.100 vacatures; waarschijnlijk tussen 800 en 1.400")
    assert rounded_range(ranged(1094, 820, 1390)) == ("1.100", "800", "1.400")


def test_the_step_follows_the_width_of_the_interval_and_not_the_size_of_the_number() -> None:
    assert rounded_range(ranged(1094, 1084, 1104)) == ("1.095", "1.085", "1.105")  # half-width 10: fives
    assert rounded_range(ranged(1094, 1090, 1098)) == ("1.094", "1.090", "1.098")
    assert rounded_range(ranged(94, -480, 668)) == ("100", "−500", "700")


@given(st.floats(0, 1e7))
def test_the_step_is_the_largest_that_is_not_above_a_quarter_of_the_interval(half_width: float) -> None:
    steps = [mantissa * 10**power for power in range(8) for mantissa in (1, 5)]
    assert step_of(half_width) == max([1, *(step for step in steps if step <= half_width / 2)])


def test_a_difference_has_its_sign_and_zero_has_none() -> None:
    assert [signed(value, 100) for value in (2_050, -2_050, 49, -49)] == ["+2.100", "−2.100", "0", "0"]


def test_a_shortage_of_half_a_person_is_one_and_less_is_none() -> None:
    found = [shortage_words(Fact("shortage", "RA0205", value=value, status="forecast")) for value in (0.5, -0.5, 0.4)]
    assert found == [
        "een tekort van ongeveer 1 werknemer",
        "een overschot van ongeveer 1 werknemer",
        "geen tekort",
    ]


def test_the_quality_page_rounds_in_the_same_way() -> None:
    assert [decimal(value) for value in (0.25, 1082.65, -0.25)] == ["0,3", "1.082,7", "-0,3"]
    assert [difference(ratio) for ratio in (1.125, 0.875, 1.004)] == ["+13%", "−13%", "gelijk"]


def test_a_percentage_of_fewer_than_a_thousand_has_no_decimals() -> None:
    few, many = (
        Fact("outflow_sector_pct", "RA0205", value=8.66, numerator=1.0, denominator=people, status="final")
        for people in (999.0, 1_000.0)
    )
    assert (few.text, many.text) == ("9%", "8,7%")


def test_what_people_read_is_rounded_nowhere_else() -> None:
    """No round() of Python or polars and no format with decimals where texts are made; rounding is done last."""
    found = []
    for path in sorted(each for part in SHOWN for each in (PACKAGE / part).rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        if re.search(r"(?<!\w)(np\.|\.)?round\(", code) and str(path.relative_to(PACKAGE)) not in AXIS_OR_JSON:
            found.append(path.name)
    assert found == []
    assert rounded(2.5) == half_up(2.5)
