"""Rounding as people do: half up, on the decimal digits that a reader sees (2.675 is 2,68, and -2.5 is -3).

Python and numpy round half to even, and on binary digits: round(2.5) is 2 and round(2.675, 2) is 2.67. Numbers are
rounded once, when they are shown; tables and open data hold them whole.
"""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, decimals: int = 0) -> Decimal:
    """The value rounded half up; -1 decimals rounds to tens. Zero has no sign."""
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(repr(float(value))) / step).quantize(Decimal(1), ROUND_HALF_UP) * step + 0


def half_up_to(value: float, step: int) -> Decimal:
    """The value rounded half up to a multiple of a step."""
    return (Decimal(repr(float(value))) / step).quantize(Decimal(1), ROUND_HALF_UP) * step + 0
