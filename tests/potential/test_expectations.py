"""What may be expected of wished hours: full time, feasible conditions, who did not answer, needs, and leaving."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from raat_analysis.potential.expectations import above, at_most, in_euro
from raat_analysis.potential.hours import hours
from raat_analysis.potential.intervals import Outcome
from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.surveyed import surveyed

Made = Callable[..., pl.DataFrame]
NOW = {"wants": "now", "desired_hours": 29.0}
PAY = {"wants": "conditional", "desired_hours": 38.0, "condition": "pay"}


def row(table: pl.DataFrame, measure: str, category: str = "total", scenario: str = "") -> dict[str, Any]:
    return table.filter(measure=measure, category=category, scenario=scenario).row(0, named=True)


@pytest.fixture
def found(tidy: Any, answers: Made, staff: Made, managers: Made, register: Made) -> Made:
    """80 employees, 40 answers: 8 want 9 hours more now, 10 want 38 hours for better pay (16 more), 22 no more."""

    def made(
        *said: dict[str, object], manager_answers: pl.DataFrame | None = None, named: pl.DataFrame | None = None
    ) -> pl.DataFrame:
        people = answers(*(said or [*[NOW] * 8, *[PAY] * 10, *[{}] * 22]))
        led = managers(10, 0) if manager_answers is None else manager_answers
        tables = tidy(register(("TW-V01", 80, "yes")), staff(80), people, led, named)
        return organisation_numbers(surveyed(tables))

    return made


def test_a_wish_above_36_hours_counts_up_to_36(answers: Made) -> None:
    found = hours(answers(PAY, PAY | {"actual_hours": 40.0}, PAY | {"contract_hours": 36.0}))
    assert found["potential_more_fte"].tolist() == [16, 0, 0]
    assert found["potential_contract_fte"].tolist() == [16, 16, 0]


def test_the_contract_variant_has_the_hours_that_are_worked_already(answers: Made) -> None:
    found = hours(answers(NOW | {"actual_hours": 25.0}))
    assert (found["potential_more_fte"].tolist(), found["potential_contract_fte"].tolist()) == ([4], [9])


def test_more_is_now_and_conditional_together(found: Made) -> None:
    numbers = found()
    assert row(numbers, "potential_now_fte")["value"] == pytest.approx(2 * 8 * 9 / 36)
    assert row(numbers, "potential_more_fte")["value"] == pytest.approx(2 * (8 * 9 + 10 * 16) / 36)


@pytest.mark.parametrize(("scenario", "now", "conditional"), [("cautious", 0.29, 0), ("expected", 0.225, 0.225)])
def test_an_expectation_is_a_part_of_the_hours_and_of_the_people(
    found: Made, scenario: str, now: float, conditional: float
) -> None:
    numbers = found()
    fte = row(numbers, "potential_expected_fte", scenario=scenario)["value"]
    people = row(numbers, "potential_expected_persons", scenario=scenario)["value"]
    assert fte == pytest.approx(2 * (now * 8 * 9 + conditional * 10 * 16) / 36)
    assert people == pytest.approx(2 * (now * 8 + conditional * 10))


def test_a_condition_counts_for_the_managers_who_can_fulfil_it(found: Made, managers: Made) -> None:
    """Three of ten managers call pay feasible: of the 160 hours of the respondents 48 count, and all 72 of now."""
    led = pl.concat([managers(3, 0), managers(7, 0, feasible_condition="nearby")]).with_columns(
        response_number=pl.Series([str(n) for n in range(10)])
    )
    feasible = row(found(manager_answers=led), "potential_feasible_fte")
    assert feasible["value"] == pytest.approx(2 * (72 + 0.3 * 160) / 36)
    assert feasible["contributors"] == 10
    assert feasible["lower"] < feasible["value"] < feasible["upper"]


def test_a_manager_also_names_conditions_that_are_not_the_best(found: Made, managers: Made, choices: Made) -> None:
    led = managers(10, 0, feasible_condition="nearby")
    named = choices(*(("managers", str(n), "feasible_conditions", "pay") for n in range(5)))
    numbers = found(manager_answers=led, named=named)
    assert row(numbers, "manager_feasible_pct", "pay")["value"] == 50
    assert row(numbers, "manager_feasible_pct", "nearby")["value"] == 100
    assert row(numbers, "potential_feasible_fte")["value"] == pytest.approx(2 * (72 + 0.5 * 160) / 36)


def test_four_managers_say_too_little_for_feasible_hours(found: Made, managers: Made) -> None:
    assert row(found(manager_answers=managers(4, 0)), "potential_feasible_fte")["status"] == "secret"


def test_who_did_not_answer_may_want_nothing_or_as_much_as_the_others(found: Made) -> None:
    """Respondents want 232 hours; all 80 employees 464 when the others want as much."""
    rows = found().filter(measure="potential_nonresponse_fte").sort(pl.col("category").cast(pl.Int64))
    assert (rows["value"] * 36).to_list() == pytest.approx([232, 348, 406, 464])
    assert rows["lower"].is_null().to_list() == [True, False, False, False]


def test_answers_that_are_worth_less_by_their_weights_are_counted_so(tidy: Any, answers: Made, staff: Made) -> None:
    """10 of 50 with 12 hours and 30 of 50 with 28 answered: weights 5 and 5/3, (100²) / (10·25 + 30·25/9) = 30."""
    people = answers(*[{"contract_hours": 12.0}] * 10, *[{"contract_hours": 28.0}] * 30)
    everybody = [staff(50, contract_hours=12.0), staff(50, contract_hours=28.0)]
    numbered = pl.concat(everybody).with_columns(employee_number=pl.Series([f"{n:03d}" for n in range(100)]))
    place = {"organisation_code": ["TW-V01"], "region_code": ["RA0205"], "branch_code": ["VVT"], "employees": [100]}
    members = pl.DataFrame(place | {"takes_part": ["yes"]})
    no_managers = pl.DataFrame(schema=dict.fromkeys(["organisation_code", "round", "response_number"], pl.String))
    texts = ("asks_in_review", "room_in_budget", "obstacle", "feasible_condition")
    amounts = ("team_size", "expects_more_hours", "open_hours", "temporary_hours")
    led = no_managers.with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in texts), *(pl.lit(None, pl.Float64).alias(n) for n in amounts)
    )
    found = organisation_numbers(surveyed(tidy(members, numbered, people, led)))
    assert row(found, "fase0_effective_respondents")["value"] == pytest.approx(30)


def test_keeping_people_is_worth_their_hours_when_the_reason_can_be_taken_away(found: Made) -> None:
    """Of 40 answers 6 would leave: 4 for pay and 2 for their pension. Half of those who say so go: 2 · 4 · 20 · 0,5."""
    leaving = {"intends_to_leave": "yes"}
    said = [*[leaving | {"leave_reason": "pay"}] * 4, *[leaving | {"leave_reason": "pension"}] * 2, *[{}] * 34]
    numbers = found(*said)
    assert row(numbers, "leave_intention_pct")["value"] == pytest.approx(15)
    assert row(numbers, "leave_reason_pct", "pay")["value"] == pytest.approx(100 * 4 / 6)
    assert row(numbers, "retention_fte")["value"] == pytest.approx(2 * 4 * 20 * 0.5 / 36)
    assert row(numbers, "retention_fte")["contributors"] == 6


def test_a_round_that_did_not_ask_has_no_rows(found: Made) -> None:
    absent = {
        "leave_reason_pct",
        "retention_fte",
        "condition_named_pct",
        "temporary_hours_fte",
        "replaces_temporary_euro",
    }
    assert set(found()["measure"]) & absent == set()


def test_temporary_hours_go_first_and_open_hours_take_what_is_left(found: Made, managers: Made) -> None:
    """Ten teams of 20 with 3 temporary hours: 0,15 an employee, 12 for the 80, a third of an fte; expected is 2,9."""
    numbers = found(manager_answers=managers(10, 0, temporary_hours=3.0))
    expected = row(numbers, "potential_expected_fte", scenario="expected")
    replaced, filled = row(numbers, "replaces_temporary_fte"), row(numbers, "fills_open_fte")
    assert row(numbers, "temporary_hours_fte")["value"] == pytest.approx(12 / 36)
    assert (replaced["value"], replaced["lower"]) == (pytest.approx(12 / 36), None)
    assert filled["value"] == pytest.approx(2.0)  # 18 open hours in a team of 20: 72 for all, less than what is left
    assert expected["value"] - 12 / 36 > 2
    euro = row(numbers, "replaces_temporary_euro")
    assert euro["value"] == pytest.approx(12 * 45 * (47.30 - 39.09))


def test_the_margin_of_the_potential_counts_where_the_potential_decides() -> None:
    potential = Outcome(10.0, 8.0, 12.0, 1.0, 30.0)
    assert at_most(potential, 20.0) == potential
    assert at_most(potential, 11.0).upper == 11
    assert at_most(potential, 9.0) == Outcome(9.0)
    assert above(potential, 9.0) == Outcome(1.0, 0.0, 3.0, 1.0, 30.0)
    assert above(potential, 11.0) == Outcome(0.0)
    assert in_euro(Outcome(1.0, None, None)).value == pytest.approx(36 * 45 * 8.21)
