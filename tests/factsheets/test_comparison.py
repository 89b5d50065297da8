"""The region beside itself earlier, its siblings and Nederland: published numbers, and a point where there is none."""

from pathlib import Path

import pytest

from raat_analysis.factsheets.comparison import ROWS, compared_table
from raat_analysis.factsheets.reading import BESIDE, compared_regions, siblings
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.wording import beyond_chance, clearly, listed
from tests.factsheets.conftest import MORE_SIZES, example_rows, write_published

EDITION = "2026Q3"


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("RA0205", ["RA0204", "RA0206", "RA0207"]),
        ("RA02", ["RA0204", "RA0205", "RA0206", "RA0207"]),
        ("RA0101", ["RA0102", "RA0103"]),
        ("RA0818", []),
        ("NL01", []),
    ],
)
def test_siblings_are_the_regions_of_the_same_employers_organisation(code: str, beside: list[str]) -> None:
    assert siblings(code) == beside
    assert set(beside) < set(compared_regions(code))


def test_every_compared_number_is_one_that_may_be_shown_of_siblings() -> None:
    assert {measure for measure, _ in ROWS} | {"shortage", "demand"} == set(BESIDE)


def test_the_columns_are_the_region_two_moments_its_siblings_and_nederland(siblings_too: Path) -> None:
    table = compared_table(factsheet("RA0205", EDITION, siblings_too).sheet)
    assert table is not None
    assert table.annex
    assert table.header[1:4] == ("Twente", "Een jaar eerder", "Vijf jaar eerder")
    assert table.header[4:] == ("Regio Zwolle", "Stedendriehoek & Noord-Veluwe", "Achterhoek", "Nederland")
    rows = {row[0].partition(",")[0]: row[1:] for row in table.rows}
    assert rows["Werknemers"] == ("55.400", "54.292", ".", "38.780", "49.860", "27.700", "1.108.000")
    assert rows["Verwacht tekort"] == ("3.700", ".", ".", "2.590", "3.330", "1.850", "74.000")
    assert rows["Verwacht tekort in % van de vraag"][0] == "6,0%"  # 3.700 of 61.800
    assert "Een jaar eerder" not in {row[0] for row in table.rows}


def test_a_sibling_that_has_no_number_of_the_last_quarter_is_told_with_its_last_one(tmp_path: Path) -> None:
    rows = [
        row
        for row in example_rows(MORE_SIZES)
        if not (row["measure"] == "vacancies_open" and row["region_code"] == "RA0207" and row["period"] == "2026Q3")
    ]
    table = compared_table(factsheet("RA0205", EDITION, write_published(tmp_path, rows)).sheet)
    assert table is not None
    said = "Voor de Achterhoek gaan de laatste cijfers over openstaande vacatures over het 2e kwartaal 2026."
    assert said in table.note
    [row] = [row for row in table.rows if row[0].startswith("Openstaande vacatures, ")]
    assert row[6] == "."


def test_siblings_with_the_same_quarter_need_no_word(siblings_too: Path) -> None:
    table = compared_table(factsheet("RA0205", EDITION, siblings_too).sheet)
    assert table is not None
    assert "laatste cijfers" not in table.note


def test_without_numbers_there_is_no_table(published: Path) -> None:
    assert compared_table(factsheet("RA1222", EDITION, published).sheet) is None


def share(count: float, whole: float = 10000) -> Fact:
    return Fact(
        "employees_share_pct", "RA0205", value=100 * count / whole, numerator=count, denominator=whole, status="final"
    )


@pytest.mark.parametrize(
    ("others", "word"),
    [
        ([share(2000), share(2100)], "hoger"),
        ([share(2700), share(2800)], "lager"),
        ([share(2000), share(2800)], ""),  # above one and below the other
        ([share(2000), share(2390)], ""),  # 24,0 and 23,9 of 10.000: chance
        ([share(20, 100), share(2000)], ""),  # 20 of 100: chance
        ([share(2396, 10000000), share(2000)], "hoger"),
        ([Fact("employees_share_pct", "RA0204"), share(2000)], ""),  # one is secret
        ([], ""),
    ],
)
def test_clearly_is_said_only_when_it_holds_beside_every_other_region(others: list[Fact], word: str) -> None:
    assert clearly(share(2400), others) == word


def test_a_difference_below_half_a_point_is_not_clear() -> None:
    assert clearly(share(2_400_000, 10_000_000), [share(2_351_000, 10_000_000)]) == ""
    assert clearly(share(2_400_000, 10_000_000), [share(2_349_000, 10_000_000)]) == "hoger"


@pytest.mark.parametrize(("now", "then", "found"), [(128.0, 100.0, False), (130.0, 100.0, True), (0.0, 0.0, False)])
def test_counts_differ_beyond_chance_from_two_standard_errors_on(now: float, then: float, found: bool) -> None:
    """1,96 times the root of 230 is 29,7."""
    facts = [Fact("vacancies_open", "RA0205", value=value) for value in (now, then)]
    assert beyond_chance(*facts) is found


def test_names_are_listed_with_en_before_the_last() -> None:
    names = ["Drenthe", "Friesland", "Groningen"]
    assert [listed(names[:many]) for many in range(4)] == [
        "",
        "Drenthe",
        "Drenthe en Friesland",
        "Drenthe, Friesland en Groningen",
    ]
