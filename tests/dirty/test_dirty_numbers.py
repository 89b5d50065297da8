"""Numbers: thousands points beside decimals, fractions for percents, glued numbers, windows that someone summed."""

from collections.abc import Callable

import pytest

from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good, grid, xlsx_bytes

Checked = Callable[..., Outcome]


def two(source: str, first: dict[str, str], **second: str) -> list[dict[str, str]]:
    """Two rows with different keys: the second is in another branch, year or municipality."""
    other = {"arbeidsmarkt": {"municipality": "Almelo"}, "opleidingen": {"year": "2024"}}
    return [good(source, **first), good(source, **other.get(source, {"branch": "GGZ"}), **second)]


def test_thousands_points_in_every_number_of_a_column_are_read_as_thousands(checked: Checked):
    ages = {"inhabitants_under_20": "5.000", "inhabitants_20_65": "13.000", "inhabitants_65_plus": "6.000"}
    rows = two("arbeidsmarkt", {"inhabitants": "24.000", **ages}, inhabitants="24.000", **ages)
    assert checked("arbeidsmarkt", rows).values("inhabitants") == [24000, 24000]


def test_thousands_points_in_some_numbers_of_a_column_stop_the_run(checked: Checked):
    found = checked("arbeidsmarkt", two("arbeidsmarkt", {}, inhabitants="24.000"))
    assert found.refused_for("column Inwoners", "24000", "all numbers must be written alike")


def test_a_point_that_may_be_thousands_beside_decimals_stops_the_run(checked: Checked):
    # 7.400 is 7400 in Dutch and 7.4 in English; beside 26,5 nobody can tell.
    found = checked("azw_kerncijfers", two("azw_kerncijfers", {}, contract_hours="7.400"))
    assert found.refused_for("column Contracturen per week", "line 5: 7.400", "read in one way: 7400 or 7,4")


@pytest.mark.parametrize("text", ["7,4", "7.4", "7,40", "7.4000", "1.0500", "1 050", "1050,0", "1.05e3"])
def test_a_count_that_is_no_whole_number_stops_the_run(checked: Checked, text: str):
    found = checked("azw_kerncijfers", two("azw_kerncijfers", {}, jobs=text))
    assert found.refused_for("column Banen van werknemers", text, "a whole number such as 7400")


@pytest.mark.parametrize("text", ["6.7", "6,7%", "6,7 *", "x", "-", "6;7", "niet bekend"])
def test_a_percentage_in_another_notation_stops_the_run(checked: Checked, text: str):
    found = checked("azw_kerncijfers", two("azw_kerncijfers", {}, absence_pct=text))
    assert found.refused_for("column Ziekteverzuim (%)", text, "a number such as 5,7")


def test_a_workbook_with_7_4_for_7400_stops_the_run(checked_bytes: Callable[..., Outcome]):
    header, row = grid("azw_prognose", [good("azw_prognose")])
    cells = [7.4 if name == "Vraag (personen)" else cell for name, cell in zip(header, row, strict=True)]
    assert checked_bytes("azw_prognose", xlsx_bytes([header, cells])).refused_for("line 2: 7,4", "a whole number")


@pytest.mark.parametrize(("source", "fraction"), [("azw_kerncijfers", "0,087"), ("azw_verzuim", "0.087")])
def test_a_fraction_where_percents_are_expected_stops_the_run(checked: Checked, source: str, fraction: str):
    found = checked(source, two(source, {}, absence_pct=fraction))
    assert found.refused_for("1 rows stop at rule absence_is_a_percentage", fraction, "niet als breuk")


def test_a_percentage_of_ten_times_its_size_stops_the_run(checked: Checked):
    assert checked("azw_kerncijfers", two("azw_kerncijfers", {}, absence_pct="67")).refused_for("between 0 and 30")


def test_two_numbers_glued_together_in_a_total_stop_the_run(checked: Checked):
    # 24000 and 5000 without their separator: the ages no longer add up to it
    found = checked("arbeidsmarkt", two("arbeidsmarkt", {}, inhabitants="240005000"))
    assert found.refused_for("1 rows stop at rule ages_sum_to_inhabitants", "240005000")


def test_two_numbers_glued_together_in_a_count_stop_the_run(checked: Checked):
    found = checked("opleidingen", two("opleidingen", {}, entrants="5040"))
    assert found.refused_for("1 rows stop at column Instroom studenten", "line 3: 5040", "between 0 and 5000")


def test_glued_texts_and_numbers_stop_the_run(checked: Checked):
    assert checked("azw_kerncijfers", two("azw_kerncijfers", {}, jobs="1050banen")).refused_for("1050banen")


def test_four_windows_of_twelve_months_added_up_stop_the_run(checked: Checked):
    # T3: each quarter already covers a year. Summed, people would leave four times.
    flows = {"inflow": "760", "outflow": "720", "to_same_branch": "240", "to_other_branch": "160"}
    others = {"to_other_sector": "200", "to_self_employed": "40", "to_benefit": "40", "to_inactive": "40"}
    found = checked("uitstroom", two("uitstroom", {}, **flows, **others))
    assert found.refused_for("1 rows stop at rule stock_and_flow_agree", "twaalf maanden bij elkaar opgeteld")


def test_summed_windows_with_a_stock_made_to_fit_are_reported(checked: Checked):
    # They pass every identity; that 72 % would have left in a year is said on the quality page.
    flows = {"inflow": "760", "outflow": "720", "to_same_branch": "240", "to_other_branch": "160"}
    others = {"to_other_sector": "200", "to_self_employed": "40", "to_benefit": "40", "to_inactive": "40"}
    found = checked("uitstroom", two("uitstroom", {}, **flows, **others, employees_end="1040"))
    assert found.values("outflow") == [180, 720]
    assert found.warned == ("outflow_is_plausible",)


def test_four_published_windows_added_up_stop_the_run(checked: Checked):
    summed = {"inflow_thousand": "700.0", "outflow_thousand": "610.0", "balance_thousand": "90.0"}
    rows = [good("azw_in_uitstroom"), good("azw_in_uitstroom", period="2023KW02", **summed)]
    assert checked("azw_in_uitstroom", rows).refused_for("instroom_x1000", "700.0", "between 0 and 300")


def test_a_year_in_a_table_of_windows_stops_the_run(checked: Checked):
    # The year figure is the fourth quarter; a row for a year can only be a sum.
    rows = [good("azw_in_uitstroom"), good("azw_in_uitstroom", period="2022JJ00")]
    assert checked("azw_in_uitstroom", rows).refused_for("column periode", "2022JJ00", "a quarter as")


@pytest.mark.parametrize("text", ["0", "51", "240"])
def test_an_advert_for_no_or_very_many_positions_is_set_aside(checked: Checked, text: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", positions=text)])
    assert found.reasons == [(3, "Aantal plaatsen", "limits", "row")]


@pytest.mark.parametrize("text", ["", "een", "1,5", "1-2"])
def test_an_advert_without_a_number_of_positions_is_set_aside(checked: Checked, text: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", positions=text)])
    assert found.reasons == [(3, "Aantal plaatsen", "required" if not text else "integer_notation", "row")]
