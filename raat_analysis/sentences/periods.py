"""Periods and dates as Dutch text."""

from datetime import date

from babel.dates import format_date


def period_label(period: str) -> str:
    """'2026Q3' → '3e kwartaal 2026'; a Fase 0 round '2026-1' → '1e ronde van 2026'; a year stays a year."""
    if "-" in period:
        return round_label(period)
    year, _, quarter = period.partition("Q")
    return f"{quarter}e kwartaal {year}" if quarter else year


def when(period: str) -> str:
    """As in a sentence: 'het 3e kwartaal 2026'; a year stays a year."""
    return f"het {period_label(period)}" if "Q" in period else period_label(period)


def year_before(period: str, years: int = 1) -> str:
    """The same quarter, or the year, so many years earlier."""
    year, mark, quarter = period.partition("Q")
    return f"{int(year) - years}{mark}{quarter}"


def position(period: str) -> float:
    """A period on a time axis, in years: 2026Q3 is 2026.5."""
    year, _, quarter = period.partition("Q")
    return int(year) + (int(quarter) - 1) / 4 if quarter else float(year)


def date_label(day: str | date) -> str:
    """'2026-10-05' → '5 oktober 2026'."""
    day = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return str(format_date(day, "d MMMM y", locale="nl"))


def month_label(edition: str) -> str:
    """A forecast edition '2025-12' → 'december 2025'."""
    return date_label(f"{edition}-01").partition(" ")[2]


def round_label(code: str) -> str:
    """A Fase 0 round '2026-1' → '1e ronde van 2026'."""
    year, _, turn = code.partition("-")
    return f"{turn}e ronde van {year}"
