"""What Fase 0 assumes beyond what people answered: codelists/fase0_assumptions.yml, typed."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from raat_analysis.codelists import entries


@dataclass(frozen=True)
class Expectation:
    """Which part of the wished hours is really worked after some time; `scenario` is its code."""

    scenario: str
    now: float
    conditional: float


@dataclass(frozen=True)
class Assumptions:
    """`euro_saved` is the difference in cost of an hour of a temporary worker and of an employee."""

    expectations: tuple[Expectation, ...]
    leaves_when_intended: float
    change_hours: float
    worked_weeks: float
    euro_saved: float


@cache
def assumptions() -> Assumptions:
    found: dict[str, Any] = dict(entries("fase0_assumptions"))
    prices = found["prices"]
    return Assumptions(
        tuple(
            Expectation(code, float(each["now"]), float(each["conditional"]))
            for code, each in found["expectations"].items()
        ),
        float(found["leaves_when_intended"]),
        float(found["change_hours"]),
        float(prices["worked_weeks_per_year"]),
        float(prices["temporary_euro_per_hour"]) - float(prices["employee_euro_per_hour"]),
    )
