"""Employees of who takes part: in their class of hours, in their branch and the sector, with zeros, and adding up."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.potential.employees import branch_of, contract_class, employee_numbers
from raat_analysis.potential.surveyed import surveyed

Answers = Callable[..., pl.DataFrame]


@pytest.fixture
def numbers(
    tidy: Callable[..., dict[str, pl.DataFrame]], answers: Answers, staff: Answers, managers: Answers, register: Answers
) -> pl.DataFrame:
    """Two organisations of vvt, 12 and 20 employees, and one of 11 that has fewer than ten respondents."""
    members = register(("TW-V01", 12, "yes"), ("TW-V02", 20, "yes"), ("TW-V03", 11, "yes"))
    people = pl.concat(
        [
            staff(12),
            staff(15, "TW-V02", age_class="55+", contract_hours=36.0),
            staff(5, "TW-V02", function_group="nursing", contract_hours=11.9).with_columns(
                employee_number="x" + pl.col("employee_number")
            ),
            staff(11, "TW-V03"),
        ]
    )
    said = pl.concat([answers(*[{}] * 10, organisation_code=code) for code in ("TW-V01", "TW-V02")])
    few = answers(*[{}] * 9, organisation_code="TW-V03")
    found = surveyed(tidy(members, people, pl.concat([said, few]), managers(0, 0)))
    return employee_numbers(found, people)


def value(numbers: pl.DataFrame, breakdown: str, category: str, branch: str = "VVT") -> float:
    return float(numbers.filter(branch_code=branch, breakdown=breakdown, category=category)["value"].item())


@pytest.mark.parametrize(
    ("hours", "code"), [(0.0, "<12"), (11.9, "<12"), (12.0, "12-20"), (23.99, "20-24"), (24.0, "24-28"), (40.0, "36+")]
)
def test_contract_hours_fall_in_half_open_classes(hours: float, code: str) -> None:
    assert pl.DataFrame({"contract_hours": [hours]}).select(contract_class()).item() == code


def test_people_are_counted_by_one_trait_and_by_two(numbers: pl.DataFrame) -> None:
    assert value(numbers, "total", "total") == 32
    assert value(numbers, "contract", "20-24") == 12
    assert value(numbers, "contract", "<12") == 5
    assert value(numbers, "age_contract", "55+/36+") == 15
    assert value(numbers, "contract_function", "<12/nursing") == 5
    assert value(numbers, "age_function", "25-35/caring") == 12


def test_an_organisation_with_fewer_than_ten_respondents_is_not_counted(numbers: pl.DataFrame) -> None:
    assert value(numbers, "total", "total", "SMAL") == 32


def test_nobody_is_a_zero_and_every_category_has_its_row(numbers: pl.DataFrame) -> None:
    assert value(numbers, "age_contract", "<25/36+") == 0
    sizes = numbers.filter(branch_code="VVT").group_by("breakdown").len().sort("breakdown")
    assert dict(sizes.iter_rows()) == {
        "age": 5,
        "age_contract": 35,
        "age_function": 25,
        "contract": 7,
        "contract_function": 35,
        "function": 5,
        "total": 1,
    }


def test_each_breakdown_adds_up_to_the_total(numbers: pl.DataFrame) -> None:
    sums = numbers.group_by("branch_code", "breakdown").agg(pl.col("value").sum())
    assert set(sums["value"]) == {32.0}


def test_totals_know_who_contributed_and_parts_do_not_tell(numbers: pl.DataFrame) -> None:
    behind = ["contributors", "contributed", "largest", "second_largest"]
    assert numbers.filter(breakdown="total", branch_code="SMAL").select(behind).row(0) == (2, 32.0, 20.0, 12.0)
    assert numbers.filter(pl.col("breakdown") != "total").select(behind).null_count().row(0) == (224,) * 4


def test_a_branch_of_a_branch_counts_as_that() -> None:
    assert [branch_of(code) for code in ("VV", "TZ", "VVT", "GGZ", "KO")] == ["VVT", "VVT", "VVT", "GGZ", "KO"]
