"""Quarters as text, such as 2026Q3; as text they sort in time."""


def quarters(first: str, last: str) -> list[str]:
    """All quarters from the first up to and including the last; none when the last comes before the first."""
    return [quarter_name(index) for index in range(quarter_index(first), quarter_index(last) + 1)]


def quarter_index(quarter: str) -> int:
    """Quarters since the year 0, so that the difference of two is the number of quarters between them."""
    return 4 * int(quarter[:4]) + int(quarter[-1]) - 1


def quarter_name(index: int) -> str:
    return f"{index // 4}Q{index % 4 + 1}"
