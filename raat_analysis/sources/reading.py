"""An export file of any format as a text table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.contracts import Contract
from raat_analysis.sources.csv_files import read_csv, read_statline
from raat_analysis.sources.exports import Export
from raat_analysis.sources.grids import Grid
from raat_analysis.sources.headers import named
from raat_analysis.sources.odata_files import read_odata3
from raat_analysis.sources.xlsx_files import read_xlsx

READERS: dict[str, Callable[[Path, Contract, str], Grid]] = {
    "csv": read_csv,
    "statline": read_statline,
    "xlsx": read_xlsx,
    "odata3": read_odata3,
}


@dataclass(frozen=True)
class Reading:
    """The rows of a file as text (columns of the contract, export_file, export_line), and how it was read."""

    file: str
    table: pl.DataFrame
    dropped: tuple[str, ...]
    found: dict[str, str]


def read(export: Export, file: Path, contract: Contract) -> Reading:
    """Read one file of an export by its contract's format. Every refusal is an ExportRefused with a next step."""
    name = export.name(file)
    grid = READERS[contract.format](file, contract, name)
    table, dropped = named(grid, contract, name, export.obtained.year)
    return Reading(name, table, tuple(dropped), grid.found)
