"""CSV and StatLine CSV as grids. Encoding and separator are found and reported, never assumed."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.grids import SEARCHED, Grid, Row, header_index, known, rectangular

SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
TWO_BYTES = re.compile(rb"[\xc3\xc2][\x80-\xbf]")  # a Dutch accent in UTF-8


def read_csv(path: Path, contract: Contract, file: str) -> Grid:
    """A CSV file whose first line is the header."""
    rows, found = _rows(path, contract, file)
    return rectangular(Grid(rows[0], rows[1:], {**found, "header": f"line {rows[0].line}"}), file)


def read_statline(path: Path, contract: Contract, file: str) -> Grid:
    """A CBS StatLine CSV: title lines, the header, rows, and `Bron: CBS` as the last line."""
    rows, found = _rows(path, contract, file)
    last = rows[-1]
    if last.filled != 1 or not last.cells[0].startswith("Bron:"):
        raise ExportRefused(
            f"{file}: the last line (line {last.line}) is not 'Bron: CBS', so the file was cut off. "
            "Next step: download it from StatLine again."
        )
    start = header_index(rows, contract)
    found = {**found, "header": f"line {rows[start].line}", "source": last.cells[0]}
    return rectangular(Grid(rows[start], rows[start + 1 : -1], found), file)


def _rows(path: Path, contract: Contract, file: str) -> tuple[list[Row], dict[str, str]]:
    text, encoding = decoded(path.read_bytes(), file)
    separator = _separator(text, contract)
    try:
        rows = [row for row in _parsed(text, separator) if any(row.cells)]
    except csv.Error as error:
        raise ExportRefused(f"{file} is not a readable CSV file: {error}. Next step: export it again.") from error
    if not rows:
        raise ExportRefused(f"{file} is empty. Next step: export it again, then raat export add {contract.source}.")
    return rows, {"encoding": encoding, "separator": SEPARATORS[separator]}


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """The text and its encoding: UTF-8 (with or without BOM), else cp1252; a mixture is refused."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4096]:
        raise ExportRefused(f"{file} is not a text file in UTF-8 or cp1252. Next step: save it as CSV UTF-8.")
    try:
        bom = content.startswith(b"\xef\xbb\xbf")
        return content.decode("utf-8-sig"), "utf-8 with BOM" if bom else "utf-8"
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    try:
        if TWO_BYTES.search(content):
            raise ValueError
        return content.decode("cp1252"), "cp1252"
    except ValueError as error:
        raise ExportRefused(
            f"{file}: line {line} is neither UTF-8 nor cp1252, the encoding is mixed. Next step: export it again."
        ) from error


def _separator(text: str, contract: Contract) -> str:
    start = text.split("\n", SEARCHED)[:SEARCHED]
    scores = {s: max(known(line, contract) for line in _cells(start, s)) for s in SEPARATORS}
    return max(SEPARATORS, key=lambda s: (scores[s], start[0].count(s)))


def _cells(lines: list[str], separator: str) -> Iterator[list[str]]:
    for line in lines:
        yield [cell.strip().strip('"') for cell in line.split(separator)]


def _parsed(text: str, separator: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in lines:
        yield Row(line, [cell.strip() for cell in cells])
        line = lines.line_num + 1
