"""UWV's tension: its classes, and when it cannot be computed."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.measures.uwv_tension import tension_class, uwv_tension

Grid = Callable[..., pl.DataFrame]
OPEN = ("vacancies_open", "RA0205", "SMAL", "2026Q3")


def told(numbers: pl.DataFrame) -> tuple[float | None, str]:
    row = numbers.filter(region_code="RA0205", period="2026Q3").row(0, named=True)
    return row["value"], row["status"]


@pytest.mark.parametrize(
    ("ratio", "name"),
    [
        (0, "zeer ruim"),
        (0.2499, "zeer ruim"),
        (0.25, "ruim"),
        (0.67, "gemiddeld"),
        (1.4999, "gemiddeld"),
        (1.5, "krap"),
        (3.99, "krap"),
        (4.0, "zeer krap"),
        (4.5, "zeer krap"),  # Twente, 2022Q3
    ],
)
def test_classes_hold_their_lower_limit_and_not_their_upper_one(ratio: float, name: str) -> None:
    assert tension_class(ratio) == name


def test_open_vacancies_are_divided_by_short_benefits(population_table: Grid, published_table: Grid) -> None:
    """Twente has 14 municipalities with one benefit each."""
    numbers = uwv_tension(population_table(), published_table((*OPEN, 63.0, "vacatures")))
    assert told(numbers) == (4.5, "final")


def test_without_a_source_that_counts_all_vacancies_it_cannot_be_computed(
    population_table: Grid, published_table: Grid, all_regions: list[str]
) -> None:
    numbers = uwv_tension(population_table(all_regions), published_table())
    assert numbers.height == 30  # 28 regions, Oost-Nederland and Nederland
    assert set(numbers["status"]) == {"missing"}
    assert numbers["value"].null_count() == 30


@pytest.mark.parametrize(
    "other",
    [
        ("vacancies_open", "RA0205", "ZKH", "2026Q3", 63.0, "vacatures"),
        ("vacancies_open", "RA0205", "BREED", "2026Q3", 63.0, "duizend vacatures"),
        ("vacancies_opened", "RA0205", "SMAL", "2026Q3", 63.0, "vacatures"),
        ("vacancies_open", "PV23", "SMAL", "2026Q3", 63.0, "vacatures"),
        ("vacancies_open", "RA0205", "SMAL", "2026Q2", 63.0, "vacatures"),
    ],
)
def test_another_branch_unit_flow_area_or_quarter_does_not_count(
    population_table: Grid, published_table: Grid, other: tuple[object, ...]
) -> None:
    assert told(uwv_tension(population_table(), published_table(other))) == (None, "missing")


def test_nobody_with_a_short_benefit_is_missing_and_never_infinite(
    population_table: Grid, published_table: Grid
) -> None:
    nobody = population_table().with_columns(unemployed_under_6_months=pl.lit(0, pl.Int64))
    assert told(uwv_tension(nobody, published_table((*OPEN, 63.0, "vacatures")))) == (None, "missing")
