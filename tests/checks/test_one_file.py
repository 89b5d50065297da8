"""`raat check FILE`: at most thirty lines that say what to do, whatever the file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.checks.one_file import LINES, WIDTH, Page, check_file

HEADER = (
    "Vacature-ID;Functie;Organisatiecode;Branche;Standplaats;Kwalificatie;Uren per week;Aantal plaatsen;"
    "Datum plaatsing;Datum sluiting;Status;Contactpersoon;E-mail contact"
)
GOOD = "ZS{0};Verzorgende;TW-V01;Thuiszorg;Almelo;Verzorgende ig;24-32;1;01-09-2026;;Open;J. Jansen;j@voorbeeld.invalid"


def page(folder: Path, content: bytes) -> Page:
    file = folder / "export.csv"
    file.write_bytes(content)
    return check_file(file, "zorgselect", folder / "raw", date(2026, 10, 6))


def export(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


GOODS = [GOOD.format(number) for number in range(100, 140)]


def test_a_good_file_can_be_added_and_the_command_is_given(tmp_path: Path):
    found = page(tmp_path, export(*GOODS))
    assert found.can_be_added
    assert found.lines[:2] == (
        "export.csv can be added to zorgselect.",
        "40 rows read: 40 used, 0 set aside.",
    )
    assert found.lines[-1].startswith("Next step: raat export add zorgselect FILE")


def test_a_place_in_two_regions_is_told_with_its_line(tmp_path: Path):
    found = page(tmp_path, export(*GOODS, GOOD.format(999).replace("Almelo", "Geesteren")))
    assert found.can_be_added
    assert "41 rows read: 40 used, 1 set aside." in found.lines
    assert any("meer dan een regio" in line and "(line 42)" in line for line in found.lines)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text.replace("01-09-2026", "gisteren"), "is not a date|dd-mm-jjjj"),
        (lambda text: text.replace("Functie;", "Rol;", 1), "1 unknown columns"),
        (lambda text: text.replace(";Thuiszorg", ""), "do not have the columns of the header"),
        (lambda text: text.replace("Almelo", "Atlantis"), "more than the 6%"),
        (lambda text: text[: len(HEADER) + 1], "no rows under it"),
        (lambda _: "", "is empty"),
        (lambda text: text.replace(";1;", ";999;"), "Reasons: limits 40"),
        (lambda text: text.replace("Open", "Onbekend"), "label of the codelist"),
    ],
)
def test_a_damaged_file_cannot_be_added_and_the_page_says_why(tmp_path: Path, damage, words: str):
    found = page(tmp_path, damage(export(*GOODS).decode()).encode())
    told = "\n".join(found.lines)
    assert found.lines[0] == "export.csv cannot be added to zorgselect."
    assert any(word in told for word in words.split("|")), told
    assert "Next step" in told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_page_is_never_longer_than_thirty_lines(tmp_path: Path, data: st.DataObject):
    content = bytearray(export(*GOODS))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=60)):
        content[place] = data.draw(st.integers(0, 255))
    found = page(tmp_path, bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert 1 < len(found.lines) <= LINES
    assert max(map(len, found.lines)) <= WIDTH
    assert "j@voorbeeld.invalid" not in "\n".join(found.lines)
