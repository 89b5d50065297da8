"""An export file of any format as a text table."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.csv_files import read_csv, read_statline
from raat_analysis.sources.exports import Export
from raat_analysis.sources.grids import Grid
from raat_analysis.sources.headers import FILE, Layout, layout
from raat_analysis.sources.odata_files import read_odata3
from raat_analysis.sources.survey_files import read_survey
from raat_analysis.sources.xlsx_files import read_xlsx

SMALL = 1 << 20  # bytes of a file that may be read whole before its turn
AT_ONCE, AHEAD = 2, 8
READERS: dict[str, Callable[[Path, Contract, str], Grid]] = {
    "csv": read_csv,
    "statline": read_statline,
    "xlsx": read_xlsx,
    "odata3": read_odata3,
    "survey": read_survey,
}


@dataclass(frozen=True)
class Reading:
    """A file being read: batches of texts (columns of the contract, export_file, export_line), and how it is read."""

    file: str
    batches: Iterator[pl.DataFrame]
    dropped: tuple[str, ...]
    found: dict[str, str]
    small: bool = False

    def table(self) -> pl.DataFrame:
        """All rows at once, trimmed; the batches are used up after it."""
        return pl.concat(self.batches).with_columns(pl.selectors.string().exclude(FILE).str.strip_chars())


def read(export: Export, file: Path, contract: Contract) -> Reading:
    """Begin to read one file of an export by its contract's format.

    Every refusal is an ExportRefused with a next step; some come only with the last batch.
    """
    name = export.name(file)
    grid = READERS[contract.format](file, contract, name)
    columns = layout(grid.header.cells, contract, name, export.obtained.year)
    return Reading(name, _batches(grid, columns, name), columns.dropped, grid.found, file.stat().st_size <= SMALL)


def ahead(readings: Iterable[tuple[Export, Reading]]) -> Iterator[tuple[Export, Reading]]:
    """The same readings in the same order; small files are read some at a time, before their turn."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting: deque[tuple[Export, Reading]] = deque()
        for export, reading in readings:
            begun = reading
            if reading.small:
                begun = replace(reading, batches=_when_read(pool.submit(_tried, reading.batches)))
            waiting.append((export, begun))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting


def _tried(batches: Iterator[pl.DataFrame]) -> tuple[list[pl.DataFrame], ExportRefused | None]:
    """All batches up to the first refusal, and that refusal."""
    found: list[pl.DataFrame] = []
    try:
        for batch in batches:
            found.append(batch)  # what came before a refusal counts as read
    except ExportRefused as refused:
        return found, refused
    return found, None


def _when_read(begun: Future[tuple[list[pl.DataFrame], ExportRefused | None]]) -> Iterator[pl.DataFrame]:
    found, refused = begun.result()
    yield from found
    if refused:
        raise refused


def _batches(grid: Grid, columns: Layout, file: str) -> Iterator[pl.DataFrame]:
    rows = 0
    for batch in grid.batches:
        rows += batch.height
        yield columns.named(batch, file)
    if not rows:
        raise ExportRefused(f"{file} has a header and no rows under it. Next step: export it again.")
