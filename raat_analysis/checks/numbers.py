"""Numbers and days as people in the Netherlands write them."""

from datetime import date

from raat_analysis.rounding import half_up


def whole(number: int) -> str:
    """7400 as 7.400."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, digits: int = 1) -> str:
    """1082.63 as 1.082,6."""
    return f"{half_up(number, digits):,.{digits}f}".translate(str.maketrans(",.", ".,"))


def day(iso: str) -> str:
    """2026-10-06 as 06-10-2026."""
    return date.fromisoformat(iso).strftime("%d-%m-%Y")
