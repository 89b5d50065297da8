"""`raat check FILE`: at most thirty lines that say what to do, whatever the file."""

from datetime import date
from pathlib import Path

import pytest
import wcwidth
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.checks.one_file import Page, check_file
from raat_analysis.checks.one_file_page import LINES, WIDTH, Lines, on_one_page
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.recognising import recognised
from tests.dirty.exports_on_disk import place_export

HEADER = (
    "Vacature-ID;Functie;Organisatiecode;Branche;Standplaats;Kwalificatie;Uren per week;Aantal plaatsen;"
    "Datum plaatsing;Datum sluiting;Status;Contactpersoon;E-mail contact"
)
GOOD = "ZS{0};Verzorgende;TW-V01;Thuiszorg;Almelo;Verzorgende ig;24-32;1;01-09-2026;;Open;J. Jansen;j@voorbeeld.invalid"
DAY = date(2026, 10, 6)
HR = (
    "Organisatiecode;Ronde;Volgnummer;Functiegroep;Leeftijdsklasse;Soort contract;"
    "Contracturen per week;Werkelijke uren per week"
)


def page(folder: Path, content: bytes, source: str = "zorgselect", out: Path | None = None) -> Page:
    file = folder / "export.csv"
    file.write_bytes(content)
    return check_file(file, source, folder / "raw", DAY, DAY, out)


def export(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


GOODS = [GOOD.format(number) for number in range(100, 140)]


def test_a_good_file_can_be_added_and_the_command_is_given(tmp_path: Path):
    found = page(tmp_path, export(*GOODS))
    assert found.can_be_added
    assert found.lines[0] == "export.csv can be added to zorgselect."
    assert found.lines[1].startswith("Read: 40 rows; encoding utf-8, separator semicolon, header line 1. Left out")
    assert any(line.startswith("1. raat export add zorgselect") for line in found.lines)
    assert found.lines[-1] == "2. make report"
    assert not (tmp_path / "raw").exists(), "nothing is written beside the exports"


def test_a_place_in_two_regions_is_told_with_its_line(tmp_path: Path):
    found = page(tmp_path, export(*GOODS, GOOD.format(999).replace("Almelo", "Geesteren")))
    assert found.lines[0] == "export.csv can be added to zorgselect; 1 of 41 rows will be set aside."
    at = found.lines.index("1 row set aside: Standplaats: deze plaatsnaam komt in meer dan een regio voor")
    assert found.lines[at + 1] == "    line 42: Geesteren"


def test_the_command_to_check_again_keeps_the_day_and_the_kind(tmp_path: Path):
    file = tmp_path / "export.csv"
    file.write_bytes(export(*GOODS).replace(b"Functie", b"Soort werk"))
    found = check_file(file, "", tmp_path / "raw", date(2027, 1, 8), DAY, kind="demonstration")
    told = " ".join(" ".join(found.lines).split())
    assert "aliases: [Soort werk]" in told
    assert "--obtained 2027-01-08 --kind demonstration, until it can be added." in told


def test_a_made_up_file_may_have_a_day_that_has_not_come_yet(tmp_path: Path):
    file = tmp_path / "export.csv"
    file.write_bytes(export(*GOODS))
    later = date(2027, 1, 8)
    assert not check_file(file, "", tmp_path / "raw", later, DAY).can_be_added
    found = check_file(file, "", tmp_path / "raw", later, DAY, kind="demonstration")
    assert found.can_be_added
    assert "--obtained 2027-01-08 --kind demonstration" in " ".join(" ".join(found.lines).split())


def test_without_a_source_the_headers_tell(tmp_path: Path):
    assert page(tmp_path, export(*GOODS), source="").lines[0] == "export.csv can be added to zorgselect."


def test_headers_of_no_source_are_not_guessed(tmp_path: Path):
    found = page(tmp_path, b"Naam;Adres\nJansen;Dorpsstraat\n", source="")
    assert not found.can_be_added
    told = "\n".join(found.lines)
    assert "has the headers of no source that is known" in told
    assert "--source" in told
    assert "Jansen" not in told


def test_a_file_with_half_of_the_headers_names_the_nearest_source(tmp_path: Path):
    file = tmp_path / "export.csv"
    file.write_text("Vacature-ID;Functie;Standplaats;Iets;Anders\n", encoding="utf-8")
    with pytest.raises(ExportRefused, match="zorgselect: 27% of the headers"):
        recognised(file)


def test_ten_times_the_positions_cannot_be_added(tmp_path: Path):
    spring = [line.replace("01-09-2026", "01-03-2026") for line in GOODS]
    place_export(tmp_path / "raw", "zorgselect", export(*spring), "2026-07-06")
    tenfold = export(*(line.replace(";1;", ";10;").replace("ZS", "ZS9") for line in spring))
    found = page(tmp_path, tenfold)
    assert not found.can_be_added
    told = " ".join(" ".join(found.lines).split())
    assert "about 10 times as large" in told
    assert "Aantal plaatsen 400,0 now, 40,0 before (× 10,00)" in told
    assert "complete its line and add it to data/raw/zorgselect/accepted_breaks.yml" in told


OTHERS = [line.replace("ZS1", "ZS2") for line in GOODS]


def wrong(lines: list[str], status: int = 0, day: int = 0) -> bytes:
    """An export in which the first rows have a status or a day that stops the check."""
    return export(*lines).replace(b";Open", b";Onbekend", status).replace(b"01-09-2026", b"gisteren", day)


def test_an_earlier_export_that_no_longer_passes_is_named_and_the_new_file_is_not_blamed(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", wrong(GOODS, status=1), "2026-09-06")
    found = page(tmp_path, export(*OTHERS))
    told = " ".join(" ".join(found.lines).split())
    assert not found.can_be_added
    assert told.startswith(
        "export.csv cannot be added to zorgselect yet: 1 thing is wrong in earlier exports, not in this file."
    )
    assert "1. In an earlier export, not in this file: zorgselect: 1 rows stop at column Status" in told
    assert "zorgselect/2026-09-06/export.csv line 2" in told


def test_what_is_wrong_with_the_file_comes_before_what_is_wrong_with_an_earlier_one(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", wrong(GOODS, status=1), "2026-09-06")
    found = page(tmp_path, wrong(OTHERS, day=1))
    told = " ".join(" ".join(found.lines).split())
    assert found.lines[0] == "export.csv cannot be added to zorgselect: 2 things are wrong."
    assert told.index("1. zorgselect: 1 rows stop at column Datum") < told.index("2. In an earlier export, not")


def test_an_error_that_both_have_is_not_taken_from_the_file(tmp_path: Path):
    """The five cases that are shown are all of the earlier export, and yet one row of this file is wrong."""
    place_export(tmp_path / "raw", "zorgselect", wrong(GOODS, status=9), "2026-09-06")
    found = page(tmp_path, wrong(OTHERS, status=1))
    assert found.lines[0] == "export.csv cannot be added to zorgselect: 1 thing is wrong."
    assert "In an earlier export" not in " ".join(found.lines)


def test_a_later_row_replaces_an_earlier_one_without_being_told_of_the_earlier_file(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", export(*GOODS), "2026-07-06")
    found = page(tmp_path, export(*GOODS, GOOD.format(140)))
    assert found.lines[0] == "export.csv can be added to zorgselect."
    assert "Vervangen" not in "\n".join(found.lines)


def test_a_correction_of_an_export_that_was_not_pulled_is_not_held_against_the_file(tmp_path: Path):
    (tmp_path / "raw" / "zorgselect").mkdir(parents=True)
    entry = (
        "- {file: 2020-01-01/old.csv, line: 3, column: Functie, found: a, used: b, reason: typefout bevestigd, "
        "decided_by: onderzoeker, date: 2026-01-01}\n"
    )
    (tmp_path / "raw" / "zorgselect" / "corrections.yml").write_text(entry, encoding="utf-8")
    assert page(tmp_path, export(*GOODS)).can_be_added


def test_a_file_that_is_there_already_cannot_be_added_again(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", export(*GOODS), "2026-07-06")
    assert "is already there as zorgselect/2026-07-06/" in " ".join(page(tmp_path, export(*GOODS)).lines)


def test_a_day_that_has_an_export_cannot_have_another(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", export(*GOODS[1:]), DAY.isoformat())
    assert "zorgselect/2026-10-06 exists already" in " ".join(page(tmp_path, export(*GOODS)).lines)


def test_a_path_without_a_file_is_told_as_such(tmp_path: Path):
    found = check_file(tmp_path / "gone.csv", "zorgselect", tmp_path / "raw", DAY, DAY)
    assert found.lines[0] == "gone.csv cannot be added to zorgselect: 1 thing is wrong."


def test_values_of_persons_stay_in_the_file(tmp_path: Path):
    row = "TW-G02;2026-1;{0};Begeleiding;25 tot 35 jaar;Vast;28,0;{1}"
    rows = [row.format(number, "28,0") for number in range(10001, 10041)]
    found = page(tmp_path, "\n".join([HR, *rows, row.format(99999, "geheim"), ""]).encode(), "fase0_hr")
    told = "\n".join(found.lines)
    assert not found.can_be_added
    assert "line 42" in told
    assert "geheim" not in told
    assert "99999" not in told


def test_a_row_in_the_place_of_the_header_is_not_shown(tmp_path: Path):
    found = page(tmp_path, "\n".join(GOODS).encode())
    told = "\n".join(found.lines)
    assert "the headers are not those of zorgselect: none of them is there" in told
    assert "J. Jansen" not in told


def test_the_quality_page_of_the_file_goes_to_a_new_folder_only(tmp_path: Path):
    out = tmp_path / "page"
    assert page(tmp_path, export(*GOODS), out=out).can_be_added
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "quality.json"]
    assert "page exists already" in " ".join(page(tmp_path, export(*GOODS), out=out).lines)


DAMAGE = {
    "a date in words": (lambda text: text.replace("01-09-2026", "gisteren"), "Datum plaatsing (posted_on)"),
    "a renamed column": (lambda text: text.replace("Functie;", "Rol;", 1), "1 unknown columns: Rol"),
    "cells that are gone": (lambda text: text.replace(";Thuiszorg", ""), "do not have the columns of the header"),
    "places nobody knows": (lambda text: text.replace("Almelo", "Atlantis"), "more than the 6%"),
    "a header and no rows": (lambda text: text[: len(HEADER) + 1], "no rows under it"),
    "nothing at all": (lambda _: "", "is empty"),
    "numbers out of bounds": (lambda text: text.replace(";1;", ";999;"), "Aantal plaatsen ligt niet tussen 1 en 50"),
    "an unknown status": (lambda text: text.replace("Open", "Onbekend"), "a label of the codelist"),
    "bytes that are no text": (lambda text: text.replace("Almelo", "\x00", 1), "is not a text file"),
    "a file that was cut off": (lambda text: text[:-40], "do not have the columns of the header"),
}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_damaged_file_cannot_be_added_and_the_page_says_why(tmp_path: Path, damage: str):
    damaged, words = DAMAGE[damage]
    found = page(tmp_path, damaged(export(*GOODS).decode()).encode())
    told = " ".join(" ".join(found.lines).split())
    assert found.lines[0].startswith("export.csv cannot be added to zorgselect: ")
    assert words in told
    assert "Next steps: 1. " in told
    assert_fits(found)


def assert_fits(found: Page) -> None:
    assert 1 < len(found.lines) <= LINES
    assert max(map(wcwidth.width, found.lines)) <= WIDTH
    assert "j@voorbeeld.invalid" not in "\n".join(found.lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_page_is_never_longer_than_thirty_lines(tmp_path: Path, data: st.DataObject):
    content = bytearray(export(*GOODS))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=60)):
        content[place] = data.draw(st.integers(0, 255))
    source = data.draw(st.sampled_from(["zorgselect", ""]))
    assert_fits(page(tmp_path, bytes(content[: data.draw(st.integers(0, len(content)))]), source))


TEXTS = st.text(max_size=700)
BLOCKS = st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=9)), max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=9), BLOCKS, st.lists(TEXTS, min_size=1, max_size=9))
def test_whatever_is_told_fits_on_thirty_lines(first: list[str], blocks: list[tuple[str, list[str]]], steps: list[str]):
    lines = on_one_page(Lines(first, blocks, steps))
    assert len(lines) <= LINES
    assert all(wcwidth.width(line) <= WIDTH for line in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("sign", ["漢", "\U0001f469\u200d\U0001f52c", "e\u0301", "\U0001f1f3\U0001f1f1", "ﷺ", "x"])
def test_signs_of_two_columns_and_of_none_fit_as_well(sign: str):
    lines = on_one_page(Lines([sign * 900], [(f"{sign} " * 400, [sign * 900])], [f"a{sign} " * 300]))
    assert len(lines) <= LINES
    assert 100 < max(map(wcwidth.width, lines)) <= WIDTH


def test_many_problems_leave_the_verdict_and_the_steps():
    blocks = [(f"{number}. wrong", [f"case {number}"] * 5) for number in range(1, 41)]
    lines = on_one_page(Lines(["It cannot be added."], blocks, ["first", "second", "again"]))
    assert lines[0] == "It cannot be added."
    assert lines[-4:] == ("Next steps:", "1. first", "2. second", "3. again")
    assert any(line.endswith("more to tell") for line in lines)
