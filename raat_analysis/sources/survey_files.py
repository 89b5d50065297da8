"""Answers to a questionnaire, as survey tools export them: a CSV file or a workbook with one row an answer.

Multiple choice may stand in one column, or in a column per option. The columns of options become one here, with the
labels that were chosen joined by "; "; what is no mark stays in it, so that the check sees a text it does not know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import polars as pl

from raat_analysis.contracts import Contract
from raat_analysis.contracts.choices import JOINED
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.csv_files import read_csv
from raat_analysis.sources.grids import LINE, Grid, Row
from raat_analysis.sources.survey_headers import Option, header_rows, merged_header
from raat_analysis.sources.xlsx_files import read_survey_sheet

CHOSEN = ("ja", "yes", "y", "j", "1", "x", "true", "waar", "selected", "geselecteerd", "checked", "aangevinkt")
NOT_CHOSEN = (
    *("", "nee", "no", "n", "0", "false", "onwaar", "not selected", "niet geselecteerd", "unchecked"),
    *("niet aangevinkt", "n/a", "n.v.t.", "nvt"),
)


@dataclass(frozen=True)
class Merged:
    """The columns of a file after merging: the header, and per column the one or more that it is made of."""

    header: list[str]
    parts: list[list[tuple[int, Option | None]]]

    def batch(self, rows: pl.DataFrame) -> pl.DataFrame:
        made = [_column(parts).alias(f"field_{index}") for index, parts in enumerate(self.parts)]
        return rows.select(LINE, *made)


def read_survey(path: Path, contract: Contract, file: str) -> Grid:
    """A CSV file or a workbook, by the file's extension, with one column for each question."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise ExportRefused(
            f"{file} ends in neither .csv nor .xlsx. Next step: export it as CSV or as an Excel workbook."
        )
    grid = (read_csv if kind == ".csv" else read_survey_sheet)(path, contract, file)
    first = next(grid.batches, None)
    if first is None:
        return grid
    rows, options = header_rows(grid.header.cells, _texts(first.head(2)), contract)
    merged = Merged(*merged_header(options, contract, file))
    batches = chain([first.slice(rows)], grid.batches)
    found = {**grid.found, "header": f"{grid.found['header']} and {rows} more"} if rows else grid.found
    return Grid(Row(grid.header.line, merged.header), _filled(map(merged.batch, batches)), found)


def _texts(rows: pl.DataFrame) -> list[list[str]]:
    return [[str(cell or "").strip() for cell in row] for row in rows.drop(LINE).rows()]


def _filled(batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    return (batch for batch in batches if batch.height)


def _column(parts: Sequence[tuple[int, Option | None]]) -> pl.Expr:
    """A column of the file, or those of the options of one question as one text."""
    marks = [_mark(pl.col(f"field_{index}"), option) for index, option in parts if option]
    return pl.concat_str(marks, separator=JOINED, ignore_nulls=True) if marks else pl.col(f"field_{parts[0][0]}")


def _mark(cell: pl.Expr, option: Option) -> pl.Expr:
    """The label of an option that was chosen, nothing where it was not, and else the label with what stands there."""
    text = cell.str.strip_chars()
    low = text.str.to_lowercase().str.replace_all(r"\s+", " ")
    named = low.is_in([*CHOSEN, *option.spellings])
    unread = pl.concat_str(pl.lit(f"{option.label} ["), text, pl.lit("]"))
    return pl.when(low.is_in(NOT_CHOSEN)).then(None).when(named).then(pl.lit(option.label)).otherwise(unread)
