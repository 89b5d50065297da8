"""The exports of the tutorial: the same bytes as in the repository, other headers than the contracts, one quarter."""

import csv
from pathlib import Path

import pytest

from raat_analysis.contracts import contract
from raat_analysis.demo.next_quarter import FILES, RENAMED, write_next_quarter
from raat_analysis.sources.recognising import recognised

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
LARGEST = 400_000  # bytes, all together


def rows(source: str) -> list[dict[str, str]]:
    with (TUTORIAL / FILES[source]).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def test_the_files_in_the_repository_are_those_that_are_made(tmp_path: Path):
    write_next_quarter(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in TUTORIAL.iterdir()}
    assert sum(map(len, made.values())) < LARGEST


@pytest.mark.parametrize("source", FILES)
def test_a_file_is_recognised_although_its_contract_lacks_some_headers(source: str):
    known = {header for column in contract(source).columns.values() for header in [column.header, *column.aliases]}
    assert recognised(TUTORIAL / FILES[source]) == source
    assert not set(RENAMED[source].values()) & known
    assert set(RENAMED[source]) <= known


def test_the_board_holds_adverts_of_twente_only():
    board = rows("zorgselect")
    assert {row["Organisatiecode"][:3] for row in board} == {"TW-"}
    assert len(board) == 568


def test_adverts_that_were_open_in_the_export_before_come_back_under_their_number(export):
    before = {row["Vacature-ID"]: row for row in export("zorgselect/2026-10-06")}
    back = [row for row in rows("zorgselect") if row["Advertentienr."] in before]
    assert len(back) > 100
    assert {before[row["Advertentienr."]]["Status"] for row in back} == {"Open"}
    assert [row["Functie"] for row in back] == [before[row["Advertentienr."]]["Functie"] for row in back]


def test_the_board_has_one_day_that_does_not_exist_and_a_spelling_that_no_codelist_has():
    board = rows("zorgselect")
    assert [row["Geplaatst op"] for row in board if row["Geplaatst op"].startswith("31-2-")] == ["31-2-2026"]
    assert [row["Branche"] for row in board].count("Verpleging, Verzorging & Thuiszorg") == 2


def test_the_municipalities_of_twente_are_all_there_once():
    found = [row["Gemeente"] for row in rows("arbeidsmarkt")]
    assert len(found) == len(set(found)) == 342
    assert {"Enschede", "Hengelo", "Almelo"} <= {name.removesuffix(" (O.)") for name in found}
