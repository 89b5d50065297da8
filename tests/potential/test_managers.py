"""What managers say: unweighted shares, and amounts of their teams reckoned for all employees."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from raat_analysis.potential.intervals import student
from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.pooling import ratio_of_sums
from raat_analysis.potential.surveyed import surveyed

Made = Callable[..., pl.DataFrame]


@pytest.fixture
def numbers(tidy: Any, answers: Made, staff: Made, managers: Made, register: Made) -> Made:
    """`staff_number` employees without answers of their own, and managers with these teams."""

    def made(staff_number: int, **columns: list[float | None]) -> pl.DataFrame:
        number = len(next(iter(columns.values())))
        led = managers(number, 0)
        led = led.with_columns(pl.Series(name, said, dtype=led[name].dtype) for name, said in columns.items())
        tables = tidy(register(("TW-V01", 40, "yes")), staff(staff_number), answers().clear(), led)
        return organisation_numbers(surveyed(tables))

    return made


def row(table: pl.DataFrame, measure: str, category: str = "total") -> dict[str, Any]:
    return table.filter(measure=measure, category=category).row(0, named=True)


def test_teams_count_by_their_size(numbers: Made) -> None:
    """2 of 10, 3 of 20, 4 of 10, 5 of 40, 6 of 20 want more: 20 of 100, whatever the share of each team."""
    found = numbers(400, team_size=[10, 20, 10, 40, 20], expects_more_hours=[2, 3, 4, 5, 6])
    expects = row(found, "manager_expects_more_pct")
    assert (expects["value"], expects["numerator"], expects["denominator"]) == (20, 20, 100)
    left = np.array([2, 3, 4, 5, 6]) - 0.2 * np.array([10, 20, 10, 40, 20])
    error = (5 / 4 * left @ left) ** 0.5 / 100 * (1 - 100 / 400) ** 0.5
    assert expects["upper"] - expects["value"] == pytest.approx(100 * error * student(4))


def test_open_hours_are_reckoned_for_everybody(numbers: Made) -> None:
    """150 hours in teams of 100, of an organisation of 400: 600 hours."""
    found = row(numbers(400, team_size=[20] * 5, open_hours=[10.0, 20.0, 30.0, 40.0, 50.0]), "open_hours_fte")
    assert found["value"] == pytest.approx(600 / 36)
    assert found["lower"] < found["value"] < found["upper"]


def test_teams_that_hold_everybody_leave_nothing_uncertain(numbers: Made) -> None:
    found = row(numbers(100, team_size=[20] * 5, open_hours=[10.0, 20.0, 30.0, 40.0, 50.0]), "open_hours_fte")
    assert (found["value"], found["lower"]) == (pytest.approx(150 / 36), None)


def test_a_manager_who_leaves_temporary_hours_open_is_not_counted(numbers: Made) -> None:
    found = numbers(400, team_size=[20] * 6, temporary_hours=[5.0, 5.0, 5.0, 5.0, 10.0, None])
    temporary = row(found, "temporary_hours_fte")
    assert (temporary["value"], temporary["contributors"]) == (pytest.approx(30 / 100 * 400 / 36), 5)


def test_managers_of_an_organisation_say_what_keeps_people_from_more_hours(numbers: Made) -> None:
    found = numbers(400, team_size=[20] * 5)
    assert row(found, "manager_obstacle_pct", "no_budget")["value"] == 100
    assert row(found, "manager_room_pct")["value"] == 0
    assert row(found, "manager_room_pct")["upper"] > 0
    assert set(found.filter(measure="manager_feasible_pct")["category"]) == set()


def test_four_managers_say_nothing(numbers: Made) -> None:
    found = numbers(400, team_size=[20] * 4)
    assert set(found.filter(source="fase0_leidinggevenden")["status"]) == {"secret"}


def test_clusters_of_one_school_equal_r(r_ratio: dict[str, list[float]], schools: pl.DataFrame) -> None:
    """svyratio(~api00, ~enroll) of apisrs with weights only: each school is a cluster of itself."""
    api, pupils = (schools[name].cast(pl.Float64).to_numpy() for name in ("api00", "enroll"))
    assert ratio_of_sums(api, pupils) == pytest.approx(tuple(r_ratio["ratio_clusters"]), rel=1e-9)
