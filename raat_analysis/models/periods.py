"""Quarters as text (2026Q3): counting on from one to the next."""


def quarter_index(period: str) -> int:
    """Quarters since the year 0, so that the difference of two is the number of quarters between them."""
    year, quarter = period.split("Q")
    return 4 * int(year) + int(quarter) - 1


def quarter_name(index: int) -> str:
    return f"{index // 4}Q{index % 4 + 1}"
