"""The page and the file for who signs off: what they hold, and that everyone can read them."""

import csv

import polars as pl
import pytest
from bs4 import BeautifulSoup

from raat_analysis.publication.accessibility.page import page_findings
from raat_analysis.publication.difference.back_series import back_series, in_words, write_back_series
from raat_analysis.publication.difference.report import said
from raat_analysis.publication.difference.writing import write_difference
from raat_analysis.publication.difference.writing import written as make
from tests.factsheets.rows import row
from tests.publication.difference.conftest import PARAMS, drawing, employees, table, written


@pytest.fixture
def changed(editions):
    """Employees revised and new, a measure that went, a sentence and a figure that changed; another region too."""
    other = row("employees", "RA0101", "2026Q2", 9)
    editions.numbers(
        [employees("2026Q2", 54000), employees("2026Q3", 55400), other],
        [employees("2026Q2", 53000), {**other, "value": 8}, row("jobs", "RA0205", "2026Q2", 5)],
    )
    written(editions.public, "<p>Er zijn 55.400 &lt;b&gt; werknemers.</p>", drawing("Nieuw", 8))
    editions.pages_before("<p>Er zijn 53.000 werknemers.</p>", drawing("Oud", 7))
    return editions


def folders(editions):
    return editions.tables, editions.public, editions.editions, editions.root / "difference", editions.changelog


def soup(editions):
    findings = write_difference(PARAMS, *folders(editions))
    page = BeautifulSoup((editions.root / "difference" / "index.html").read_text(encoding="utf-8"), "html.parser")
    return findings, page


def test_the_page_tells_numbers_revisions_sentences_and_figures_of_a_region(changed):
    findings, page = soup(changed)
    assert len(findings) == 1
    tables = {each.caption.text: each for each in page.find_all("table")}
    assert list(tables) == [
        "Wat er per regio is veranderd",
        "Nieuwste cijfers: grote en middelgrote veranderingen, Twente",
        "Herziene cijfers per begrip, Twente",
        "Belangrijkste herziene cijfers, Twente",
        "Nieuw en verdwenen, Twente",
        "Zinnen van Factsheet, Twente: doorgestreept is weg, onderstreept is nieuw",
    ]
    cells = [
        [cell.text for cell in each.find_all(["th", "td"])][:5]
        for each in tables["Nieuwste cijfers: grote en middelgrote veranderingen, Twente"].find_all("tr")[1:]
    ]
    assert cells == [["Werknemers", "3e kwartaal 2026; was 2e kwartaal 2026", "53.000", "55.400", "+2.400 (+4,5%)"]]
    assert [each.text for each in page.find_all("del")] == ["53.000"]
    assert [each.text for each in page.find_all("ins")] == ["55.400 <b>"]
    assert [each["aria-label"] for each in page.select(".pair svg")] == ["Oud", "Nieuw"]
    assert "Werknemers: 2 cijfers" in page.select_one(".warning").text
    assert "In Groningen (zonder factsheet) is ook één cijfer herzien." in page.text


def test_everyone_can_read_the_page_and_it_asks_nothing_from_outside(changed):
    soup(changed)
    path = changed.root / "difference" / "index.html"
    text = path.read_text(encoding="utf-8")
    assert page_findings(path) == []
    assert "<script" not in text
    assert 'src="' not in text


def test_making_it_twice_gives_the_same_bytes(changed):
    def made():
        soup(changed)
        return {path.name: path.read_bytes() for path in (changed.root / "difference").iterdir()}

    first = made()
    assert set(first) == {"index.html", "verschil.csv"}
    assert made() == first


def test_the_file_has_every_changed_number_of_every_region_in_the_form_of_the_open_data(changed):
    soup(changed)
    written_ = (changed.root / "difference" / "verschil.csv").read_bytes()
    assert written_.startswith(b"\xef\xbb\xbfSoort;Grootte;")
    rows = list(csv.DictReader(written_.decode("utf-8-sig").splitlines(), delimiter=";"))
    shown = [
        (each["Soort"], each["Regiocode"], each["Was"], each["Nu"], each["Verschil"], each["Reden"]) for each in rows
    ]
    assert shown == [  # 12,5%, 4,5%, 12,5% and 1,9%
        ("nieuwste cijfer", "RA0101", "8", "9", "1", ""),
        ("nieuwste cijfer", "RA0205", "53000", "55400", "2400", ""),
        ("herzien cijfer", "RA0101", "8", "9", "1", "onverklaard"),
        ("herzien cijfer", "RA0205", "53000", "54000", "1000", "onverklaard"),
    ]


def test_without_an_edition_before_the_page_says_so_and_nothing_more(editions):
    first = PARAMS.model_copy(update={"previous_edition": None})
    editions.numbers([employees("2026Q3", 5)], [])
    target = editions.root / "difference"
    assert write_difference(first, editions.tables, editions.public, None, target) == []
    page = BeautifulSoup((target / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert "Dit is de eerste editie" in page.text
    assert page.find_all("table") == []
    assert len((target / "verschil.csv").read_text(encoding="utf-8-sig").splitlines()) == 1


def test_the_terminal_says_in_at_most_twenty_lines_what_matters(changed):
    found = make(PARAMS, *folders(changed))
    lines = said(found, "difference/index.html")
    assert "1 newest numbers changed much" in lines[0]
    assert "difference/index.html" in lines[1]
    assert "  - `employees`: 2 numbers were revised without a reason." in lines
    assert len(lines) <= 20


def test_a_demonstration_says_that_it_is_one(changed):
    sources = pl.read_parquet(changed.tables / "sources.parquet").with_columns(kind=pl.lit("demonstration"))
    sources.write_parquet(changed.tables / "sources.parquet")
    _, page = soup(changed)
    assert page.select_one(".notice").text.startswith("Demonstratie: de cijfers in dit overzicht")


def test_the_back_series_is_open_data_with_three_columns_more(tmp_path):
    now = table([employees("2026Q1", 9.5), employees("2026Q2", 11)])
    then = table([employees("2026Q1", 9)]).with_columns(published_in=pl.lit("2026Q2"))
    rows = back_series(now, then, ["employees"], ["RA0205"])
    assert in_words(rows).columns[-3:] == ["Waarde zoals gepubliceerd", "Teken toen", "Gepubliceerd in"]
    write_back_series(rows, tmp_path)
    lines = (tmp_path / "terugreeks.csv").read_bytes().decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeffBegrip;Begripscode;")
    assert ";9,5;" in lines[1]
    assert lines[1].endswith(";9;;2026Q2")
    assert lines[2].endswith(";11;;personen;;;;;;azw_kerncijfers;definitief;;;")


def test_without_rows_there_is_no_back_series(tmp_path):
    write_back_series(back_series(table([]), table([]).with_columns(published_in=pl.lit("")), [], []), tmp_path)
    assert list(tmp_path.iterdir()) == []
