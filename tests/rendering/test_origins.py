"""From a number on a page to its row: every link has its item, with definition, source and line in the open data."""

import copy
from html import escape

import polars as pl
import pytest
from bs4 import BeautifulSoup

from raat_analysis.numbers_table import COLUMNS, KEY
from raat_analysis.rendering.blocks import MIME, Paragraph
from raat_analysis.rendering.origins import linked, places
from raat_analysis.rendering.page_html import page_html
from raat_analysis.sentences.facts import fact
from raat_analysis.sentences.traces import keys
from tests.rendering.conftest import SOURCES

ROW = {
    **dict.fromkeys(COLUMNS),
    "organisation_code": "",
    "measure": "outflow_sector_pct",
    "region_code": "RA0205",
    "branch_code": "SMAL",
    "period": "2025",
    "breakdown": "total",
    "category": "total",
    "scenario": "",
    "edition": "",
    "value": 8.75,
    "numerator": 4832.0,
    "denominator": 55222.0,
    "lower": 8.52,
    "upper": 8.99,
    "interval_pct": 95,
    "status": "final",
    "source": "uitstroom",
    "unit": "%",
}
ROWS = pl.DataFrame([ROW, ROW | {"region_code": "NL01", "value": 7.2}], schema_overrides=COLUMNS).sort(KEY)


@pytest.fixture(scope="module")
def page(sample, facts):
    here, there = (fact(row) for row in reversed(ROWS.to_dicts()))
    said = Paragraph(f"In 2025 vertrok {here.text}; in Nederland {there.text}, dus {here.text} is meer.")
    notebook = copy.deepcopy(sample)
    output = next(o for cell in notebook.cells for o in cell.get("outputs", []) if o.data[MIME]["kind"] == "section")
    output.data["text/html"] += said._repr_mimebundle_()["text/html"]
    return BeautifulSoup(page_html(notebook, facts, ROWS, SOURCES), "html.parser")


def test_a_number_is_a_link_with_its_measure_to_an_item_that_exists(page) -> None:
    links = page.find_all("a", class_="n")
    assert [link.get_text() for link in links] == ["8,8%", "7,2%", "8,8%"]
    assert {link["data-measure"] for link in links} == {"outflow_sector_pct"}
    assert [link["href"] for link in links] == ["#g2", "#g1", "#g2"]
    assert all(page.find("li", id=link["href"][1:]) for link in links)


def test_an_item_tells_where_when_value_parts_margin_status_and_leads_back(page) -> None:
    item = page.find("li", id="g2")
    said = item.get_text()
    assert "Twente (RA0205); Zorg en welzijn (smal) (SMAL); 2025: 8,8%." in said
    assert "Teller 4.832, noemer 55.222." in said
    assert "Van 8,5% tot 9,0% (marge van 95%)." in said
    assert page.find("a", id=item.find("a", class_="close")["href"][1:]).get_text() == "8,8%"


def test_a_card_tells_what_the_measure_is_and_its_source(page) -> None:
    card = page.find("article", class_="origin")
    assert card.h4.get_text() == "Uitstroom uit zorg en welzijn"
    assert "Teller: " in card.p.get_text()
    assert card.p.get_text().endswith("Bron: Uitstroom per regio (5 oktober 2026).")
    assert len(card.find_all("li")) == 2


def test_a_number_without_a_published_row_makes_no_page() -> None:
    with pytest.raises(KeyError):
        linked('<data value="|employees|RA0205|SMAL|2025|total|total|||">1</data>', places(ROWS))


def test_each_row_of_a_number_that_is_made_of_more_leads_back_to_it() -> None:
    """The difference of Twente and Nederland is a link to its first row; both rows' items can go back to it."""
    shown = places(ROWS)
    named = escape(keys(tuple(shown)))
    page = BeautifulSoup(linked(f'<p><data value="{named}">1,6</data></p><p>Klaar.</p>', shown), "html.parser")
    assert page.a["href"] == "#g1"
    assert [page.find(id=f"n{place}").find_parent("p").get_text() for place in shown.values()] == ["1,6", "1,6"]
