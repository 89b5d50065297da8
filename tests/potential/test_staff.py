"""What the personnel extract says: exact counts and hours, and what became of contracts since the round before."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.surveyed import surveyed

Made = Callable[..., pl.DataFrame]


def only(number: int, hours: float, staff: Made, **more: object) -> pl.DataFrame:
    """One employee with this number and contract."""
    one = staff(1, contract_hours=hours, actual_hours=hours).with_columns(employee_number=pl.lit(f"{number:04d}"))
    return one.with_columns(**{name: pl.lit(value) for name, value in more.items()})


@pytest.fixture
def facts(tidy: Any, answers: Made, managers: Made, register: Made) -> Made:
    """The rows of TW-V01 with this personnel extract, without questionnaires."""

    def made(workforce: pl.DataFrame) -> pl.DataFrame:
        tables = tidy(register(("TW-V01", 40, "yes")), workforce, answers().clear(), managers(0, 0))
        return organisation_numbers(surveyed(tables))

    return made


def row(table: pl.DataFrame, measure: str, category: str = "total", edition: str = "2026-1") -> dict[str, Any]:
    return table.filter(measure=measure, category=category, edition=edition).row(0, named=True)


def test_hours_are_added_up_and_divided_once(facts: Made, staff: Made) -> None:
    """Two contracts of 36 hours and two of 18, of which one works 22: 108 hours."""
    people = pl.concat(
        [
            *(only(n, 36.0, staff) for n in (1, 2)),
            only(3, 18.0, staff),
            only(4, 18.0, staff, actual_hours=22.0, contract_kind="temporary", age_class="55+"),
        ]
    )
    found = facts(people)
    assert row(found, "staff_fte")["value"] == 3
    assert row(found, "staff_part_time_factor_pct")["value"] == 75
    assert row(found, "staff_contract_hours_mean")["value"] == 27
    assert row(found, "staff_small_contracts_pct")["value"] == 50
    assert row(found, "staff_above_contract_fte")["value"] == pytest.approx(4 / 36)
    assert set(found.filter(source="fase0_hr")["status"]) == {"final"}


def test_employees_are_counted_by_age_contract_function_and_kind_of_contract(facts: Made, staff: Made) -> None:
    found = facts(pl.concat([only(1, 20.0, staff), only(2, 36.0, staff, contract_kind="on_call", age_class="55+")]))
    counted = found.filter(measure="staff")
    sizes = counted.group_by("breakdown").agg(pl.len(), pl.col("value").sum()).sort("breakdown").rows()
    assert sizes == [("age", 5, 2), ("contract", 7, 2), ("contract_kind", 3, 2), ("function", 5, 2), ("total", 1, 2)]
    assert row(found, "staff", "on_call")["value"] == 1
    assert row(found, "staff", "temporary")["value"] == 0
    assert row(found, "staff", "36+")["value"] == 1


def test_contracts_change_from_two_hours_and_who_left_is_counted_of_who_was_there(facts: Made, staff: Made) -> None:
    """Of five in 2025-1 four are there in 2026-1: two grew 2 and 8 hours, one shrank 4, one grew 1,9: no change."""
    old = pl.concat([only(n, 24.0, staff, round="2025-1") for n in range(5)])
    new = pl.concat([only(n, hours, staff) for n, hours in enumerate((26.0, 32.0, 20.0, 25.9))])
    found = facts(pl.concat([old, new, only(9, 24.0, staff)]))
    values = {name: row(found, name)["value"] for name in found.filter(edition="2026-1")["measure"]}
    assert (values["staff_in_both_rounds"], values["staff_extended"], values["staff_reduced"]) == (4, 2, 1)
    assert values["staff_extended_fte"] == pytest.approx(10 / 36)
    assert values["staff_reduced_fte"] == pytest.approx(4 / 36)
    assert row(found, "staff_left_pct")["denominator"] == 5
    assert values["staff_left_pct"] == 20


def test_the_first_round_of_an_organisation_has_no_changes(facts: Made, staff: Made) -> None:
    found = facts(pl.concat([only(1, 24.0, staff, round="2025-1"), only(1, 24.0, staff)]))
    first = set(found.filter(edition="2025-1")["measure"])
    assert first & {"staff_in_both_rounds", "staff_extended", "staff_left_pct"} == set()
    assert row(found, "staff_left_pct")["value"] == 0
