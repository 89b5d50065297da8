"""Questions with more answers: all that is named, groups, and choices that belong to nobody."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError
from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.surveyed import surveyed

Made = Callable[..., pl.DataFrame]


@pytest.fixture
def numbers(tidy: Any, answers: Made, staff: Made, managers: Made, register: Made) -> Made:
    """40 employees and 20 answers, of whom 10 want more for pay (5) or fixed days (5); obstacle: the roster."""

    def made(named: pl.DataFrame) -> pl.DataFrame:
        asks = [{"wants": "conditional", "condition": code} for code in ["pay"] * 5 + ["fixed_days"] * 5]
        tables = tidy(register(("TW-V01", 40, "yes")), staff(40), answers(*asks, *[{}] * 10), managers(0, 0), named)
        return organisation_numbers(surveyed(tables))

    return made


def values(table: pl.DataFrame, measure: str) -> dict[str, float]:
    found = table.filter(measure=measure)
    return {code: round(value, 6) for code, value in found.select("category", "value").iter_rows() if value}


def test_what_matters_most_is_named_too_and_named_once(numbers: Made, choices: Made) -> None:
    """Numbers 0-4 want pay; number 0 names it again, 1 the workload: of ten pay five, fixed days five, workload one."""
    named = choices(("employees", "0", "conditions", "pay"), ("employees", "1", "conditions", "workload"))
    assert values(numbers(named), "condition_named_pct") == {"pay": 50, "fixed_days": 50, "workload": 10}


def test_a_condition_named_by_who_wants_no_more_is_not_counted(numbers: Made, choices: Made) -> None:
    found = numbers(choices(("employees", "15", "conditions", "workload")))
    assert values(found, "condition_named_pct") == {"pay": 50, "fixed_days": 50}


def test_groups_are_the_sum_of_what_matters_most(numbers: Made, choices: Made) -> None:
    found = numbers(choices())
    assert values(found, "condition_group_pct") == {"terms": 50, "roster": 50}
    assert values(found, "obstacle_group_pct") == {"organisation": 100}
    assert found.filter(measure="condition_group_pct").height == len(entries("condition_groups"))


def test_every_condition_and_obstacle_has_a_group() -> None:
    for one in ("condition", "obstacle"):
        assert {entry["group"] for entry in entries(f"{one}s").values()} == set(entries(f"{one}_groups"))


def test_a_choice_of_nobody_is_refused_without_saying_what_was_chosen(numbers: Made, choices: Made) -> None:
    with pytest.raises(RaatError, match=r"1 choices(.|\n)*TW-V01', '2026-1', 'employees'") as refusal:
        numbers(choices(("employees", "99", "conditions", "pay")))
    assert "pay" not in str(refusal.value)
