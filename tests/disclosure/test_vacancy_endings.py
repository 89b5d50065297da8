"""How vacancies end by few employers stays secret, also in what is made of those endings."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.disclosure.protect import protect
from raat_analysis.numbers_table import COLUMNS

Rows = Callable[[list[dict[str, object]]], pl.DataFrame]
MEMBERS = pl.DataFrame(schema={"organisation_code": pl.String, **COLUMNS})
ENDINGS = [
    "vacancies_withdrawn_without_reposts",
    "vacancies_expired_without_reposts",
    "vacancies_days_to_filled_median",
    *(f"vacancies_filled_within_{day}_days_pct" for day in (30, 60, 90)),
    "vacancies_open_over_90_days_pct",
    "vacancies_months_of_stock",
]


def statuses(numbers: pl.DataFrame) -> dict[str, str]:
    return dict(protect([numbers], MEMBERS).numbers.select("measure", "status").iter_rows())


@pytest.mark.parametrize("measure", ENDINGS)
@pytest.mark.parametrize(("employers", "status"), [(2, "secret"), (3, "final")])
def test_what_two_employers_did_is_secret(table: Rows, measure: str, employers: int, status: str) -> None:
    row = {"measure": measure, "period": "2026Q3", "value": 40.0, "contributors": employers}
    assert statuses(table([row])) == {measure: status}


def test_months_of_stock_go_with_what_was_filled_for_open_vacancies_are_public(table: Rows) -> None:
    rows = [
        {"measure": "vacancies_filled", "value": 12.0, "contributors": 2},
        {
            "measure": "vacancies_months_of_stock",
            "value": 3.0,
            "numerator": 12.0,
            "denominator": 12.0,
            "contributors": 3,
        },
    ]
    assert set(statuses(table(rows)).values()) == {"secret"}


def test_endings_of_adverts_and_of_vacancies_hide_together(table: Rows) -> None:
    """Few are placed again, so the one is nearly the other."""
    rows = [
        {"measure": "vacancies_withdrawn", "value": 7.0, "contributors": 3},
        {"measure": "vacancies_withdrawn_without_reposts", "value": 6.0, "contributors": 2},
    ]
    assert set(statuses(table(rows)).values()) == {"secret"}


def test_opened_and_open_vacancies_are_adverts_and_so_public(table: Rows) -> None:
    rows = [
        {"measure": f"vacancies_{what}_without_reposts", "value": 1.0, "contributors": 1} for what in ("opened", "open")
    ]
    assert set(statuses(table(rows)).values()) == {"final"}
