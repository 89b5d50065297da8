import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.rendering.blocks import Bullets, KeyFigure, KeyFigures, Paragraph, Picture, Section, Table, Title
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.html_blocks import as_html, as_text
from raat_analysis.rendering.table_columns import numeric_columns

ROWS = (("VVT", "20.000", "hoger"), ("GGZ", "x", "lager"))
TABLE = Table("Werknemers", ("Branche", "Aantal", "Verschil"), ROWS, "x = niet openbaar")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def html(block):
    return BeautifulSoup(as_html(block.as_data()), "html.parser")


@given(st.text(max_size=40))
def test_every_text_arrives_as_it_is_and_is_never_markup(text):
    blocks = [
        Title(text, text, text),
        Paragraph(text),
        Bullets((text,)),
        KeyFigures((KeyFigure(text, text, text, text, text),)),
        Table(text, (text, text), ((text, text),), text),
    ]
    for block in blocks:
        page = html(block)
        own = {"header", "h1", "p", "ul", "li", "dl", "div", "dt", "dd", "table", "caption", "span"}
        own |= {"thead", "tbody", "tr", "th", "td"}
        assert {tag.name for tag in page.find_all(True)} <= own
        assert " ".join(text.split()) in " ".join(page.get_text().split())


def test_a_table_names_its_columns_and_rows():
    table = html(TABLE).table
    assert [th["scope"] for th in table.thead.find_all("th")] == ["col"] * 3
    assert [th["scope"] for th in table.tbody.find_all("th")] == ["row"] * 2
    assert table.caption.get_text() == "Werknemers"


def test_numbers_stand_right_also_when_one_is_secret():
    assert numeric_columns(ROWS, 3) == [False, True, False]
    assert numeric_columns([["a", "1.540 tot 1.700"], ["b", "."]], 2) == [False, True]
    assert numeric_columns([["a", "55.400*", "8,7%*", "−1,2 procentpunt"]], 4) == [False, True, True, True]
    assert numeric_columns([["a", "3e kwartaal 2026", "2026Q3"], ["b", "x", "."]], 3) == [False, False, False]


def test_a_figure_has_alt_text_title_and_its_numbers():
    figure = html(Picture("VVT het grootst", SVG, "Staven: VVT 20.000.", TABLE, "Bron: CBS")).figure
    assert figure.svg["role"] == "img"
    assert figure.svg["aria-label"] == "Staven: VVT 20.000. Niet openbaar (x), dus niet getekend: GGZ."
    assert figure.figcaption["id"] == figure["aria-labelledby"]
    assert figure.details.table.caption.get_text() == "Werknemers"
    assert len({tag["id"] for tag in figure.find_all(id=True)}) == len(figure.find_all(id=True))


def test_a_figure_without_alt_text_is_refused():
    with pytest.raises(ReportRefused, match="no alt text"):
        as_html(Picture("VVT het grootst", SVG, " ", TABLE).as_data())


def test_roles_are_said_in_words():
    assert html(Paragraph("Meer.", "finding")).get_text() == "Wat valt op Meer."
    assert html(Paragraph("Let op.", "warning")).p["role"] == "note"
    with pytest.raises(ReportRefused, match="shouting"):
        as_html(Paragraph("Meer.", "shouting").as_data())


def test_key_figures_leave_out_what_they_do_not_have():
    found = html(KeyFigures((KeyFigure("Verzuim", "7,1%", note="voorlopig"),)))
    assert [dd.get_text() for dd in found.find_all("dd")] == ["7,1%", "voorlopig"]


def test_a_section_shows_its_blocks_in_order():
    section = Section((Paragraph("een"), Paragraph("twee")))
    assert html(section).get_text(" ").split() == ["een", "twee"]
    assert as_text(section.as_data()) == "een\n\ntwee"


def test_the_notebook_shows_the_same_block_three_ways():
    shown = TABLE._repr_mimebundle_()
    assert sorted(shown) == ["application/vnd.raat.blocks+json", "text/html", "text/plain"]
    assert "VVT | 20.000 | hoger" in shown["text/plain"]


def test_an_unknown_block_is_refused():
    with pytest.raises(ReportRefused, match="'video'"):
        as_html({"kind": "video"})
