"""Small editions whose hidden numbers can be worked out by head: open data, a page, a workbook, a PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import polars as pl
import pytest
import xlsxwriter

COLUMNS = [
    *("Begrip", "Begripscode", "Regiocode", "Regio", "Branchecode", "Branche", "Periode", "Periode in woorden"),
    *("Uitsplitsing", "Categorie", "Scenario", "Editie of ronde", "Waarde", "Teken", "Eenheid", "Teller", "Noemer"),
    *("Ondergrens", "Bovengrens", "Marge in procent", "Bron", "Status"),
]
USUAL = {
    "Begripscode": "outflow_sector",
    "Regiocode": "RA0205",
    "Branchecode": "SMAL",
    "Periode": "2025",
    "Uitsplitsing": "totaal",
    "Categorie": "total",
    "Bron": "uitstroom",
}
POLICY = """sources:
  uitstroom: {rule: persons, fewest: 10}
  zorgselect:
    rule: employers
    fewest: 3
    p_pct: 10
    measures: [vacancies_filled, vacancies_withdrawn, vacancies_expired]
  fase0_medewerkers: {rule: survey, fewest: 10}
  fase0_hr: {rule: rounding, base: 10}
  opleidingen: {rule: public}
"""
Row = Mapping[str, str]


@pytest.fixture
def row() -> Callable[..., dict[str, str]]:
    """A row of open data; names with a space are given as a mapping. Waarde x: hidden."""

    def made(value: str, **more: str) -> dict[str, str]:
        figure = {"Waarde": "", "Teken": "x"} if value == "x" else {"Waarde": value, "Teken": ""}
        return {**dict.fromkeys(COLUMNS, ""), **USUAL, **figure, **more}

    return made


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def csv_of() -> Callable[[list[Row], Path], Path]:
    """Write rows as open data, with their folders."""

    def written(rows: list[Row], path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame([dict(each) for each in rows], schema=COLUMNS).write_csv(path, separator=";", include_bom=True)
        return path

    return written


@pytest.fixture
def xlsx_of() -> Callable[[list[Row], Path], None]:
    """Write rows as the workbook beside a sheet."""

    def written(rows: list[Row], path: Path) -> None:
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("Toelichting")
            sheet = book.add_worksheet("Cijfers")
            sheet.write_row(0, 0, COLUMNS)
            for line, each in enumerate(rows, start=1):
                for place, name in enumerate(COLUMNS):
                    if each[name]:
                        number = name in ("Waarde", "Teller", "Noemer")
                        sheet.write(line, place, float(each[name].replace(",", ".")) if number else each[name])

    return written


@pytest.fixture
def pdf_of() -> Callable[[str, Path], None]:
    """Write a PDF of one page with a line of text."""

    def written(text: str, path: Path) -> None:
        pdf = pikepdf.new()
        pdf.add_blank_page()
        page = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("ascii"))
        pdf.save(path)

    return written
