"""What may stand after 'was': the numbers of the edition before, at their own period, and no others."""

import polars as pl

from raat_analysis.disclosure.previous import PREVIOUS_COLUMNS
from raat_analysis.publication.earlier_numbers import earlier_numbers
from tests.factsheets.rows import Row, row


def previous(*rows: Row) -> pl.DataFrame:
    given = [{"published_in": "2026Q2", **each} for each in rows]
    return pl.DataFrame([{name: each.get(name) for name in PREVIOUS_COLUMNS} for each in given], PREVIOUS_COLUMNS)


def test_a_number_stands_with_the_last_word_of_its_period_as_it_was_spelled():
    found = earlier_numbers(previous(row("vacancies_open", "RA0205", "2026Q2", 1204.0)))
    assert found == ["2026): was 1.204", "2026: was 1.204"]


def test_a_percentage_may_be_of_few_and_then_has_no_decimals():
    found = earlier_numbers(previous(row("outflow_sector_pct", "RA0205", "2025", 8.64)))
    assert found == ["2025): was 8,6%", "2025): was 9%", "2025: was 8,6%", "2025: was 9%"]


def test_what_was_secret_or_missing_or_is_on_no_factsheet_gives_nothing():
    assert earlier_numbers(previous(row("vacancies_open", "RA0205", "2026Q2", None, status="secret"))) == []
    assert earlier_numbers(previous(row("contract_hours", "RA0205", "2026Q2", 12.0))) == []
    assert earlier_numbers(previous()) == []
