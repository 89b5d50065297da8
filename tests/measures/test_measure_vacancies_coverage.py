"""An export of one region says nothing of the others: their quarter has no numbers, and neither has the area."""

from collections.abc import Callable
from datetime import date

import polars as pl

from raat_analysis.measures.vacancies import vacancies
from raat_analysis.measures.vacancies_coverage import covered_until, days_seen

Grid = Callable[..., pl.DataFrame]


def board(dated_adverts: Grid) -> pl.DataFrame:
    """Twente posted in 2025Q3 and 2025Q4, Achterhoek in 2025Q3 only, where one advert was still open then."""
    twente = dated_adverts(
        ("TW-V01", "Kok", 24, date(2025, 7, 1), date(2025, 8, 1), "filled"),
        ("TW-V01", "Arts", 24, date(2025, 11, 1), date(2026, 1, 5), "filled"),
    )
    other = dated_adverts(
        ("AH-V01", "Kok", 24, date(2025, 7, 1), None, "open"),
        ("AH-V01", "Arts", 24, date(2025, 7, 2), date(2025, 10, 3), "filled"),
    )
    achterhoek = other.with_columns(region_code=pl.lit("RA0207"), advert_id=pl.lit("A") + pl.col("advert_id"))
    return pl.concat([twente, achterhoek])


def no_staff() -> pl.DataFrame:
    texts = dict.fromkeys(["region_code", "branch_code", "period", "age_class"], pl.String)
    return pl.DataFrame(schema={**texts, "employees": pl.Int64, "provisional": pl.Boolean})


def numbers(dated_adverts: Grid, measure: str) -> dict[tuple[str, str], tuple[float, str]]:
    found = vacancies(board(dated_adverts), no_staff()).filter(measure=measure, branch_code="SMAL", breakdown="total")
    rows = found.select("region_code", "period", "value", "status").iter_rows()
    return {(region, period): (value, status) for region, period, value, status in rows}


def test_a_region_is_covered_up_to_its_last_advert_and_the_area_up_to_what_all_have(dated_adverts: Grid):
    until = covered_until(board(dated_adverts))
    assert (until["RA0205"], until["RA0207"], until["RA02"]) == ("2025Q4", "2025Q3", "2025Q3")


def test_a_region_without_any_advert_is_covered_and_has_none(dated_adverts: Grid):
    assert covered_until(board(dated_adverts))["RA0204"] == "2025Q4"
    assert numbers(dated_adverts, "vacancies_opened")["RA0204", "2025Q4"] == (0, "provisional")


def test_what_was_open_does_not_stay_open_for_ever(dated_adverts: Grid):
    found = numbers(dated_adverts, "vacancies_open")
    assert found["RA0207", "2025Q3"] == (2, "provisional")
    assert ("RA0207", "2025Q4") not in found
    assert ("RA02", "2025Q4") not in found


def test_the_region_that_was_delivered_has_its_quarter_and_its_quarter_before_is_final(dated_adverts: Grid):
    found = numbers(dated_adverts, "vacancies_opened")
    assert found["RA0205", "2025Q4"] == (1, "provisional")
    assert found["RA0205", "2025Q3"] == (1, "final")


def test_an_advert_is_followed_up_to_the_last_day_of_its_own_region(dated_adverts: Grid):
    seen = days_seen(board(dated_adverts))
    assert (seen["RA0205"], seen["RA0207"], seen["RA02"]) == (date(2026, 1, 5), date(2025, 10, 3), date(2025, 10, 3))
