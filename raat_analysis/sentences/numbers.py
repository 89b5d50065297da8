"""Numbers as Dutch text. Here they are rounded, once and last (rounding.py)."""

from decimal import Decimal
from math import isfinite

from babel.numbers import format_decimal

from raat_analysis.errors import RaatError
from raat_analysis.rounding import half_up, half_up_to
from raat_analysis.sentences.traces import marked, rows_of

MINUS = "−"
SECRET, MISSING = "x", "."
UNITS = {  # one, more than one
    "personen": ("persoon", "personen"),
    "werknemers": ("werknemer", "werknemers"),
    "vacatures": ("vacature", "vacatures"),
    "banen": ("baan", "banen"),
    "plaatsen": ("plaats", "plaatsen"),
    "uren per week": ("uur per week", "uur per week"),
}


def rounded(value: float, decimals: int = 0) -> Decimal:
    """The value rounded half up; -1 decimals rounds to tens. Not a number is a RaatError: it may not reach a report."""
    if not isfinite(value):
        raise RaatError(f"A number for a report is {value}. Mend the measure that gives it; missing is a null.")
    return half_up(value, decimals)


def dutch(value: Decimal, decimals: int = 0) -> str:
    """A rounded value with Dutch point and comma and a real minus sign: −1.234,5."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    return str(format_decimal(value, format=pattern, locale="nl")).replace("-", MINUS)


def number(value: float, decimals: int = 0) -> str:
    """55400 → '55.400'; a number that knows its rows is marked with them (traces.py)."""
    return marked(dutch(rounded(value, decimals), decimals), rows_of(value))


def quantity(value: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit: '8,7%', '1 vacature', '55.400 personen'."""
    shown = number(value, decimals)
    return f"{shown}%" if unit == "%" else f"{shown} {unit_word(rounded(value, decimals), unit)}"


def unit_word(value: Decimal, unit: str) -> str:
    """The unit as it stands behind a rounded value: 1 'vacature', 2 'vacatures'."""
    one, more = UNITS.get(unit, (unit, unit))
    return one if abs(value) == 1 else more


def cell(value: float | None, status: str, unit: str = "", decimals: int = 0) -> str:
    """A table cell: 'x' is secret, '.' is missing, a star is provisional; the unit only when it is %."""
    if value is None:
        return SECRET if status == "secret" else MISSING
    return number(value, decimals) + ("%" if unit == "%" else "") + ("*" if status == "provisional" else "")


def step_of(half_width: float) -> int:
    """The rounding step that an interval allows: the largest of 1, 5, 10, 50, … not above half of its half-width."""
    step = 1
    while (wider := step * (5 if str(step).startswith("1") else 2)) <= half_width / 2:
        step = wider
    return step


def in_steps(value: float, step: int) -> str:
    """A count rounded to a step: 1094 in hundreds is '1.100'."""
    return marked(dutch(half_up_to(value, step)), rows_of(value))
