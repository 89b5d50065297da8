"""An even CSV is read by polars and any other by Python's csv: whichever it is, the cells are those of csv alone."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from raat_analysis.errors import ExportRefused
from raat_analysis.sources.encodings import even_lines, text_file
from raat_analysis.sources.grids import LINE
from tests.sources.test_reading_files import adverts, read_file

HEADER = "Nummer;Functie;Contactpersoon"
CELL = st.text(st.sampled_from("ab7 é,.\t\u00a0\r"), max_size=3)
ODD = st.sampled_from(["", ";", ";;", ";;;", " ; ; ", "1;2", "1;2;3;4", '"1;";2;3', "1;2;3\r"])
LINES = st.lists(st.lists(CELL, min_size=3, max_size=3).map(";".join) | ODD, min_size=1, max_size=8)
ABOVE = st.lists(st.sampled_from(["", ";", ";;;;"]), max_size=2)


def rows_of(text: str) -> list[list[str]] | None:
    """The rows of a text under its header with their lines, by csv alone; None when one has not three cells."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
    found, line = [], 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append([str(line), *(cell.strip() for cell in cells)])
        line = reader.line_num + 1
    return None if any(len(row) != 4 for row in found) else found[1:]


def written(folder: str, content: bytes) -> Path:
    path = Path(folder) / "export.csv"
    path.write_bytes(content)
    return path


@settings(max_examples=150, deadline=None)
@given(ABOVE, LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
def test_any_lines_give_the_cells_that_csv_gives_or_are_refused(
    above: list[str], lines: list[str], end: str, last: bool, encoding: str
) -> None:
    text = end.join([*above, HEADER, *lines]) + (end if last else "")
    # é and two hard spaces in cp1252 are the bytes of one Chinese sign in UTF-8: no reader can tell which it was
    assume(encoding != "cp1252" or "é\u00a0\u00a0" not in text)
    with TemporaryDirectory() as folder:
        path = written(folder, text.encode(encoding))
        try:
            table = read_file(path, adverts()).table
            read = [list(map(str, row)) for row in table.select(LINE, "number", "title").rows()]
        except ExportRefused:
            read = None
    expected = rows_of(text)
    assert read == (None if not expected else [row[:3] for row in expected])


def test_one_separator_too_many_and_one_too_few_are_both_named(tmp_path: Path) -> None:
    path = written(str(tmp_path), b"Nummer;Functie;Contactpersoon\n1;a;\n2;b\n3;c;d;\n")
    assert even_lines(text_file(path, "export.csv"), ";", 3), "the count alone cannot see it"
    with pytest.raises(ExportRefused, match=r"(?s)line 3: 2 cells.*line 4: 4 cells"):
        read_file(path, adverts())


def test_a_return_inside_a_line_is_not_even(tmp_path: Path) -> None:
    for content in (b"a;b\r1;2\n", b"a;b\r\n1;\r2\r\n", b"a;b\r\n1;2\n", b"a;b\n1;2\r\n"):
        assert not even_lines(text_file(written(str(tmp_path), content), "export.csv"), ";", 2), content


def test_blocks_of_a_file_do_not_matter(tmp_path: Path) -> None:
    rows = 40_000  # a few blocks
    path = written(str(tmp_path), (HEADER + "\r\n" + "12;é;x\r\n" * rows).encode())
    assert even_lines(text_file(path, "export.csv"), ";", 3)
    table = read_file(path, adverts()).table
    assert table[LINE].to_list() == list(range(2, rows + 2))
    assert table.select(pl.col("number", "title").n_unique()).row(0) == (1, 1)


def test_separators_above_the_header_do_not_make_up_for_those_that_a_row_lacks(tmp_path: Path) -> None:
    path = written(str(tmp_path), b";;\nNummer;Functie;Contactpersoon\n1;a;b\n2\n")
    with pytest.raises(ExportRefused, match="line 4: 1 cells"):
        read_file(path, adverts())
