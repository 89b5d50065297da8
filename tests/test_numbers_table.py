"""The one long shape of numbers: what is the same on every processor."""

import math

from raat_analysis.numbers_table import number_rows


def value(number: float) -> float:
    row = {"measure": "employees", "region_code": "RA0205", "period": "2026Q3", "value": number}
    return float(number_rows([row])["value"].item())


def test_a_number_keeps_ten_digits():
    assert value(1234567890.123) == 1234567890.0
    assert value(0.1 + 0.2) == 0.3


def test_zero_has_no_sign_for_it_depends_on_the_processor():
    assert math.copysign(1, value(-0.0)) == 1
