"""What is secret by itself: the rule of each source, by head."""

from typing import Any

import polars as pl
import pytest

from raat_analysis.disclosure.primary import primary
from raat_analysis.disclosure.protect import protect
from raat_analysis.errors import RaatError


def secret(table: Any, **row: object) -> bool:
    return bool(table([row]).select(primary())["secret"].item())


@pytest.mark.parametrize(("people", "hidden"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_count_of_1_to_9_people_is_secret(table: Any, people: int, hidden: bool) -> None:
    assert secret(table, measure="outflow_sector", value=float(people)) == hidden


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        (9, 500, True),
        (10, 500, False),
        (491, 500, True),
        (490, 500, False),
        (20, 99, True),
        (20, 100, False),
        (0, 0, False),
    ],
)
def test_a_percentage_of_a_few_or_of_nearly_all_or_of_a_small_base_is_secret(
    table: Any, numerator: int, denominator: int, hidden: bool
) -> None:
    row = {"measure": "outflow_sector_pct", "value": 5.0, "numerator": numerator, "denominator": denominator}
    assert secret(table, **row) == hidden


def test_a_balance_is_no_count_of_people(table: Any) -> None:
    assert not secret(table, measure="flow_balance", value=3.0)


@pytest.mark.parametrize(("employers", "hidden"), [(1, True), (2, True), (3, False), (None, True)])
def test_how_vacancies_ended_needs_three_employers(table: Any, employers: int | None, hidden: bool) -> None:
    assert secret(table, measure="vacancies_filled", value=12.0, contributors=employers) == hidden


@pytest.mark.parametrize(
    ("gives", "hidden"), [((60, 34, 6), False), ((60, 35, 5), True), ((100, 100, 10), False), ((100, 100, 9), True)]
)
def test_an_employer_that_the_second_comes_within_ten_percent_of_is_secret(
    table: Any, gives: tuple[int, int, int], hidden: bool
) -> None:
    """The second knows the total and its own: what the others give is how far off its estimate of the first is."""
    behind = {"contributors": 3, "contributed": sum(gives), "largest": gives[0], "second_largest": gives[1]}
    assert secret(table, measure="vacancies_filled", value=float(sum(gives)), **behind) == hidden


def test_who_contributed_must_be_known(table: Any) -> None:
    assert secret(table, measure="vacancies_filled", value=12.0, contributors=5, largest=None)


def test_adverts_are_public_and_no_endings_show_nothing(table: Any) -> None:
    assert not secret(table, measure="vacancies_opened", value=1.0, contributors=1)
    assert not secret(table, measure="vacancies_withdrawn", value=0.0, contributors=0)


@pytest.mark.parametrize("measure", ["employees", "demand", "inhabitants", "entrants", "vacancies_opened_forecast"])
def test_public_sources_have_no_rule(table: Any, measure: str) -> None:
    assert not secret(table, measure=measure, value=3.0)


@pytest.mark.parametrize(("organisations", "hidden"), [(2, True), (3, False), (None, True)])
def test_a_survey_is_public_from_three_organisations(table: Any, organisations: int | None, hidden: bool) -> None:
    assert secret(table, measure="more_hours_now_pct", value=15.0, contributors=organisations) == hidden


@pytest.mark.parametrize(
    ("answers", "largest", "value", "hidden"),
    [
        (9, 3, 15.0, True),  # fewer than ten answers
        (10, 4, 15.0, False),
        (100, 50, 15.0, False),
        (100, 51, 15.0, True),  # one organisation gives more than half
        (19, 7, 0.0, True),  # nobody out of fewer than twenty
        (19, 7, 100.0, True),
        (20, 7, 0.0, False),
    ],
)
def test_a_survey_is_public_from_ten_answers_without_one_that_dominates_or_unanimity(
    table: Any, answers: int, largest: int, value: float, hidden: bool
) -> None:
    behind = {"contributors": 4, "contributed": float(answers), "largest": float(largest), "second_largest": 3.0}
    assert secret(table, measure="more_hours_now_pct", value=value, **behind) == hidden


def test_what_is_secret_already_stays_so(table: Any) -> None:
    assert secret(table, measure="employees", value=None, status="secret")


def test_a_source_without_a_rule_stops_the_run(table: Any, own: Any) -> None:
    rows = table([{"measure": "employees", "value": 1.0}]).with_columns(source=pl.lit("nieuwe_bron"))
    with pytest.raises(RaatError, match=r"1 sources of numbers have no disclosure rule(.|\n)*nieuwe_bron"):
        protect([rows], own([]))
