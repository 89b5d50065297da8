"""Open data read back: alle-cijfers.csv, factsheet.csv and factsheet.xlsx. A file without the known columns is
refused.
"""

from pathlib import Path

import polars as pl
from python_calamine import CalamineWorkbook

from raat_analysis.attacker.statements import FIGURES, KEY, SCHEMA
from raat_analysis.errors import RaatError, cases

TEXTS = {
    "measure": "Begripscode",
    "region_code": "Regiocode",
    "branch_code": "Branchecode",
    "period": "Periode",
    "breakdown": "Uitsplitsing",
    "category": "Categorie",
    "scenario": "Scenario",
    "edition": "Editie of ronde",
    "interval": "Marge in procent",
    "source": "Bron",
    "sign": "Teken",
}
NUMBERS = {
    "value": "Waarde",
    "numerator": "Teller",
    "denominator": "Noemer",
    "lower": "Ondergrens",
    "upper": "Bovengrens",
}
HIDDEN = "x"
# Words of the open data → the codes of the numbers table, which the ledger has too.
WORDS = {
    "totaal": "total",
    "leeftijd": "age",
    "bestemming": "destination",
    "kwalificatie": "qualification",
    "voorwaarde": "condition",
    "belemmering": "obstacle",
    "termijn": "horizon",
    "leerweg": "route",
    "oorzaak": "cause",
    "bijstelling": "bridge",
    "knop": "lever",
    "uitgangspunt": "input",
    "contractomvang": "contract",
    "functiegroep": "function",
    "soort voorwaarde": "condition_group",
    "soort belemmering": "obstacle_group",
    "reden om te vertrekken": "leave_reason",
    "potentieel van andere organisaties, in procenten van dat van wie meedeed": "others",
    "leeftijd en contractomvang": "age_contract",
    "leeftijd en functiegroep": "age_function",
    "contractomvang en functiegroep": "contract_function",
}
SHEET = "Cijfers"


def read_open_data(path: Path, name: str) -> pl.DataFrame:
    """The statements of a CSV or XLSX of open data, in the order of its lines (the header is line 1)."""
    rows = _csv(path) if path.suffix == ".csv" else _xlsx(path)
    lacking = sorted({*TEXTS.values(), *NUMBERS.values()} - set(rows.columns))
    if lacking:
        raise RaatError(
            f"{name} lacks {len(lacking)} columns of the open data:\n{cases(lacking)}\n"
            "What is in it cannot be audited. See raat_analysis/attacker/reading_tables.py."
        )
    return _statements(rows, name)


def _csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, separator=";", infer_schema=False, encoding="utf8")


def _xlsx(path: Path) -> pl.DataFrame:
    with CalamineWorkbook.from_path(str(path)) as book:
        header, *lines = book.get_sheet_by_name(SHEET).to_python()
    columns = {str(title): [_spelled(line[place]) for line in lines] for place, title in enumerate(header)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _spelled(cell: object) -> str | None:
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return str(cell) if cell not in ("", None) else None


def _statements(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    texts = [pl.col(title).fill_null("").alias(code) for code, title in TEXTS.items()]
    spelled = rows.select(*texts, *(pl.col(t).fill_null("").str.replace(",", ".").alias(c) for c, t in NUMBERS.items()))
    read = spelled.with_columns(pl.col(code).cast(pl.Float64, strict=False) for code in NUMBERS)
    _refuse_unread(spelled, read, name)
    return (
        read.with_row_index("line", offset=2)
        .select(
            *(pl.col(code) if code != "breakdown" else pl.col(code).replace(WORDS) for code in KEY),
            "source",
            (pl.col("sign") == HIDDEN).alias("hidden"),
            *FIGURES,
            pl.lit(0.0).alias("slack"),
            pl.lit(name).alias("file"),
            pl.col("line").cast(pl.Int64),
        )
        .cast(pl.Schema(SCHEMA))
    )


def _refuse_unread(spelled: pl.DataFrame, read: pl.DataFrame, name: str) -> None:
    """A figure that is not read could be one that gives something away."""
    odd = [
        f"line {line + 2}: {NUMBERS[code]} {spelled[code][line]!r}"
        for code in NUMBERS
        for line in (read[code].is_null() & (spelled[code] != "")).arg_true().to_list()
    ]
    if odd:
        raise RaatError(
            f"{name} has {len(odd)} figures that are no numbers:\n{cases(odd)}\n"
            "Next step: mend what writes them; what cannot be read cannot be audited."
        )
