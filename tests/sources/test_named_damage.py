"""Damage that once passed as data or ended in a traceback, each by name."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.encodings import text_file
from raat_analysis.sources.grids import SPACES
from raat_analysis.sources.notations import day
from raat_analysis.sources.xlsx_files import number
from tests.sources.test_reading_files import DATA, adverts, read_file

CAPTURE = json.loads((DATA / "cbs_odata3_83583NED_zorg.json").read_text("utf-8"))
SHEET = "xl/worksheets/sheet1.xml"


def test_spaces_are_those_that_polars_takes_off() -> None:
    signs = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    stripped = pl.Series(signs).str.strip_chars() == ""
    assert sorted(SPACES) == [sign for sign, space in zip(signs, stripped, strict=True) if space]


def test_a_control_sign_is_no_space_with_quotes_or_without(tmp_path: Path) -> None:
    for line in ("1;\x1fa;", '"1";"\x1fa";""'):
        path = tmp_path / "export.csv"
        path.write_text(f"Nummer;Functie;Contactpersoon\n{line}\n", "utf-8")
        assert read_file(path, adverts()).table["title"].to_list() == ["\x1fa"]


def test_a_day_in_year_0_does_not_exist() -> None:
    texts = pl.DataFrame({"text": ["01-01-0000", "01-01-0001", "31-12-9999"]})
    _, fault = day(pl.col("text"), ",")
    assert texts.select(fault).to_series().to_list() == ["date_exists", None, None]


@pytest.mark.parametrize("kept", ["café – bar", "‘s avonds", "\ufeffNummer"])
def test_one_byte_that_is_not_utf8_does_not_turn_the_rest_into_cp1252(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(kept.encode() + b"\nGr\xe9\n")
    with pytest.raises(ExportRefused, match="encoding is mixed"):
        text_file(path, "export.csv")


def test_numbers_that_are_none_stay_texts_and_large_ones_whole() -> None:
    values = [float("nan"), float("-inf"), 10**30, 2**53 + 1, 12.0, 0.5]
    texts = ["nan", "-inf", "1" + "0" * 30, "9007199254740993", "12", "0,5"]
    assert [number(value, ",") for value in values] == texts


def workbook(*rows: list[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def sheet_changed(content: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            made.writestr(name, parts.read(name).replace(old, new) if name == SHEET else parts.read(name))
    return out.getvalue()


HEADER: list[object] = ["Nummer", "Functie", "Contactpersoon"]
SOUND = workbook(HEADER, ["1", "a", "x"], ["2", 2, "y"])
DATA_AT = SOUND.index(b"xl/worksheets/sheet1.xml") + 40
BOOKS = {
    "not a readable Excel workbook": SOUND[:DATA_AT] + bytes([SOUND[DATA_AT] ^ 1]) + SOUND[DATA_AT + 1 :],
    "far from its table": sheet_changed(SOUND, b'r="C3"', b'r="XFD1048576"'),
    "formula without its outcome": workbook(HEADER, ["1", "=1+1", "x"]),
    "formula error": sheet_changed(SOUND, b't="n"', b"t='e'"),
    "hold more than a title": workbook(["1", "a", "x"], HEADER, ["2", "b", "y"]),
}


@pytest.mark.parametrize("words", BOOKS)
def test_a_damaged_workbook_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(SOUND)
    assert read_file(path, adverts(format="xlsx")).table.height == 2
    path.write_bytes(BOOKS[words])
    with pytest.raises(ExportRefused, match=words):
        read_file(path, adverts(format="xlsx"))


def test_a_yes_in_a_workbook_is_the_word_that_excel_shows(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(workbook(HEADER, ["1", True, "x"], ["2", False, "y"]))
    assert read_file(path, adverts(format="xlsx")).table["title"].to_list() == ["WAAR", "ONWAAR"]


def test_a_formula_whose_outcome_is_an_empty_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    formula = b'<c r="B3" t="str"><f>""</f><v></v></c>'
    path.write_bytes(sheet_changed(SOUND, b'<c r="B3" t="n"><v>2</v></c>', formula))
    assert read_file(path, adverts(format="xlsx")).table["title"].to_list() == ["a", ""]


def damaged(**parts: Any) -> str:
    return json.dumps({**CAPTURE, **parts})


ROW, TIMES, COLUMNS = CAPTURE["TypedDataSet"][0], CAPTURE["Perioden"], CAPTURE["DataProperties"]
JOBS = "BanenVanWerknemersInDecember_1"
CAPTURES = {
    "neither a number, nor a text": damaged(TypedDataSet=[{**ROW, JOBS: True}]),
    "TypedDataSet/0: Input should be a valid dict": damaged(TypedDataSet=[None]),
    f"row 1: {JOBS}": damaged(TypedDataSet=[{key: ROW[key] for key in ROW if key != JOBS}]),
    "row 1: Extra": damaged(TypedDataSet=[{**ROW, "Extra": 1}]),
    "Perioden 2010JJ00: Status": damaged(Perioden=[{**TIMES[0], "Status": None}, *TIMES[1:]]),
    "Perioden: 2010JJ00": damaged(Perioden=[*TIMES, {**TIMES[0], "Title": "2011"}]),
    f"DataProperties: {JOBS}": damaged(DataProperties=[*COLUMNS, {**COLUMNS[3], "Title": "Anders"}]),
    "list of dimension Perioden is missing": json.dumps({k: v for k, v in CAPTURE.items() if k != "Perioden"}),
    "is not in its list of categories": damaged(TypedDataSet=[{**ROW, "Perioden": None}]),
    "stands twice in one object": damaged().replace(f'"{JOBS}": 7888.2', f'"{JOBS}": 1, "{JOBS}": 7888.2', 1),
    "surrogates not allowed": damaged().replace("Totaal", "\\ud800"),
    "recursion depth": "[" * 100_000,
}


@pytest.mark.parametrize("words", CAPTURES)
def test_a_damaged_capture_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(CAPTURES[words], "utf-8")
    with pytest.raises(ExportRefused, match=words) as refused:
        read_file(path, contract("cbs_banen"))
    assert "Next step" in str(refused.value)


def test_groups_that_go_round_do_not_keep_the_reader_busy(tmp_path: Path) -> None:
    group = {"odata.type": "Cbs.OData.TopicGroup", "Title": "Groep"}
    groups = [{**group, "ID": 50, "ParentID": 51}, {**group, "ID": 51, "ParentID": 50}]
    path = tmp_path / "export.json"
    path.write_text(damaged(DataProperties=[*COLUMNS[:3], {**COLUMNS[3], "ParentID": 50}, *groups]), "utf-8")
    with pytest.raises(ExportRefused, match="Groep/Groep/Banen"):
        read_file(path, contract("cbs_banen"))
