"""A page as a table: a row is a sentence or a figure; what changes with every edition is left out."""

from pathlib import Path

import pytest

from raat_analysis.errors import RaatError
from raat_analysis.parquet import write_table
from raat_analysis.publication.difference.pages import COLUMNS, pages, pages_hash
from raat_analysis.publication.difference.standalone import placed
from tests.publication.difference.conftest import drawing, page, written


def said(folder: Path, *parts: str) -> list[tuple[str, str, str]]:
    return pages(written(folder, *parts)).select("section", "kind", "text").rows()


def test_a_row_is_a_sentence_under_its_heading(tmp_path):
    found = said(tmp_path, "<p>Eerst. Dan dit.</p>", "<h2>Vacatures</h2><ul><li>Er zijn <a>95</a> vacatures.</li></ul>")
    assert found == [
        ("", "sentence", "Twente"),
        ("", "sentence", "Eerst."),
        ("", "sentence", "Dan dit."),
        ("Vacatures", "sentence", "Er zijn 95 vacatures."),
    ]


def test_a_key_figure_is_one_sentence_and_a_row_of_numbers_none(tmp_path):
    figures = "<dl><div><dt>Werknemers</dt><dd>25.200</dd><dd>1,3% meer</dd></div></dl>"
    number = '<tr><th>Vacatures</th><td class="number">9</td></tr>'
    rows = f"<table><tr><th>Enschede</th><td>Overijssel</td></tr>{number}</table>"
    assert [text for *_, text in said(tmp_path, figures, rows)] == [
        "Twente",
        "Werknemers · 25.200 · 1,3% meer",
        "Enschede · Overijssel",
    ]


def test_head_foot_and_the_mark_of_the_data_are_left_out(tmp_path):
    assert [text for *_, text in said(tmp_path, "<p>Kenmerk: RA0205, gegevens 136e639b.</p>")] == ["Twente"]


def test_a_figure_keeps_its_words_and_its_drawing(tmp_path):
    row = pages(written(tmp_path, drawing("Lijn omhoog", 9))).row(1, named=True)
    assert (row["kind"], row["text"], row["place"]) == ("figure", "Lijn omhoog", 2)
    assert "M0 0L9 9" in row["svg"]


def test_a_figure_takes_the_shared_letters_of_its_page_with_it(tmp_path):
    outline = '<path id="t-0cd11d4e" d="M1 1" transform="scale(0.015625)"/>'
    letters = f'<svg class="glyphs" aria-hidden="true"><defs>{outline}</defs></svg>'
    figure = '<svg viewBox="0 0 9 9" role="img" aria-label="A"><use href="#t-0cd11d4e"/></svg>'
    svg = pages(written(tmp_path, letters, figure))["svg"].drop_nulls().to_list()
    assert [outline in each for each in svg] == [True]
    again = placed(svg[0], "was", "A")
    assert 'id="was-t-0cd11d4e"' in again
    assert 'href="#was-t-0cd11d4e"' in again


def test_the_same_pages_have_the_same_hash_and_bytes_and_another_word_has_another(tmp_path):
    first, second = (pages(written(tmp_path / name, "<p>Er zijn er 9.</p>")) for name in "ab")
    for name, table in (("a", first), ("b", second)):
        write_table(table, tmp_path / f"{name}.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert dict(first.schema) == COLUMNS
    assert pages_hash(first) == pages_hash(second)
    assert pages_hash(pages(written(tmp_path / "c", "<p>Er zijn er 8.</p>"))) != pages_hash(first)


def test_a_folder_without_pages_and_a_page_without_region_are_refused(tmp_path):
    with pytest.raises(RaatError, match=r"no factsheet\.html"):
        pages(tmp_path)
    (tmp_path / "twente").mkdir()
    (tmp_path / "twente" / "factsheet.html").write_text(page(region=""), encoding="utf-8")
    with pytest.raises(RaatError, match="which region"):
        pages(tmp_path)
