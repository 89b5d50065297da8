"""Quarters as text, such as 2026Q3; as text they sort in time."""


def quarters(first: str, last: str) -> list[str]:
    """All quarters from the first up to and including the last; none when the last comes before the first."""
    return [f"{number // 4}Q{number % 4 + 1}" for number in range(_number(first), _number(last) + 1)]


def _number(quarter: str) -> int:
    return 4 * int(quarter[:4]) + int(quarter[-1]) - 1
