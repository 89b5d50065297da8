"""The made-up quarter of the tutorial: three exports of 2026Q4 under headers that the contracts do not know yet.

The board's export holds Twente only; the two published tables hold one quarter of the whole country, as their sources
give them. They go on from the exports before: an advert that was open in those of 2026-10-06 comes back as it ended.
"""

from datetime import date
from pathlib import Path

import polars as pl

from raat_analysis.demo.adverts import adverts
from raat_analysis.demo.board import Window, delivered
from raat_analysis.demo.columns import headed, labelled
from raat_analysis.demo.core_figures import later_core_figures, region_labels
from raat_analysis.demo.population import population_of
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.writing import write_csv, write_statline

QUARTER, REGION = "2026Q4", "RA0205"
WINDOW = Window(date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 7), date(2026, 10, 5))
FILES = {
    "zorgselect": "zorgselect_twente_2026q4.csv",
    "azw_kerncijfers": "azw_kerncijfers_2026q4.csv",
    "arbeidsmarkt": "arbeidsmarkt_2026q4.csv",
}
# What the sources call a column from now on.
RENAMED = {
    "zorgselect": {"Vacature-ID": "Advertentienr.", "Datum plaatsing": "Geplaatst op", "Datum sluiting": "Gesloten op"},
    "azw_kerncijfers": {"Ziekteverzuim (%)": "Ziekteverzuimpercentage (%)"},
    "arbeidsmarkt": {"WW korter dan 6 maanden": "WW-uitkeringen korter dan 6 maanden"},
}
SPELT, USUAL = "Verpleging, Verzorging & Thuiszorg", "Verpleging, verzorging en thuiszorg"
TITLE = "AZW; werknemers, banen, contracturen en ziekteverzuim; regio, kwartaal (demonstratie)"


def write_next_quarter(folder: Path) -> None:
    """Write the three files. The same bytes on every run."""
    source = "azw_kerncijfers"
    figures = labelled(source, later_core_figures(QUARTER), region=region_labels())
    write_csv(_renamed("zorgselect", _board()), folder / FILES["zorgselect"])
    write_statline(_renamed(source, figures), folder / FILES[source], TITLE)
    people = labelled("arbeidsmarkt", population_of(QUARTER).sort("municipality"))
    write_csv(_renamed("arbeidsmarkt", people), folder / FILES["arbeidsmarkt"])


def _board() -> pl.DataFrame:
    """The adverts of Twente, dates without leading zeros, one spelling of a branch that is new."""
    rows = delivered(WINDOW, stream(f"board {QUARTER}"), adverts(later=(QUARTER,)), REGION)
    short = [pl.col(day).str.replace_all(r"\b0", "") for day in ("posted_on", "closed_on")]
    return rows.with_columns(*short, branch=pl.col("branch").replace(USUAL, SPELT))


def _renamed(source: str, table: pl.DataFrame) -> pl.DataFrame:
    return headed(source, table).rename(RENAMED[source])
