"""The picture of the region: known totals, three organisations, coverage, and parts that add up."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from raat_analysis.numbers_table import KEY
from raat_analysis.potential.fase0 import fase0
from raat_analysis.potential.pooling import pooled_row, ratio_of_sums
from raat_analysis.potential.prediction import Rates, predicted_total, smoothed_variances

NOW = {"wants": "now", "desired_hours": 26.0, "discussed": "yes"}
CONDITIONAL = {"wants": "conditional", "desired_hours": 24.0, "condition": "pay"}
FEWER = {"wants": "fewer", "desired_hours": 16.0}


@pytest.fixture
def region(tidy: Any, answers: Any, staff: Any, managers: Any, register: Any) -> Any:
    """`parts` organisations of 40 with 20 answers each (number k: 4 + k want more now), and one of 100 without."""

    def made(parts: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        codes = [f"TW-V{k + 1:02d}" for k in range(parts)]
        said = [[NOW] * (4 + k) + [CONDITIONAL] * 6 + [FEWER] * 2 + [{}] * (8 - k) for k in range(parts)]
        people = [answers(*each, organisation_code=code) for each, code in zip(said, codes, strict=True)]
        return fase0(
            tidy(
                register(*((code, 40, "yes") for code in codes), ("TW-V99", 100, "no")),
                pl.concat([staff(40, code) for code in codes]),
                pl.concat(people),
                pl.concat([managers(2, 2, code) for code in codes]),
            )
        )

    return made


EMPLOYEES = "fase0_employees"  # exact until they are rounded: test_employees.py


def row(table: pl.DataFrame, measure: str, category: str = "total", branch: str = "SMAL") -> dict[str, Any]:
    return table.filter(measure=measure, category=category, branch_code=branch).row(0, named=True)


def test_the_region_counts_all_its_organisations(region: Any) -> None:
    found = row(region(4)[1], "more_hours_now_pct")
    assert found["denominator"] == 260
    assert found["value"] == pytest.approx(27.5, abs=0.1)
    assert found["contributors"] == 4


def test_equal_organisations_give_their_own_rate(region: Any) -> None:
    found = row(region(4)[1], "more_hours_conditional_pct")
    assert found["value"] == pytest.approx(30)
    assert found["numerator"] == pytest.approx(78)


def test_net_potential_is_the_sum_of_its_parts(region: Any) -> None:
    _, numbers = region(5)
    parts = [row(numbers, f"potential_{part}_fte") for part in ("now", "conditional", "fewer", "net")]
    now, conditional, fewer, net = (part["value"] for part in parts)
    assert net == pytest.approx(now + conditional - fewer)
    assert parts[3]["numerator"] == pytest.approx(36 * net)


def test_two_organisations_give_no_region(region: Any) -> None:
    members, numbers = region(2)
    numbers = numbers.filter(branch_code="SMAL").filter(~pl.col("measure").is_in([EMPLOYEES, "fase0_organisations"]))
    assert set(numbers["status"]) == {"secret"}
    assert numbers["value"].null_count() == numbers.height
    assert row(members.filter(organisation_code="TW-V01"), "more_hours_now_pct", branch="VVT")[
        "value"
    ] == pytest.approx(20)


def test_every_number_of_a_region_stands_there_once(region: Any) -> None:
    numbers = region(3)[1].filter(pl.col("measure") != EMPLOYEES)
    assert numbers.select(KEY).is_duplicated().sum() == 0
    assert set(numbers["region_code"]) == {"RA0205"}
    assert set(numbers["branch_code"]) == {"SMAL", "VVT"}


def test_the_order_of_rows_changes_nothing(tidy: Any, answers: Any, staff: Any, managers: Any, register: Any) -> None:
    people = answers(*[NOW] * 6, *[CONDITIONAL] * 9, *[{"contract_hours": 12.5}] * 17)
    workforce = pl.concat([staff(50), staff(30, contract_hours=12.5).with_columns(employee_number="employee_number")])
    numbered = workforce.with_row_index("n").with_columns(employee_number=pl.col("n").cast(pl.String)).drop("n")
    tables = tidy(register(("TW-V01", 80, "yes")), numbered, people, managers(3, 9))
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=3) for name, table in tables.items()}
    assert all(one.equals(other) for one, other in zip(fase0(tables), fase0(shuffled), strict=True))


def test_the_ratio_of_sums_and_its_error_by_head() -> None:
    value, error = ratio_of_sums(np.array([1.0, 2.0, 3.0]), np.array([10.0, 10.0, 10.0]))
    assert value == pytest.approx(0.2)
    assert error == pytest.approx((3 / 2 * 2) ** 0.5 / 30)


def test_nine_respondents_in_a_region_are_not_shown() -> None:
    counts = [(1.0, 3.0), (2.0, 3.0), (1.0, 3.0)]
    nine, ten = ([("TW-V01", 3.0), ("TW-V02", 3.0), ("TW-V03", last)] for last in (3.0, 4.0))
    assert pooled_row({"measure": "discussed_pct"}, np.array(counts), nine)["status"] == "secret"
    assert pooled_row({"measure": "discussed_pct"}, np.array(counts), ten)["value"] == pytest.approx(100 * 4 / 9)


def test_an_organisation_without_anybody_in_the_base_does_not_count_as_one() -> None:
    counts = [(6.0, 9.0), (6.0, 9.0), (0.0, 0.0)]
    found = pooled_row(
        {"measure": "discussed_pct"}, np.array(counts), [("TW-V01", 9.0), ("TW-V02", 9.0), ("TW-V03", 0.0)]
    )
    assert (found["status"], found["contributors"]) == ("secret", 2)


def test_when_all_took_part_and_answered_the_total_is_known() -> None:
    staff = np.array([10.0, 20.0, 30.0])
    found = predicted_total(Rates(np.array([0.1, 0.2, 0.3]), np.zeros(3), staff, np.zeros(3), np.empty(0)))
    assert found == pytest.approx((14, 0), abs=1e-3)


def test_organisations_that_agree_give_that_rate_for_the_others() -> None:
    rates = Rates(np.full(3, 0.2), np.full(3, 0.01), np.full(3, 10.0), np.zeros(3), np.array([70.0]))
    assert predicted_total(rates)[0] == pytest.approx(20)


def test_the_smoothed_variance_falls_with_respondents_and_is_0_when_all_answered() -> None:
    found = smoothed_variances(np.array([1.0, 3.0]), np.array([10.0, 10.0]), np.array([20.0, 10.0]))
    assert found.tolist() == [pytest.approx(0.1), 0]
