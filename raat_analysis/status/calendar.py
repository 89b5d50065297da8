"""Which quarter or year an edition needs of a source, on which day its export is due, and how far an export goes."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.sources.metadata import Metadata
from raat_analysis.yaml_files import read_yaml

PERIOD = re.compile(r"(?<!\d)(20[0-9]{2})(?:Q([1-4])(?!\d))?(?!\d)")  # a quarter or a year, in words around it
ROUND = re.compile(r"(?<![\d-])20[0-9]{2}-[12](?![\d-])")


@cache
def made_within() -> timedelta:
    """From the end of a quarter to the day on which its edition is made."""
    return timedelta(days=read_yaml(Path(__file__).with_name("calendar.yml"))["made_within_days"])


def next_quarter(quarter: str) -> str:
    """2026Q4 → 2027Q1."""
    return quarter_name(quarter_index(quarter) + 1)


def last_day(period: str) -> date:
    """The last day of a quarter (2026Q3) or a year (2026)."""
    year, _, quarter = period.partition("Q")
    index = 4 * int(year) + (int(quarter) if quarter else 4)
    return date(index // 4, 3 * (index % 4) + 1, 1) - timedelta(days=1)


def due_on(contract: Contract, period: str) -> date:
    """The day on which the export of a quarter or year is usually there."""
    return last_day(period) + timedelta(days=contract.due_days or 0)


def needed(contract: Contract, edition: str) -> str:
    """The newest quarter or year whose export is there when the edition is made; '' for a source without a calendar."""
    if contract.due_days is None:
        return ""
    index, made_by = quarter_index(edition), last_day(edition) + made_within()
    while due_on(contract, _named(contract, index)) > made_by:
        index -= 1
    return _named(contract, index)


def goes_to(contract: Contract, delivery: Metadata) -> str:
    """How far an export goes: a quarter, a year or a round; '' when its metadata name only what had not begun.

    No further than what had ended on the day it was obtained: a forecast names years ahead, a board the quarter it is.
    """
    if contract.cadence == "round":
        return max(ROUND.findall(delivery.period), default="")
    if contract.cadence == "once":
        return _last_named(delivery.period)
    quarters = _quarters(delivery.period)
    ended = last_ended(delivery.obtained)
    if contract.cadence == "quarter" and quarters and min(quarters) > ended:
        return ""
    return _whole(contract, min(max(quarters, default=ended), ended))


def period_is_named(contract: Contract, delivery: Metadata) -> bool:
    """Whether the metadata name a period, or a round; else only the day it was obtained tells how far it goes."""
    return bool((ROUND if contract.cadence == "round" else PERIOD).search(delivery.period))


def last_ended(day: date) -> str:
    """The newest quarter that had ended before a day: 2026Q3 on 2026-10-01, 2026Q2 on 2026-09-30."""
    return quarter_name(4 * day.year + (day.month - 1) // 3 - 1)


def _quarters(words: str) -> list[str]:
    """The quarters that words name; a year is its four quarters, of which the first and the last are given."""
    found = []
    for year, quarter in PERIOD.findall(words):
        found += [f"{year}Q{quarter}"] if quarter else [f"{year}Q1", f"{year}Q4"]
    return found


def _last_named(words: str) -> str:
    """The last quarter or year in words, as it stands there."""
    return next((each[0] for each in reversed(list(PERIOD.finditer(words)))), "")


def _named(contract: Contract, index: int) -> str:
    """The quarter, or the year that it lies in."""
    return quarter_name(index) if contract.cadence == "quarter" else str(index // 4)


def _whole(contract: Contract, quarter: str) -> str:
    """The quarter, or the last year that had ended with it."""
    year, _, turn = quarter.partition("Q")
    return quarter if contract.cadence == "quarter" else year if turn == "4" else str(int(year) - 1)
