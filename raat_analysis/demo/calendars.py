"""Quarters and days as the exports spell them."""

from datetime import date, timedelta


def quarters(first: str, last: str) -> list[str]:
    """The quarters from `first` up to and including `last`, such as 2021Q1."""
    return [_name(number) for number in range(_number(first), _number(last) + 1)]


def first_day(quarter: str) -> date:
    return date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1)


def last_day(quarter: str) -> date:
    return first_day(_name(_number(quarter) + 1)) - timedelta(days=1)


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def years_between(first: str, last: str) -> float:
    """Years from one quarter to another, in steps of a quarter."""
    return (_number(last) - _number(first)) / 4


def statline(quarter: str, provisional: bool = False) -> str:
    """2026Q3 as StatLine writes it: 2026 3e kwartaal, with * while provisional."""
    return f"{quarter[:4]} {quarter[-1]}e kwartaal{'*' if provisional else ''}"


def dutch(day: date | None) -> str:
    """A day as dd-mm-jjjj; an absent day is empty."""
    return "" if day is None else f"{day:%d-%m-%Y}"


def short_dutch(day: date | None) -> str:
    """A day as d-m-jjjj, without leading zeros."""
    return "" if day is None else f"{day.day}-{day.month}-{day.year}"


def _number(quarter: str) -> int:
    return 4 * int(quarter[:4]) + int(quarter[-1]) - 1


def _name(number: int) -> str:
    return f"{number // 4}Q{number % 4 + 1}"
