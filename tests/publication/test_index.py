"""The index page: what it links to, that its numbers are the published ones, and that it stands alone."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup

from raat_analysis.codelists.boundaries import region_outlines
from raat_analysis.codelists.regions import region_codes, slug
from raat_analysis.factsheets.front import front
from raat_analysis.factsheets.published import read_sheet
from raat_analysis.publication.edition import publish
from raat_analysis.publication.expected import SHEET_FILES, Report, placed
from raat_analysis.publication.index import earlier_editions, index_page
from raat_analysis.publication.region_map import region_map
from raat_analysis.rendering.job import EVERYTHING
from raat_analysis.rendering.jobs import Asked

MOST_BYTES = 200_000


@pytest.fixture
def index(project) -> Path:
    publish(project.asked, project.rendered, project.quality, project.edition)
    return project.edition / "public" / "index.html"


@pytest.fixture
def country_index(project, tmp_path) -> str:
    """The index of 29 sheets, whose files are empty."""
    params = project.params.model_copy(update={"regions": "all"})
    reports = [
        Report(code, "factsheet", f"factsheets/{slug(code)}/factsheet", SHEET_FILES, (EVERYTHING,))
        for code in params.sheet_codes()
    ]
    edition = tmp_path / "reports" / "2026Q3"
    for path in [each for report in reports for each in placed(report)]:
        (edition / path).parent.mkdir(parents=True, exist_ok=True)
        (edition / path).touch()
        (edition / path).with_name("datapackage.json").touch()
    return index_page(Asked(params, project.published), reports, edition / "public")


def soup(page: Path | str) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8") if isinstance(page, Path) else page, "html.parser")


def rows(page: BeautifulSoup) -> dict[str, list[str]]:
    found = page.find(id="vergelijking").find_all("tr")[1:]
    return {row.th.get_text().strip(): [cell.get_text().strip() for cell in row.find_all("td")] for row in found}


def test_map_and_list_both_link_to_each_sheet(index):
    page = soup(index)
    mapped = {link["aria-label"]: link["href"] for link in page.find("svg").find_all("a")}
    listed = {link.get_text(): link["href"] for link in page.find(id="lijst").find_all("a")}
    assert mapped == {"Factsheet Twente": "twente/factsheet.html"}
    assert listed == {**mapped, "Factsheet Oost-Nederland": "oost-nederland/factsheet.html"}


def test_the_map_draws_28_regions_and_names_those_of_wgv():
    svg = BeautifulSoup(region_map(region_outlines(), {code: f"{slug(code)}.html" for code in region_codes()}), "xml")
    assert len(svg.find_all("a")) == 28
    assert all(link.path["d"].startswith("M") for link in svg.find_all("a"))
    assert len(svg.find_all("text")) == 4


def test_a_square_of_one_kilometre_is_two_steps_wide_on_the_map():
    square = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    svg = region_map({"RA0205": (square,)}, {"RA0205": "twente.html"})
    assert 'd="M0 2l0-2 2 0 0 2z"' in svg.replace("l0 -2", "l0-2")


def test_the_table_shows_the_numbers_of_the_sheets_own_key_figures(index, project):
    shown = rows(soup(index))
    for name, code in (("Twente", "RA0205"), ("Oost-Nederland", "RA02")):
        figures = front(read_sheet(code, "2026Q3", project.published)).blocks[-1].items
        values = [figures[place].value for place in (0, 2, 3, 5)]
        assert [shown[name][place].rstrip("*") for place in (0, 2, 3, 5)] == [
            v if v[0].isdigit() else "." for v in values
        ]
        rate = re.match(r"(\S+) van de vraag", figures[4].comparison)
        assert shown[name][4] == (rate[1] if rate else ".")


def test_every_value_to_sort_by_is_a_published_one(index, project):
    """Of the five that are a row of their own: to the last digit."""
    numbers = read_sheet("RA0205", "2026Q3", project.published).numbers
    published = {(each["region_code"], each["value"]) for each in numbers.iter_rows(named=True)}
    row = next(row for row in soup(index).find(id="vergelijking").find_all("tr") if row.th.get_text() == "Twente")
    values = [
        float(cell["data-order"])
        for place, cell in enumerate(row.find_all("td"))
        if place != 4 and cell.get("data-order")
    ]
    assert len(values) >= 3
    assert [value for value in values if ("RA0205", value) not in published] == []


def test_without_script_the_order_is_that_of_the_codelist_and_nederland_is_last(index, country_index):
    assert list(rows(soup(index))) == ["Twente", "Oost-Nederland", "Nederland"]
    named = list(rows(soup(country_index)))
    assert (named[0], named[4], named[-2:]) == ("Groningen", "Twente", ["Oost-Nederland", "Nederland"])
    assert len(named) == 30


def test_the_signs_in_the_table_are_explained(index):
    cells = {cell for row in rows(soup(index)).values() for cell in row}
    note = soup(index).find(id="melding").find_next_sibling("p").get_text()
    assert "." in cells
    assert ". = geen cijfer." in note


def test_the_page_has_no_other_host_and_stays_below_200_kilobytes(index, country_index):
    for page in (index.read_text(encoding="utf-8"), country_index):
        assert len(page.encode()) < MOST_BYTES
        assert re.findall(r'(?:src|href)="(?:[a-z]+:)?//[^"]*"|url\((?!data:)[^)]*\)|@import', page) == []
        assert "default-src &#39;none&#39;" in page
        assert not re.search(r"\son[a-z]+=|\bstyle=|eval\(", page)


def test_the_first_edition_says_so_and_a_later_one_links_to_those_before(index, tmp_path):
    assert "Dit is de eerste editie." in soup(index).get_text()
    for name in ("2025Q4", "2026Q2", "2026Q4", ".2026Q1.ab12cd34"):
        (tmp_path / name / "public").mkdir(parents=True)
        (tmp_path / name / "public" / "index.html").touch()
    assert earlier_editions("2026Q3", tmp_path) == ["2e kwartaal 2026", "4e kwartaal 2025"]


def test_each_region_has_its_downloads_with_their_sizes(index):
    links = {link["href"]: link.parent.get_text() for link in soup(index).select(".sheets a")}
    names = (
        "factsheet.html",
        "factsheet.pdf",
        "factsheet.csv",
        "factsheet.xlsx",
        "alle-cijfers.csv",
        "datapackage.json",
    )
    assert {f"twente/{name}" for name in names} <= set(links)
    assert [text for text in links.values() if not re.search(r"\((?:\d+ kB|\d+,\d MB)\)$", text)] == []


def test_the_licence_and_the_way_to_cite_are_on_the_page(index):
    said = soup(index).find("dl").get_text(" ")
    assert "CC BY 4.0" in said
    assert "WGV Zorg en Welzijn, Factsheet arbeidsmarkt zorg en welzijn, 3e kwartaal 2026 (CC BY 4.0)." in said
    assert json.loads((index.parent / "datapackage.json").read_text(encoding="utf-8"))["version"] == "2026Q3"
