"""CSV and StatLine CSV. Encoding and separator are found and reported, never assumed.

An even file, with its header on the first line, no quotes, and as many separators on each line, is read by polars in
batches: as many rows as there are fit in little memory. Any other is read by Python's strict CSV reader, which sees
where it is not even.
"""

import csv
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import polars as pl

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.encodings import BLOCK, TextFile, even_lines, text_file
from raat_analysis.sources.grids import (
    BATCH,
    LINE,
    SEARCHED,
    SPACES,
    Grid,
    Row,
    header_index,
    in_batches,
    known,
    known_headers,
    refuse_above,
)

FILLED = pl.any_horizontal(pl.all().exclude(LINE).str.strip_chars() != "")
SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}


def read_csv(path: Path, contract: Contract, file: str) -> Grid:
    """A CSV file whose first line with anything on it is the header."""
    text = text_file(path, file)
    start = _start(text)
    separator = _separator(start, contract)
    header = next((row for row in _quoted(start, separator, file) if row.filled), None)
    if header is None:
        raise ExportRefused(f"{file} is empty. Next step: export it again, then raat export add {contract.source}.")
    found = {"encoding": text.told, "separator": SEPARATORS[separator], "header": f"line {header.line}"}
    if not text.ends_with_line:
        found["ending"] = "no line end"
    even = text.plain and header.line == 1 and even_lines(text, separator, len(header.cells))
    batches = _even_batches(text, separator, header, file) if even else _quoted_batches(text, separator, file)
    return Grid(header, batches, found)


def read_statline(path: Path, contract: Contract, file: str) -> Grid:
    """A CBS StatLine CSV: title lines, the header, rows, and `Bron: CBS` as the last line."""
    text = text_file(path, file)
    separator = _separator(_start(text), contract)
    with _opened(text) as lines:
        rows = [row for row in _quoted(lines, separator, file) if row.filled]
    if not rows:
        raise ExportRefused(f"{file} is empty. Next step: download it from StatLine again.")
    last = rows[-1]
    if last.filled != 1 or not last.cells[0].startswith("Bron:"):
        raise ExportRefused(
            f"{file}: the last line (line {last.line}) is not 'Bron: CBS', so the file was cut off. "
            "Next step: download it from StatLine again."
        )
    at = header_index(rows, contract)
    refuse_above(rows[:at], rows[at], file)
    found = {"encoding": text.told, "separator": SEPARATORS[separator], "header": f"line {rows[at].line}"}
    batches = in_batches(rows[at + 1 : -1], len(rows[at].cells), file)
    return Grid(rows[at], batches, {**found, "source": last.cells[0]})


def _opened(text: TextFile) -> TextIO:
    return text.path.open(encoding=text.encoding, newline="")


def _start(text: TextFile) -> list[str]:
    """The first lines, enough to find the header."""
    with _opened(text) as content:
        return list(islice(io.StringIO(content.read(BLOCK), newline=""), SEARCHED))


def _separator(start: Sequence[str], contract: Contract) -> str:
    """The separator that finds most headers of the contract in the first lines; else the most frequent one."""
    headers = known_headers(contract)
    scores = {s: _found(_split(start, s), headers, len(contract.columns)) for s in SEPARATORS}
    return max(SEPARATORS, key=lambda s: (scores[s], start[0].count(s) if start else 0))


def _found(lines: Iterable[list[str]], headers: Set[str], enough: int) -> int:
    """How many headers the line has that has most; with enough of them no further line is looked at."""
    most = 0
    for line in lines:
        most = max(most, known(line, headers))
        if most >= enough:
            break
    return most


def _split(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    for line in (line for line in lines if separator in line):
        yield [cell.strip().strip('"') for cell in line.split(separator)]


def _quoted(lines: Iterable[str], separator: str, file: str) -> Iterator[Row]:
    """The rows of a text with quotes, each with the line on which it begins."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, [cell.strip(SPACES) for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise ExportRefused(
            f"{file}: line {line} is not readable as CSV: {error}. Next step: export it again."
        ) from error


def _quoted_batches(text: TextFile, separator: str, file: str) -> Iterator[pl.DataFrame]:
    with _opened(text) as lines:
        rows = (row for row in _quoted(lines, separator, file) if row.filled)
        width = len(next(rows).cells)
        yield from in_batches(rows, width, file)


def _even_batches(text: TextFile, separator: str, header: Row, file: str) -> Iterator[pl.DataFrame]:
    if text.encoding != "cp1252":
        yield from _fast(text.path, text, separator, header, file)
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "utf8.csv"
        with _opened(text) as content, copy.open("w", encoding="utf-8", newline="") as out:
            shutil.copyfileobj(content, out, BLOCK)
        yield from _fast(copy, text, separator, header, file)


def _fast(path: Path, text: TextFile, separator: str, header: Row, file: str) -> Iterator[pl.DataFrame]:
    """The rows of an even file as polars reads them, without those that hold nothing.

    Polars fills a short line with empty cells and says nothing; a long one ends its reading. As the file has just as
    many separators as its lines should have, there is no short line without a long one.
    """
    cells = {f"field_{i}": pl.String for i in range(len(header.cells))}
    rows = pl.scan_csv(
        path,
        has_header=False,
        skip_lines=header.line,
        separator=separator,
        quote_char=None,
        schema=cells,
        empty_string_is_null=False,
        row_index_name=LINE,
        row_index_offset=header.line + 1,
    )
    line = 0
    try:
        if path.stat().st_size <= BLOCK:  # a thousand small files: one query each
            yield rows.filter(FILLED).collect()
            return
        for batch in rows.collect_batches(chunk_size=BATCH):
            line = int(batch[LINE][-1]) if batch.height else line
            yield _filled(batch)
    except pl.exceptions.PolarsError:  # csv names the lines that are wrong, or reads on when these hold nothing
        for batch in _quoted_batches(text, separator, file):
            yield batch.filter(pl.col(LINE) > line)


def _filled(batch: pl.DataFrame) -> pl.DataFrame:
    """Without the lines that hold separators and spaces only."""
    first = pl.col(batch.columns[1])
    if not batch.select((first.str.strip_chars() == "").any()).item():
        return batch
    return batch.filter(FILLED)
