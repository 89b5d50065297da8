"""Answers to a questionnaire, as survey tools export them: a CSV file or a workbook with one row an answer."""

from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.csv_files import read_csv
from raat_analysis.sources.grids import Grid
from raat_analysis.sources.xlsx_files import read_xlsx


def read_survey(path: Path, contract: Contract, file: str) -> Grid:
    """A CSV file or a workbook, by the file's extension."""
    kind = path.suffix.lower()
    if kind == ".csv":
        return read_csv(path, contract, file)
    if kind == ".xlsx":
        return read_xlsx(path, contract, file)
    raise ExportRefused(f"{file} ends in neither .csv nor .xlsx. Next step: export it as CSV or as an Excel workbook.")
