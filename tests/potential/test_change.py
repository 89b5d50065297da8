"""What changed since the round before: the difference and its margin by head, of organisations and regions."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from raat_analysis.contributors import PRIVATE
from raat_analysis.potential.fase0 import fase0
from raat_analysis.potential.intervals import Outcome, difference, outcome, student

Made = Callable[..., pl.DataFrame]
NOW = {"wants": "now", "desired_hours": 26.0}
BEFORE = {"round": "2025-1"}


def test_a_difference_has_the_error_of_both_and_the_degrees_of_satterthwaite() -> None:
    """Errors 3 and 4 make 5; with 10 and 20 degrees: 25² / (81/10 + 256/20) = 29,9."""
    found = difference(outcome(30.0, 3.0, 10), outcome(20.0, 4.0, 20))
    assert found.value == 10
    assert found.upper == pytest.approx(10 + 5 * student(625 / (8.1 + 12.8)))
    assert found.degrees == pytest.approx(29.904, abs=0.001)


def test_without_a_spread_in_one_round_the_difference_has_no_margin() -> None:
    assert difference(outcome(30.0, 3.0, 10), Outcome(20.0)) == Outcome(10.0)


@pytest.fixture
def rounds(tidy: Any, answers: Made, staff: Made, managers: Made, register: Made) -> Made:
    """Organisations of 40 with 20 answers: 4 wanted 6 hours more in 2025-1, and now 4 + `more`."""

    def made(codes: list[str], more: int, respondents_before: int = 20) -> Any:
        old = [{**NOW, **BEFORE}] * 4 + [dict(BEFORE)] * (respondents_before - 4)
        new = [NOW] * (4 + more) + [{}] * (16 - more)
        said = [answers(*each, organisation_code=code) for code in codes for each in (old, new)]
        people = [staff(40, code, **each) for code in codes for each in (BEFORE, {})]
        members = register(*((code, 40, "yes") for code in codes))
        return fase0(tidy(members, pl.concat(people), pl.concat(said), managers(0, 0)))

    return made


def test_an_organisation_sees_what_changed_since_the_round_before(rounds: Made) -> None:
    members, _ = rounds(["TW-V01"], 2)
    found = members.filter(measure="more_hours_now_change_pp")
    assert found.select("edition", "value", "numerator", "denominator").rows() == [("2026-1", 10.0, 30.0, 20.0)]
    assert found["lower"].item() < 10 < found["upper"].item()
    fte = members.filter(measure="potential_more_change_fte")
    assert fte["value"].item() == pytest.approx(2 * 2 * 6 / 36)


def test_behind_a_difference_are_the_respondents_of_the_smaller_round(rounds: Made) -> None:
    members, _ = rounds(["TW-V01"], 2, respondents_before=12)
    assert set(members.filter(pl.col("measure").str.contains("change"))["contributors"]) == {12}


def test_four_respondents_in_a_round_give_no_difference(rounds: Made) -> None:
    members, _ = rounds(["TW-V01"], 2, respondents_before=4)
    assert set(members.filter(pl.col("measure").str.contains("change"))["status"]) == {"secret"}


def test_a_region_sees_the_same_with_the_protection_of_the_weaker_round(rounds: Made) -> None:
    """Three organisations; 20 answers each now and 12 before: 36 are behind the difference, a third of the largest."""
    _, numbers = rounds(["TW-V01", "TW-V02", "TW-V03"], 2, respondents_before=12)
    found = numbers.filter(measure="more_hours_now_change_pp")
    assert found.select("edition", "value").rows() == [("2026-1", pytest.approx(30 - 100 / 3))]
    assert found.select(PRIVATE).row(0) == (3, 36.0, 12.0, 12.0, None)
    assert numbers.filter(edition="2025-1", measure="more_hours_now_change_pp").is_empty()
