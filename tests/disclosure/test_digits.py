"""What is published has no more digits than a reader sees where more would tell employers apart."""

from typing import Any

import pytest

from raat_analysis.codelists import entries
from raat_analysis.disclosure.digits import with_digits_as_shown
from raat_analysis.disclosure.policy import policy
from raat_analysis.rounding import half_up


def test_a_share_and_its_margin_have_one_decimal(table: Any) -> None:
    row = {"measure": "vacancies_filled_within_30_days_pct", "value": 61.25, "lower": 55.5555, "upper": 66.6666}
    found = with_digits_as_shown(table([row])).row(0, named=True)
    assert [found[name] for name in ("value", "lower", "upper")] == [61.3, 55.6, 66.7]


def test_other_measures_and_the_order_of_rows_stay_as_they_are(table: Any) -> None:
    rows = table(
        [
            {"measure": "outflow_sector_pct", "value": 8.7531},
            {"measure": "vacancies_months_of_stock", "value": 2.1428571},
            {"measure": "vacancies_opened", "value": 12.0},
        ]
    )
    found = with_digits_as_shown(rows)
    assert found["measure"].to_list() == rows["measure"].to_list()
    assert dict(found.select("measure", "value").rows()) == {
        "outflow_sector_pct": 8.7531,
        "vacancies_months_of_stock": 2.1,
        "vacancies_opened": 12.0,
    }


@pytest.mark.parametrize("measure", policy().digits_as_shown)
def test_what_the_page_shows_is_what_is_published(table: Any, measure: str) -> None:
    """Rounding what was rounded changes nothing."""
    decimals = int(entries("measures")[measure]["decimals"])
    found = with_digits_as_shown(table([{"measure": measure, "value": 12.3456}]))["value"].item()
    assert float(half_up(found, decimals)) == found == float(half_up(12.3456, decimals))


def test_a_number_that_is_not_there_stays_away(table: Any) -> None:
    row = {"measure": "vacancies_days_to_filled_median", "value": None, "status": "missing"}
    assert with_digits_as_shown(table([row]))["value"].item() is None
