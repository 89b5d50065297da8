"""Small exports of real sources on disk: good rows by the contract's columns, of which a test changes a few cells."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
import yaml

from raat_analysis.contracts import contract

Row = dict[str, str]
META = {"kind": "demonstration", "origin": "test", "licence": "CC0-1.0"}
DAY = "2026-10-06"
ENDS = {"csv": "csv", "statline": "csv", "xlsx": "xlsx", "odata3": "json", "survey": "csv"}

GOOD: dict[str, Row] = {
    "zorgselect": {
        "advert_id": "ZS1",
        "job_title": "Verzorgende IG",
        "organisation_code": "TW-V01",
        "branch": "VVT",
        "place": "Almelo",
        "qualification": "VIG",
        "hours_per_week": "24-32",
        "positions": "1",
        "posted_on": "01-09-2026",
        "closed_on": "",
        "status": "Open",
    },
    "azw_prognose": {
        "edition": "2025-12",
        "scenario": "Referentie",
        "region": "Twente",
        "branch": "Jeugdzorg",
        "qualification": "Alle kwalificaties",
        "year": "2030",
        "demand_persons": "1100",
        "supply_persons": "1000",
        "shortage_persons": "100",
    },
    "uitstroom": {
        "region": "Twente",
        "branch": "Jeugdzorg",
        "age_class": "25 tot 35 jaar",
        "year": "2025",
        "employees_start": "1000",
        "inflow": "190",
        "outflow": "180",
        "to_same_branch": "60",
        "to_other_branch": "40",
        "to_other_sector": "50",
        "to_self_employed": "10",
        "to_benefit": "10",
        "to_pension": "0",
        "to_inactive": "10",
        "employees_end": "1010",
    },
    "azw_kerncijfers": {
        "branch": "Jeugdzorg",
        "region": "Twente (RA)",
        "period": "2026 2e kwartaal*",
        "employees": "1000",
        "employees_under_25": "100",
        "employees_25_35": "300",
        "employees_35_45": "200",
        "employees_45_55": "200",
        "employees_55_plus": "200",
        "jobs": "1050",
        "contract_hours": "26,5",
        "absence_pct": "6,7",
    },
    "arbeidsmarkt": {
        "municipality": "Borne",
        "period": "2026Q2",
        "inhabitants": "24000",
        "inhabitants_under_20": "5000",
        "inhabitants_20_65": "13000",
        "inhabitants_65_plus": "6000",
        "labour_force": "13500",
        "unemployed_under_6_months": "12",
    },
    "opleidingen": {
        "region": "Twente",
        "qualification": "VIG",
        "route": "BBL",
        "year": "2025",
        "training_places": "90",
        "entrants": "50",
        "diplomas": "40",
        "working_in_sector": "30",
    },
    "organisaties": {
        "organisation_code": "TW-V01",
        "region": "Twente",
        "branch": "VVT",
        "employees": "1200",
        "takes_part": "ja",
    },
    "azw_in_uitstroom": {
        "period": "2023KW01",
        "inflow_thousand": "176.0",
        "outflow_thousand": "155.0",
        "balance_thousand": "21.0",
        "url": "https://voorbeeld.invalid/cijfers",
    },
    "azw_verzuim": {
        "period": "2022KW04",
        "branch": "VVT",
        "absence_pct": "9.3",
        "unit": "%",
        "status": "voorlopig",
        "url": "https://voorbeeld.invalid/cijfers",
    },
}


def good(source: str, **changed: str) -> Row:
    """A row that the contract of `source` accepts, with these cells changed."""
    return {**GOOD[source], **changed}


def grid(source: str, rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """The headers of the contract and the cells of the rows under them."""
    columns = contract(source).columns
    return [[c.header for c in columns.values()], *([row[name] for name in columns] for row in rows)]


def csv_bytes(lines: Sequence[Sequence[str]], separator: str = ";") -> bytes:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in line] for line in lines]
    return "".join(separator.join(line) + "\n" for line in quoted).encode()


def xlsx_bytes(lines: Sequence[Sequence[object]]) -> bytes:
    """One sheet; texts that are whole numbers become numbers, as Excel has them; a cell of #… is a formula error."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Gegevens")
    for index, line in enumerate(lines):
        for column, cell in enumerate(line):
            if str(cell).startswith("#"):
                sheet.write_formula(index, column, "=1/0", None, cell)
            else:
                sheet.write(index, column, int(cell) if str(cell).lstrip("-").isdigit() else cell)
    book.close()
    return content.getvalue()


def written(source: str, lines: Sequence[Sequence[str]]) -> bytes:
    """A grid in the format of the source."""
    form = contract(source).format
    if form == "xlsx":
        return xlsx_bytes(lines)
    separator = "," if form == "csv" and contract(source).decimal_mark == "." else ";"
    table = csv_bytes(lines, separator)
    return b'"Titel"\n""\n' + table + b'"Bron: CBS"\n' if form == "statline" else table


def place_export(raw: Path, source: str, content: bytes, obtained: str = DAY) -> str:
    """Put an export where the check finds it, with its metadata; returns its name in the quarantine."""
    folder = raw / source / obtained
    folder.mkdir(parents=True)
    name = f"export.{ENDS[contract(source).format]}"
    (folder / name).write_bytes(content)
    about = yaml.safe_dump({"meta": {**META, "obtained": obtained}})
    (raw / source / f"{obtained}.dvc").write_text(about, encoding="utf-8")
    return f"{source}/{obtained}/{name}"
