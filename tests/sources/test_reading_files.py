"""Files of every format become the same text table, and what does not fit is refused with a next step."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from raat_analysis.contracts import Contract, contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.exports import Export
from raat_analysis.sources.metadata import Metadata
from raat_analysis.sources.reading import read

DATA = Path(__file__).parent / "data"
ORGANISATIONS = "Organisatiecode;Regio;Branche;Medewerkers;Doet mee aan Fase 0\n"


def adverts(**changes: object) -> Contract:
    """A contract with a number, a text and a contact column that is dropped."""
    return Contract.model_validate(
        {
            "source": "adverts",
            "title": "Adverts",
            "row": "an advert",
            "format": "csv",
            "kind_of_data": "public",
            "key": ["number"],
            "later_export_replaces": True,
            "allowed_set_aside_pct": 5,
            "drop": ["Contactpersoon"],
            "columns": {
                "number": {"header": "Nummer", "aliases": ["Id"], "type": "text", "required": True, "description": ""},
                "title": {"header": "Functie", "type": "text", "description": ""},
            },
            **changes,
        }
    )


@dataclass
class Read:
    """A file read to its end."""

    table: pl.DataFrame
    dropped: tuple[str, ...]
    found: dict[str, str]


def read_file(path: Path, chosen: Contract) -> Read:
    about = Metadata(kind="own", origin="test", licence="none", obtained=date(2026, 9, 1))
    reading = read(Export(chosen.source, date(2026, 9, 1), (path,), about), path, chosen)
    return Read(reading.table(), reading.dropped, reading.found)


def of_bytes(folder: Path, content: bytes, chosen: Contract | None = None) -> Read:
    path = folder / "export.csv"
    path.write_bytes(content)
    return read_file(path, chosen or adverts())


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8 with BOM"), ("cp1252", "cp1252")]
)
def test_each_encoding_gives_the_same_text_and_is_reported(tmp_path: Path, encoding: str, found: str):
    reading = of_bytes(tmp_path, "Nummer;Functie\nA1;Patiënt–coördinator\n".encode(encoding))
    assert reading.table["title"].to_list() == ["Patiënt–coördinator"]
    assert reading.found["encoding"] == found
    assert reading.found["separator"] == "semicolon"


def test_two_encodings_in_one_file_are_refused_with_the_line(tmp_path: Path):
    with pytest.raises(ExportRefused, match="line 3 is neither UTF-8 nor cp1252"):
        of_bytes(tmp_path, "Nummer;Functie\nA1;Patiënt\n".encode() + "A2;Patiënt\n".encode("cp1252"))


def test_lines_are_numbered_as_a_person_sees_them(tmp_path: Path):
    reading = of_bytes(tmp_path, b'Nummer,Functie\n\nA1,"twee\nregels"\nA2,een\n')
    assert reading.table.select("number", "title", "export_line").rows() == [
        ("A1", "twee\nregels", 3),
        ("A2", "een", 5),
    ]
    assert reading.table["export_file"].unique().to_list() == ["adverts/2026-09-01/export.csv"]


def test_headers_may_differ_in_case_spaces_and_alias(tmp_path: Path):
    assert of_bytes(tmp_path, b"  ID ;functie\nA1;x\n").table["number"].to_list() == ["A1"]


def test_a_contact_column_does_not_leave_the_reader(tmp_path: Path):
    reading = of_bytes(tmp_path, b"Nummer;Functie;Contactpersoon\nA1;x;J. de Boer\n")
    assert reading.dropped == ("Contactpersoon",)
    assert "J. de Boer" not in str(reading.table.rows()) + str(reading.found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n  \n", "is empty"),
        (b"Nummer;Functie\n", "a header and no rows"),
        (b"Nummer;Functie;Salaris\nA1;x;9\n", "1 unknown columns:\n  - Salaris"),
        (b"Nummer\nA1\n", "1 missing columns:\n  - Functie"),
        (b"Nummer;Functie\nA1;x\nA2\n", "line 3: 1 cells, the header has 2"),
        (b'Nummer;Functie\nA1;"x\n', "not readable as CSV"),
        (b"Nummer;Functie;\nA1;x;iets\n", "column 3 has values and no header"),
        (b"Nummer;Id;Functie\nA1;A1;x\n", "Nummer and Id both mean Nummer"),
        (b"Nummer;Functie;Functie\nA1;x;y\n", "column Functie stands in it twice"),
        ("Nummer;Functie\nA1;x\n".encode("utf-16"), "not a text file"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_one_message(tmp_path: Path, content: bytes, words: str):
    with pytest.raises(ExportRefused) as refused:
        of_bytes(tmp_path, content)
    assert words in str(refused.value)
    assert "adverts/2026-09-01/export.csv" in str(refused.value)


def test_the_message_on_an_unknown_column_tells_where_to_add_it(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"Next step: .*alias.*raat_analysis/contracts/adverts\.yml"):
        of_bytes(tmp_path, b"Nummer;Functie;Salaris\nA1;x;9\n")


def test_a_file_of_another_source_is_recognised(tmp_path: Path):
    with pytest.raises(ExportRefused, match="looks like an export of organisaties, not of opleidingen"):
        of_bytes(tmp_path, (ORGANISATIONS + "AH-G01;Achterhoek;GGZ;12;nee\n").encode(), contract("opleidingen"))


STATLINE = '"Verzuim; kwartaal"\n""\n"Nummer";"Functie"\n"A1";"x"\n'


def test_statline_is_read_between_its_title_and_its_last_line(tmp_path: Path):
    reading = of_bytes(tmp_path, (STATLINE + '"Bron: CBS"\n').encode(), adverts(format="statline"))
    assert reading.table.select("number", "export_line").rows() == [("A1", 4)]
    assert reading.found["source"] == "Bron: CBS"


def test_statline_without_its_last_line_was_cut_off(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"last line \(line 4\) is not 'Bron: CBS'"):
        of_bytes(tmp_path, STATLINE.encode(), adverts(format="statline"))


def workbook(path: Path, rows: list[list[object]], sheet: str = "Data") -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(sheet)
    page.merge_range("A1:B1", "Adverts van dit jaar")
    for index, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(index, column, value, book.add_format({"num_format": "dd-mm-yyyy"}))
            elif isinstance(value, str) and value.startswith("="):
                page.write_formula(index, column, value, None, "#REF!")
            elif value is not None:
                page.write(index, column, value)
    book.add_worksheet("Toelichting").write(0, 0, "Zie de website")
    book.close()
    return path


def test_a_workbook_is_read_from_its_header_row_down_to_its_notes(tmp_path: Path):
    rows = [["Nummer", "Functie"], ["A1", 7400], ["A2", 2.5], [3, date(2026, 9, 1)], [], ["Bron: eigen telling"]]
    reading = read_file(workbook(tmp_path / "e.xlsx", rows), adverts(format="xlsx"))
    assert reading.table["title"].to_list() == ["7400", "2,5", "01-09-2026"]
    assert reading.table["export_line"].to_list() == [4, 5, 6]
    assert reading.found == {"sheet": "Data", "header": "row 3", "notes": "1"}


def test_rows_under_an_empty_row_are_not_lost_in_silence(tmp_path: Path):
    rows = [["Nummer", "Functie"], ["A1", "x"], [], ["A2", "y"]]
    with pytest.raises(
        ExportRefused, match=r"1 rows with data stand under an empty row or a note \(row 5\):\n  - row 6"
    ):
        read_file(workbook(tmp_path / "e.xlsx", rows), adverts(format="xlsx"))


def test_a_formula_error_in_a_workbook_is_refused(tmp_path: Path):
    rows = [["Nummer", "Functie"], ["A1", "=1/0"]]
    with pytest.raises(ExportRefused, match="formula error"):
        read_file(workbook(tmp_path / "e.xlsx", rows), adverts(format="xlsx"))


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path):
    path = tmp_path / "e.xlsx"
    path.write_bytes(b"Nummer;Functie\n")
    with pytest.raises(ExportRefused, match="not a readable Excel workbook"):
        read_file(path, adverts(format="xlsx"))


def test_the_cbs_capture_is_read_by_the_titles_of_its_columns():
    reading = read_file(DATA / "cbs_odata3_83583NED_zorg.json", contract("cbs_banen"))
    assert reading.table.height == 360
    assert reading.found["table"] == "83583NED"
    first = reading.table.select("activity", "size_class", "period", "jobs_thousand").row(0)
    assert first == ("A-U Alle economische activiteiten", "Totaal", "2010JJ00", "7888,2")


def test_a_provisional_year_of_cbs_carries_a_star():
    table = read_file(DATA / "cbs_odata3_83583NED_zorg.json", contract("cbs_banen")).table
    starred = table.filter(pl.col("period").str.ends_with("*"))["period"].unique().sort().to_list()
    assert starred == ["2018JJ00*", "2019JJ00*"]


def test_a_broken_capture_is_refused(tmp_path: Path):
    path = tmp_path / "e.json"
    path.write_text('{"DataProperties": []}', encoding="utf-8")
    with pytest.raises(ExportRefused, match="TypedDataSet is missing"):
        read_file(path, contract("cbs_banen"))
    path.write_text('{"DataProp', encoding="utf-8")
    with pytest.raises(ExportRefused, match="not readable as JSON"):
        read_file(path, contract("cbs_banen"))
