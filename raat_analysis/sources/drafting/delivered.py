"""An unknown export as a table of texts: its format is found by looking, then our own readers read it."""

import csv
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Column, Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.csv_files import SEPARATORS
from raat_analysis.sources.encodings import text_file
from raat_analysis.sources.grids import LINE, SEARCHED, Grid
from raat_analysis.sources.reading import READERS

NUMBERS = {",": r"^-?[0-9]+,[0-9]+$", ".": r"^-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})$"}  # 7.400 could be either


@dataclass(frozen=True)
class Delivered:
    """An export: how it is written, its headers and the texts under each (trimmed; null where empty)."""

    format: str
    decimal_mark: str
    table: pl.DataFrame

    @property
    def headers(self) -> list[str]:
        return self.table.columns


def delivered(path: Path) -> Delivered:
    """The first million rows of an export of any format. What our readers refuse is refused here too."""
    found = _format(path)
    headers = _statline_headers(path) if found == "statline" else []
    grid = READERS[found](path, _looking_for(headers, found), path.name)
    table = _headed(grid, path.name)
    if table.is_empty():
        raise ExportRefused(f"{path.name} has no rows under its header. Next step: export it again.")
    return Delivered(found, _decimal_mark(table), table)


def _format(path: Path) -> str:
    with path.open("rb") as content:
        first = content.read(64)
        content.seek(max(0, path.stat().st_size - 64))
        last = content.read().rsplit(b"\n", 2)
    if first.startswith(b"PK"):
        return "xlsx"
    if first.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return "odata3"
    return "statline" if any(line.lstrip(b'"').startswith(b"Bron:") for line in last) else "csv"


def _statline_headers(path: Path) -> list[str]:
    """The cells of the fullest of the first lines. The title above them can hold more separators than the header."""
    text = text_file(path, path.name)
    with path.open(encoding=text.encoding, newline="") as content:
        lines = list(islice(content, SEARCHED))
    separator = max(SEPARATORS, key=lambda sign: sum(line.count(f'"{sign}"') for line in lines))
    return max(csv.reader(lines, delimiter=separator), key=len, default=[])


def _looking_for(headers: list[str], found: str) -> Contract:
    """A contract that knows these headers and no others; without any the readers take the fullest row as the header."""
    column = Column(header="\u241f", type="text", required=True, description="-")
    about = {"source": "unknown", "title": "-", "row": "-", "format": found, "kind_of_data": "personal"}
    rest = {"key": ("nothing",), "later_export_replaces": True, "allowed_set_aside_pct": 0}
    drop = list(dict.fromkeys(map(normalised, headers)))
    return Contract.model_validate({**about, **rest, "drop": drop, "columns": {"nothing": column}})


def _headed(grid: Grid, file: str) -> pl.DataFrame:
    rows = next(grid.batches, pl.DataFrame()).drop(LINE, strict=False)
    next(grid.batches, None)  # lines that do not fit the header are told after the last batch
    texts = rows.select(pl.all().str.strip_chars()).with_columns(
        pl.when(pl.all() != "").then(pl.all())  # an empty text is no value
    )
    headers = [header.strip() for header in grid.header.cells]
    for index, header in enumerate(headers):
        if not header and texts.height and texts.to_series(index).drop_nulls().len():
            raise ExportRefused(f"{file}: column {index + 1} has values and no header. Next step: give it a header.")
    named = {f"field_{index}": header for index, header in enumerate(headers) if header}
    if doubles := sorted({header for header in named.values() if list(named.values()).count(header) > 1}):
        raise ExportRefused(f"{file}: column {doubles[0]} stands in it twice. Next step: keep one of them.")
    return texts.select(pl.col(field).alias(header) for field, header in named.items() if field in texts.columns)


def _decimal_mark(table: pl.DataFrame) -> str:
    counts = {mark: sum(_count(column, form) for column in table) for mark, form in NUMBERS.items()}
    return "." if counts["."] > counts[","] else ","


def _count(values: pl.Series, form: str) -> int:
    return int(values.str.contains(form).sum())
