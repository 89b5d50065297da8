import csv
import io

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from raat_analysis.rendering.explanation import columns, explanation
from raat_analysis.rendering.open_data import EXPLANATION, as_csv, as_xlsx, xlsx_cells, xlsx_rows
from tests.rendering.conftest import sample_facts

SOURCES = pl.DataFrame(
    [
        ("a", "Adressen", "demonstration", "2026-01-01", "a.csv", "CC0-1.0"),
        ("b", "Banen", "published", "2026-01-01", "b1.csv", "CC BY 4.0"),
        ("b", "Banen", "published", "2026-03-02", "b2.csv", "CC BY 4.0"),
    ],
    schema=["source", "title", "kind", "obtained_on", "file", "licence"],
    orient="row",
)
ROWS = pl.DataFrame({"Begrip": ["Werknemers", "=1+1"], "Waarde": [55400.0, 8.7], "Noemer": [None, 12]})


def test_csv_opens_in_a_dutch_excel():
    assert as_csv(ROWS) == "\ufeffBegrip;Waarde;Noemer\r\nWerknemers;55400;\r\n'=1+1;8,7;12\r\n".encode()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_csv_gives_back_every_text_that_is_no_formula(texts):
    read = list(
        csv.reader(io.StringIO(as_csv(pl.DataFrame({"a": texts})).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    expected = [[f"'{t}"] if len(t) > 1 and t[0] in "=+-@\t" else [t] for t in texts]
    assert [row or [""] for row in read[1:]] == expected


def test_csv_quotes_and_spells_numbers_as_the_python_library_does():
    rows = pl.DataFrame({"a": ['een "b"', "a;b", "x\ny", "", None], "b": [1 / 3, 1e22, 1e-7, -0.0, 5e15]})
    written = as_csv(rows).decode("utf-8-sig")
    lines = ['"een ""b""";0,3333333333333333', '"a;b";1e+22', '"x\ny";1e-07', ";-0", ";5000000000000000"]
    assert written == "a;b\r\n" + "".join(f"{line}\r\n" for line in lines)


def test_xlsx_holds_the_rows_and_never_a_formula(tmp_path):
    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(as_xlsx(ROWS, "Twente"))
    assert xlsx_rows(path) == xlsx_cells(ROWS)
    assert xlsx_rows(path)[2][0] == "=1+1"


def test_a_workbook_opens_with_what_its_user_must_know(tmp_path):
    """Whose it is, of which region and edition, that it is a demonstration, the licence, and every sign and column."""
    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(as_xlsx(ROWS, "Twente", explanation(sample_facts(), SOURCES, ["b", "b"])))
    with CalamineWorkbook.from_path(str(path)) as book:
        assert book.sheet_names == ["Toelichting", "Cijfers"]
    said = dict(row for row in xlsx_rows(path, EXPLANATION)[2:])
    assert said["Regio"] == "Twente (RA0205)"
    assert said["Editie"] == "3e kwartaal 2026 (2026Q3)"
    assert said["Uitgever"] == "WGV Zorg en Welzijn"
    assert said["Let op"].startswith("Demonstratie: de cijfers in dit bestand")
    assert "CC BY 4.0" in said["Licentie"]
    assert {"Teken: x", "Teken: .", "Teken: *", *(f"Kolom: {name}" for name in columns())} <= set(said)
    assert said["Bron: b"] == "Banen. Echt, gepubliceerd; ontvangen op 2 maart 2026; licentie CC BY 4.0."
    assert "Bron: a" not in said


def test_without_demonstration_sources_a_workbook_has_no_warning():
    real = SOURCES.filter(pl.col("kind") == "published")
    assert "Let op" not in dict(explanation(sample_facts(), real, ["b"]))


def test_two_workbooks_of_the_same_rows_are_the_same_bytes():
    assert as_xlsx(ROWS, "Twente") == as_xlsx(ROWS, "Twente")
