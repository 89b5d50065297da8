"""The page and the PDF of the sample report, as a reader gets them."""

import copy
import re
from itertools import pairwise

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from raat_analysis.rendering.blocks import MIME
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.page_html import page_html
from raat_analysis.rendering.page_pdf import PdfExporter, page_pdf
from tests.rendering.conftest import NO_ROWS, SOURCES

LITERAL = '*ster* #let <b>vet</b> & $x$ \\ [haak] "aanhaling" @naam'


@pytest.fixture(scope="module")
def page(sample, facts):
    return BeautifulSoup(page_html(sample, facts, NO_ROWS, SOURCES), "html.parser")


@pytest.fixture(scope="module")
def pdf(sample, facts):
    return pypdfium2.PdfDocument(page_pdf(sample, facts))


def changed(sample, change):
    """The sample with every picture changed."""
    notebook = copy.deepcopy(sample)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for block in output.data[MIME].get("blocks", []):
                if block["kind"] == "picture":
                    change(block)
    return notebook


def test_the_page_says_what_it_is(page, facts):
    assert page.html["lang"] == "nl"
    assert page.title.get_text().startswith("Meer vacatures in Twente")
    says = {meta["name"]: meta["content"] for meta in page.find_all("meta", attrs={"name": re.compile("raat:")})}
    assert says == {
        "raat:region": "RA0205",
        "raat:edition": "2026Q3",
        "raat:data": facts.data_hash,
        "raat:status": "concept",
    }


def test_the_page_has_one_h1_and_no_level_is_skipped(page):
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_skip_link_that_leads_somewhere(page):
    assert page.find("main")
    assert page.body.find("header", recursive=False)
    assert page.body.find("footer", recursive=False)
    assert page.find("main", id=page.find("a", class_="skip")["href"].removeprefix("#"))
    for link in page.nav.find_all("a"):
        assert page.find(id=link["href"].removeprefix("#"))


def test_every_id_that_is_referred_to_exists_once(page):
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {tag["aria-labelledby"] for tag in page.find_all(attrs={"aria-labelledby": True})} <= set(ids)


def test_the_page_stands_alone_and_shows_no_code(page):
    assert not page.find_all(["script", "link", "iframe", "img"])
    outside = [tag for tag in page.find_all(True) for name in ("src", "href") if "//" in str(tag.get(name, ""))]
    assert outside == []
    assert "region_code" not in page.get_text()
    assert "label_of" not in str(page)


def test_signs_of_markup_languages_are_only_signs(page, pdf):
    assert LITERAL in page.main.get_text()
    assert LITERAL in " ".join(pdf[0].get_textpage().get_text_bounded().split())


def test_a_figure_shown_twice_is_refused(sample, facts):
    notebook = copy.deepcopy(sample)
    again = next(cell for cell in notebook.cells if cell.id == "employment")
    notebook.cells.append(copy.deepcopy(again))
    notebook.cells[-1].id = "again"
    with pytest.raises(ReportRefused, match="twice"):
        page_html(notebook, facts, NO_ROWS, SOURCES)


def test_the_pdf_says_what_it_is(pdf, facts):
    about = pdf.get_metadata_dict()
    assert about["Title"].startswith("Meer vacatures in Twente")
    assert about["Keywords"] == f"RA0205, 2026Q3, {facts.data_hash}, concept"
    first = pdf[0].get_textpage().get_text_bounded()
    assert "Demonstratie: deze cijfers zijn verzonnen" in first
    assert "Twente · 3e kwartaal 2026" in first
    assert f"1/{len(pdf)}" in first


def test_the_pdf_has_bookmarks_for_every_section(pdf):
    titles = [mark.get_title() for mark in pdf.get_toc()]
    sections = ["Werkgelegenheid", "Vacatures"]
    assert titles[1:] == [*sections, "Bijlage: cijfers en verantwoording", *sections, "Verantwoording"]


def test_the_pdf_claims_the_accessible_standards_and_dutch(sample, facts):
    made = page_pdf(sample, facts)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert re.search(rb"/Lang ?\(nl", made)


def test_a_figure_without_alt_text_gives_no_pdf(sample, facts):
    notebook = changed(sample, lambda block: block.update(alt=""))
    with pytest.raises(ReportRefused, match="alt"):
        page_pdf(notebook, facts)


def test_the_table_of_a_figure_is_in_the_annex(pdf):
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    annex = next(place for place, text in enumerate(pages) if "Bijlage: cijfers en verantwoording" in text)
    assert "Bij figuur 1: Werknemers per branche" in pages[annex]
    assert "18.300" in pages[annex]
    assert f"Cijfers: bladzijde {annex + 1}" in " ".join(" ".join(pages[:annex]).split())


def test_a_long_table_repeats_its_header(pdf):
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert sum("Ontstaan" in text and "Openstaand" in text for text in pages) >= 2


def test_the_exporter_is_one_of_nbconvert(sample, facts):
    made, resources = PdfExporter().from_notebook_node(sample, {"facts": facts})
    assert made == page_pdf(sample, facts)
    assert resources["output_extension"] == ".pdf"
