"""Exports with their data rows in another order; titles, headers and notes keep their place."""

import csv
import io
import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

TITLES = {"azw_kerncijfers": 2}  # lines above the header of a text file
NOTES = {"azw_kerncijfers": 1}  # lines below its table
SHEET = "xl/worksheets/sheet1.xml"
SHEET_TITLES = 2  # rows above the header of a workbook; below its table stands one note
ANSWERS = ("fase0_medewerkers", "fase0_leidinggevenden")  # who answered twice is known by the fourth column
ROW = re.compile(r'<row r="(\d+)".*?</row>')
FOURTH = re.compile(r'<c r="D\d+"[^>]*><v>(\d+)</v>')


def shuffled(path: Path, source: str, seed: int) -> bytes:
    """What the export would be with its rows in another order.

    The last of somebody's answers counts, so the answers of one person stay in their mutual order.
    """
    chance = random.Random(f"{path.name} {seed}")
    content, answers = path.read_bytes(), source in ANSWERS
    if path.suffix == ".csv":
        return _text(content, TITLES.get(source, 0) + 1, NOTES.get(source, 0), chance, answers)
    return _workbook(content, chance, answers) if path.suffix == ".xlsx" else _odata(content, chance)


def in_another_order(rows: Sequence[str], person: Callable[[str], str] | None, chance: random.Random) -> list[str]:
    """The rows in any order, but those of one person in the order in which they stand."""
    mixed = chance.sample(rows, len(rows))
    if person is None:
        return mixed
    theirs = defaultdict(list)
    for row in reversed(rows):
        theirs[person(row)].append(row)
    return [theirs[person(row)].pop() for row in mixed]


def _text(content: bytes, above: int, below: int, chance: random.Random, answers: bool) -> bytes:
    lines = content.decode("latin-1").splitlines(keepends=True)  # byte for byte, whatever the encoding
    end = len(lines) - below
    rows = in_another_order(lines[above:end], _respondent if answers else None, chance)
    return "".join([*lines[:above], *rows, *lines[end:]]).encode("latin-1")


def _respondent(line: str) -> str:
    return next(csv.reader([line], delimiter=";"))[3]


def _workbook(content: bytes, chance: random.Random, answers: bool) -> bytes:
    book, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in book.namelist():
            part = book.read(name)
            written.writestr(name, _sheet(part.decode(), chance, answers) if name == SHEET else part)
    return out.getvalue()


def _sheet(sheet: str, chance: random.Random, answers: bool) -> str:
    found = list(ROW.finditer(sheet))[SHEET_TITLES + 1 : -1]
    rows = in_another_order([row[0] for row in found], _answering if answers else None, chance)
    moved = [_at(row, place[1]) for row, place in zip(rows, found, strict=True)]
    return sheet[: found[0].start()] + "".join(moved) + sheet[found[-1].end() :]


def _answering(row: str) -> str:
    told = FOURTH.search(row)
    assert told is not None
    return told[1]


def _at(row: str, number: str) -> str:
    return re.sub(r' r="([A-Z]*)\d+"', rf' r="\g<1>{number}"', row)


def _odata(content: bytes, chance: random.Random) -> bytes:
    tables = json.loads(content)
    chance.shuffle(tables["TypedDataSet"])
    return json.dumps(tables, ensure_ascii=False).encode()
