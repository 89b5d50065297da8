"""Mistakes that no single export shows: they are seen beside the previous export of the same source."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dirty.conftest import Outcome, outcome
from tests.dirty.exports_on_disk import Row, good, grid, place_export, written

Checked = Callable[..., Outcome]
REGIONS = {"Twente": 9000, "Regio Zwolle": 7000, "Achterhoek": 4000, "Stedendriehoek & Noord-Veluwe": 8000}
EDITIONS, QUARTERS = ("2025-01-15", "2026-01-15"), ("2026-07-06", "2026-10-06")


def edition(name: str, growth: float = 1.0) -> list[Row]:
    """A forecast of three years for the four regions: supply is nine tenths of demand."""
    first = int(name[:4])
    return [
        good(
            "azw_prognose",
            edition=name,
            region=region,
            year=str(first + ahead),
            demand_persons=str(round(10 * size * growth) + 50 * ahead),
            supply_persons=str(round(9 * size * growth)),
            shortage_persons=str(round(10 * size * growth) - round(9 * size * growth) + 50 * ahead),
        )
        for region, size in REGIONS.items()
        for ahead in range(3)
    ]


def key_figures(*quarters: int, employees: float = 1.0, hours: float = 1.0, absence: str = "6,7") -> list[Row]:
    """Employees of the four regions in quarters of 2026; `employees` and `hours` multiply what is usual."""
    return [
        good("azw_kerncijfers", **_figures(size, employees, hours), absence_pct=absence, region=region, period=period)
        for region, size in REGIONS.items()
        for period in (f"2026 {quarter}e kwartaal" for quarter in quarters)
    ]


def _figures(size: int, employees: float, hours: float) -> dict[str, str]:
    fifth = round(size * employees / 5)
    ages = ("under_25", "25_35", "35_45", "45_55", "55_plus")
    contract_hours = f"{size * 0.0265 * hours:.1f}".replace(".", ",")
    counts = {"employees": str(5 * fifth), "jobs": str(5 * fifth), "contract_hours": contract_hours}
    return counts | {f"employees_{age}": str(fifth) for age in ages}


def adverts(first: int, month: int, count: int = 240) -> list[Row]:
    """Adverts of one quarter, in turn in four places of four regions."""
    places = ("Almelo", "Zwolle", "Doetinchem", "Apeldoorn")
    return [
        good(
            "zorgselect", advert_id=f"ZS{first + n}", place=places[n % 4], posted_on=f"{1 + n % 28:02}-{month:02}-2026"
        )
        for n in range(count)
    ]


def test_a_new_edition_with_new_numbers_is_accepted(checked: Checked):
    found = checked("azw_prognose", edition("2024-12"), edition("2025-12", 1.04), days=EDITIONS)
    assert len(found.values("edition")) == 24


def test_an_edition_that_repeats_the_numbers_of_last_year_stops_the_run(checked: Checked):
    found = checked("azw_prognose", edition("2024-12"), edition("2025-12"), days=EDITIONS)
    assert found.refused_for("azw_prognose/2026-01-15", "the same numbers as before")


def test_a_region_that_disappears_stops_the_run(checked: Checked):
    without = [row for row in edition("2025-12", 1.04) if row["region"] != "Achterhoek"]
    found = checked("azw_prognose", edition("2024-12"), without, days=EDITIONS)
    assert found.refused_for("region gone, region RA0207")


@pytest.mark.parametrize(
    ("times", "words"), [(10, "10 times as large"), (0.1, "10 times as small"), (1000, "1,000 times as large")]
)
def test_an_export_of_another_size_stops_the_run(checked: Checked, times: float, words: str):
    found = checked("azw_prognose", edition("2024-12"), edition("2025-12", times), days=EDITIONS)
    assert found.refused_for("breaks with the export of 2025-01-15", words, "demand_persons")


def test_one_region_with_thousands_read_as_decimals_stops_the_run(checked: Checked):
    # 90.000 for Twente became 90, in its rows only
    wrong = {"demand_persons": "90", "supply_persons": "81", "shortage_persons": "9"}
    rows = [{**row, **wrong} if row["region"] == "Twente" else row for row in edition("2025-12", 1.04)]
    found = checked("azw_prognose", edition("2024-12"), rows, days=EDITIONS)
    assert found.refused_for("RA0205", "1,000 times as small: a thousands point read as a decimal mark?")


def test_the_next_quarter_is_accepted(checked: Checked):
    found = checked("azw_kerncijfers", key_figures(1, 2), key_figures(1, 2, 3, employees=1.01), days=QUARTERS)
    assert len(found.values("employees")) == 12


def test_employees_in_fte_where_persons_were_delivered_stop_the_run(checked: Checked):
    # Hours are halved too, so that hours per employee stay plausible and only the past gives it away.
    found = checked("azw_kerncijfers", key_figures(1, 2), key_figures(1, 2, 3, employees=0.7, hours=0.7), days=QUARTERS)
    assert found.refused_for("delivered before employees", "fte for persons")


def test_absence_as_a_fraction_in_branches_too_small_for_the_rule_stops_the_run(checked: Checked):
    small = {"employees": 0.02, "hours": 0.02}
    found = checked(
        "azw_kerncijfers", key_figures(1, 2, **small), key_figures(3, absence="0,067", **small), days=QUARTERS
    )
    assert found.refused_for("absence_pct", "100 times as small: fractions for percents?")


def test_windows_of_twelve_months_summed_with_their_stocks_stop_the_run(checked: Checked):
    # Stock and flow agree when the stocks were summed as well; beside last year they do not.
    numbers = [name for name in good("uitstroom") if good("uitstroom")[name].isdigit() and name != "year"]
    summed = good("uitstroom", year="2026") | {name: str(4 * int(good("uitstroom")[name])) for name in numbers}
    found = checked("uitstroom", [good("uitstroom")], [summed], days=("2026-01-15", "2027-01-15"))
    assert found.refused_for("total outflow, all", "180", "720")


def test_an_export_of_adverts_of_the_next_quarter_is_accepted(checked: Checked):
    found = checked("zorgselect", adverts(1, 6), adverts(1001, 9), days=QUARTERS)
    assert len(found.values("advert_id")) == 480


def test_adverts_of_which_a_quarter_is_cut_off_between_two_rows_stop_the_run(checked: Checked):
    found = checked("zorgselect", adverts(1, 6), adverts(1001, 9, count=60), days=QUARTERS)
    assert found.refused_for("total rows, all", "240", "60")


def test_adverts_that_all_come_from_one_region_stop_the_run(checked: Checked):
    one = [{**row, "place": "Almelo"} for row in adverts(1001, 9)]
    assert checked("zorgselect", adverts(1, 6), one, days=QUARTERS).refused_for("region gone, region RA0207")


def test_a_real_break_passes_with_one_reviewed_line(tmp_path: Path):
    raw = tmp_path / "raw"
    without = [row for row in edition("2025-12", 1.04) if row["region"] != "Achterhoek"]
    for day, rows in zip(EDITIONS, (edition("2024-12"), without), strict=True):
        place_export(raw, "azw_prognose", written("azw_prognose", grid("azw_prognose", rows)), day)
    real = "export: 2026-01-15, break: region_gone, of: region RA0207"
    line = f"- {{{real}, reason: Samengevoegd, decided_by: analist, date: 2026-01-20}}\n"
    (raw / "azw_prognose" / "accepted_breaks.yml").write_text(line, encoding="utf-8")
    assert len(outcome(raw, "azw_prognose").values("region")) == 21
