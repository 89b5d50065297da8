"""What an organisation gets to see: hours by head, ten respondents, and errors that name the organisation."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.potential.hours import hours
from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.surveyed import surveyed

Numbers = Callable[..., pl.DataFrame]
NOW = {"wants": "now", "desired_hours": 26.0, "discussed": "yes"}
CONDITIONAL = {"wants": "conditional", "desired_hours": 24.0, "condition": "pay"}
FEWER = {"wants": "fewer", "desired_hours": 16.0}


@pytest.fixture
def numbers(tidy: Any) -> Numbers:
    def made(
        answers: pl.DataFrame, staff: pl.DataFrame, managers: pl.DataFrame, register: pl.DataFrame, *more: pl.DataFrame
    ) -> pl.DataFrame:
        return organisation_numbers(surveyed(tidy(register, staff, answers, managers, *more)))

    return made


def row(table: pl.DataFrame, measure: str, category: str = "total") -> dict[str, Any]:
    return table.filter(measure=measure, category=category).row(0, named=True)


@pytest.fixture
def twenty(numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any) -> pl.DataFrame:
    """40 employees, 20 answers: 4 want 6 hours more now, 10 want 4 hours more conditionally, 2 want 4 fewer."""
    said = [NOW] * 4 + [CONDITIONAL] * 10 + [FEWER] * 2 + [{}] * 4
    return numbers(answers(*said), staff(40), managers(6, 6), register(("TW-V01", 40, "yes")))


def test_extra_hours_count_above_what_somebody_works_already(answers: Any) -> None:
    works_more = NOW | {"contract_hours": 20.0, "actual_hours": 28.0, "desired_hours": 30.0}
    content = NOW | {"contract_hours": 20.0, "actual_hours": 28.0, "desired_hours": 28.0}
    contract_counts = NOW | {"contract_hours": 24.0, "actual_hours": 20.0, "desired_hours": 28.0}
    found = hours(answers(works_more, content, contract_counts, {}))
    assert found["potential_now_fte"].tolist() == [2, 0, 4, 0]


def test_fewer_hours_count_below_what_somebody_works_and_net_is_the_balance(answers: Any) -> None:
    found = hours(answers(NOW, CONDITIONAL, FEWER | {"actual_hours": 24.0}))
    assert found["potential_fewer_fte"].tolist() == [0, 0, 8]
    assert found["potential_net_fte"].tolist() == [6, 4, -8]


def test_shares_and_potentials_by_head(twenty: pl.DataFrame) -> None:
    assert row(twenty, "more_hours_now_pct")["value"] == pytest.approx(20)
    assert row(twenty, "more_hours_conditional_pct")["value"] == pytest.approx(50)
    assert row(twenty, "fewer_hours_pct")["value"] == pytest.approx(10)
    assert row(twenty, "potential_now_fte")["value"] == pytest.approx(2 * 4 * 6 / 36)
    assert row(twenty, "potential_conditional_fte")["value"] == pytest.approx(2 * 10 * 4 / 36)
    assert row(twenty, "potential_fewer_fte")["value"] == pytest.approx(2 * 2 * 4 / 36)
    assert row(twenty, "potential_net_fte")["value"] == pytest.approx(2 * (24 + 40 - 8) / 36)
    assert row(twenty, "fase0_response_pct")["value"] == 50


def test_every_estimate_with_spread_has_an_interval_of_90_percent(twenty: pl.DataFrame) -> None:
    """Not what is exact, what is only respondents' own hours, nor how many answers the weights are worth."""
    exact = ["final"], ["fase0_effective_respondents"]
    estimated = twenty.filter(
        ~pl.col("status").is_in(exact[0]), ~pl.col("measure").is_in(exact[1]), pl.col("value") > 0
    )
    spread = estimated.filter(~((pl.col("measure") == "potential_nonresponse_fte") & (pl.col("category") == "0")))
    none = spread.filter(pl.col("interval_pct").is_null())["measure"].unique().sort().to_list()
    assert none == ["manager_expects_more_pct", "open_hours_fte"]  # every team is 18 hours short, and 2 of 20 want more
    found = spread.filter(pl.col("interval_pct") == 90)
    assert found.select((pl.col("lower") <= pl.col("value")) & (pl.col("value") <= pl.col("upper"))).to_series().all()


def test_who_wants_more_and_discussed_it(twenty: pl.DataFrame) -> None:
    found = row(twenty, "discussed_pct")
    assert found["value"] == pytest.approx(100 * 4 / 14)
    assert (found["denominator"], found["contributors"]) == (pytest.approx(28), 14)


def test_conditions_are_asked_of_who_wants_more_under_conditions(twenty: pl.DataFrame) -> None:
    assert row(twenty, "condition_pct", "pay")["value"] == pytest.approx(100)
    assert row(twenty, "condition_pct", "workload")["value"] == 0
    assert row(twenty, "obstacle_pct", "roster")["contributors"] == 20


def test_managers_are_counted_as_they_are(twenty: pl.DataFrame) -> None:
    found = row(twenty, "asks_in_review_pct")
    assert (found["value"], found["numerator"], found["denominator"]) == (50, 6, 12)


def test_four_respondents_give_a_response_and_nothing_else(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    found = numbers(answers(*[NOW] * 4), staff(20), managers(2, 2), register(("TW-V01", 20, "yes")))
    shown = found.filter(pl.col("value").is_not_null(), ~pl.col("measure").str.starts_with("staff"))
    assert shown["measure"].to_list() == ["fase0_respondents", "fase0_response_pct"]
    secret = found.filter(pl.col("value").is_null())
    assert set(secret["status"]) == {"secret"}
    assert secret.select("numerator", "lower", "upper").null_count().row(0) == (secret.height,) * 3


def test_an_organisation_that_only_delivered_its_extract_has_facts_and_a_response_of_zero(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    found = numbers(answers().clear(), staff(20), managers(0, 0), register(("TW-V01", 20, "yes")))
    assert row(found, "fase0_response_pct")["value"] == 0
    assert set(found.filter(~pl.col("measure").str.starts_with("staff"))["measure"]) == {
        "fase0_respondents",
        "fase0_response_pct",
    }
    assert row(found, "staff")["value"] == 20


def test_answers_without_a_register_are_refused(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    known = register(("TW-V01", 20, "yes"), ("TW-V02", 20, "no"))
    with pytest.raises(RaatError, match=r"1 organisations have answers but no personnel(.|\n)*TW-V02 2026-1"):
        numbers(answers({}, organisation_code="TW-V02"), staff(20), managers(0, 0), known)


def test_more_answers_than_employees_are_refused(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    with pytest.raises(RaatError, match=r"more answers than employees(.|\n)*TW-V01 2026-1"):
        numbers(answers(*[{}] * 12), staff(11), managers(0, 0), register(("TW-V01", 11, "yes")))


def test_an_unknown_organisation_is_refused(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    with pytest.raises(RaatError, match=r"not in the register of members(.|\n)*TW-V01"):
        numbers(answers({}), staff(20), managers(0, 0), register(("TW-V09", 20, "no")))


def test_who_takes_part_must_have_a_register(
    numbers: Numbers, answers: Any, staff: Any, managers: Any, register: Any
) -> None:
    known = register(("TW-V01", 20, "yes"), ("TW-V02", 20, "yes"))
    with pytest.raises(RaatError, match=r"1 organisations take part(.|\n)*TW-V02"):
        numbers(answers({}), staff(20), managers(0, 0), known)
