"""A factsheet on paper: a short front, then the annex; a note leads to its term."""

import re

import pikepdf
import pypdfium2
import pytest

ANNEX = "Bijlage: cijfers en verantwoording"


@pytest.fixture(scope="module", params=["twente", "oost-nederland"])
def sheet(made, request):
    return made.rendered / "factsheets" / request.param / "factsheet.pdf"


def test_the_annex_begins_after_two_to_four_pages(sheet) -> None:
    with pypdfium2.PdfDocument(sheet) as document:
        begins = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()}
    assert 2 <= begins[ANNEX] <= 4


def test_sections_stand_in_the_order_of_the_page(sheet) -> None:
    page = sheet.with_suffix(".html").read_text(encoding="utf-8")
    headings = re.findall(r'<h2 id="deel-[^"]*">([^<]*)</h2>', page)
    with pypdfium2.PdfDocument(sheet) as document:
        marks = [mark.get_title() for mark in document.get_toc()]
    assert marks[1 : marks.index(ANNEX)] == headings[:-1]
    assert marks[-1] == headings[-1]


def test_notes_lead_to_pages_of_the_document(sheet) -> None:
    with pikepdf.open(sheet) as document:
        links = [note.A.D if "/A" in note else note.Dest for page in document.pages for note in page.get("/Annots", [])]
        pages = {page.objgen for page in document.pages}
        placed = [link[0].objgen for link in links if isinstance(link, pikepdf.Array)]
    assert placed
    assert set(placed) <= pages
