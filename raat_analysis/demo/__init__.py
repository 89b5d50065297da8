"""Demonstration exports with a known truth: the formats of the real exports, calibrated on published figures."""

from pathlib import Path

import polars as pl

from raat_analysis.contracts import contract
from raat_analysis.demo.board import WINDOWS, board
from raat_analysis.demo.columns import by_option, headed, labelled
from raat_analysis.demo.core_figures import core_figures, region_labels
from raat_analysis.demo.exports import dates, demo_metadata, exports, target
from raat_analysis.demo.fase0 import ROUNDS, published_parts
from raat_analysis.demo.fase0_exports import employee_export, hr_extract, manager_export
from raat_analysis.demo.forecasts import anchors, forecast, labels_of_edition
from raat_analysis.demo.organisations import organisations
from raat_analysis.demo.population import population
from raat_analysis.demo.programme import programme
from raat_analysis.demo.training import training
from raat_analysis.demo.truth import write_truth
from raat_analysis.demo.turnover import turnover
from raat_analysis.demo.writing import write_csv, write_statline, write_xlsx

__all__ = ["BY_OPTION", "EXPORTS", "demo_metadata", "write_demo"]

EXPORTS = exports()
BOARD_ENCODINGS = {"2024-01-09": "cp1252", "2026-01-08": "utf-8-sig", "2026-10-06": "utf-8"}
INVENTED = "Demonstratie, geen bestaande personen."
BY_OPTION = ("fase0_medewerkers/2025-09-01", "fase0_leidinggevenden/2025-09-01")  # of another survey tool
OLDER_HEADERS = ("2022-12",)  # the first edition used other headers


def write_demo(raw: Path, truth: Path, not_at_random: bool = False) -> None:
    """Write every demonstration export under `raw/<source>/<date obtained>/` and the truth behind them to `truth`.

    The same bytes on every run. With `not_at_random` the wish itself influences who answers the Fase 0 survey.
    """
    _write_board(raw)
    _write_forecasts(raw)
    _write_turnover(raw)
    _write_core_figures(raw)
    _write_texts(raw, not_at_random)
    write_truth(truth, not_at_random)


def _write_board(raw: Path) -> None:
    for obtained in WINDOWS:
        table = headed("zorgselect", board(obtained), older=obtained == "2024-01-09")
        write_csv(table, target(raw, "zorgselect", obtained), BOARD_ENCODINGS[obtained])


def _write_forecasts(raw: Path) -> None:
    for edition, obtained in zip(sorted(anchors()), dates("azw_prognose"), strict=True):
        table = labelled("azw_prognose", forecast(edition), **labels_of_edition(edition))
        titles = (f"Prognosemodel Zorg en Welzijn, editie {edition}", "Vraag, aanbod en tekort in personen, per regio")
        note = "Tekort is vraag min aanbod; een negatief tekort is een overschot. Demonstratie, geen echte uitkomsten."
        path = target(raw, "azw_prognose", obtained)
        write_xlsx(headed("azw_prognose", table, older=edition in OLDER_HEADERS), path, "Prognose", titles, note)


def _write_turnover(raw: Path) -> None:
    titles = ("Uitstroomonderzoek Zorg en Welzijn", "Werknemers, instroom en uitstroom naar bestemming, per regio")
    note = "Uitstroom over twaalf maanden tot en met het vierde kwartaal. Demonstratie, geen echte uitkomsten."
    (obtained,) = dates("uitstroom")
    table = headed("uitstroom", labelled("uitstroom", turnover()))
    write_xlsx(table, target(raw, "uitstroom", obtained), "Uitstroom", titles, note)


def _write_core_figures(raw: Path) -> None:
    (obtained,) = dates("azw_kerncijfers")
    table = headed("azw_kerncijfers", labelled("azw_kerncijfers", core_figures(), region=region_labels()))
    title = "AZW; werknemers, banen, contracturen en ziekteverzuim; regio, kwartaal (demonstratie)"
    write_statline(table, target(raw, "azw_kerncijfers", obtained), title)


def _write_texts(raw: Path, not_at_random: bool) -> None:
    _write_text(raw, "arbeidsmarkt", population(), "cp1252")
    _write_text(raw, "opleidingen", training())
    _write_text(raw, "organisaties", organisations())
    _write_text(raw, "programma", programme())
    for round_number, round_code in enumerate(ROUNDS):
        parts = published_parts(not_at_random)
        _write_text(raw, "fase0_hr", hr_extract(parts, round_code), number=round_number)
        _write_text(raw, "fase0_medewerkers", employee_export(parts, round_code), number=round_number)
        _write_text(raw, "fase0_leidinggevenden", manager_export(parts, round_code), number=round_number)


def _write_text(raw: Path, source: str, table: pl.DataFrame, encoding: str = "utf-8", number: int = 0) -> None:
    """The export of a source that was obtained first, second, …"""
    obtained = dates(source)[number]
    written, path = headed(source, labelled(source, table)), target(raw, source, obtained)
    if path.suffix == ".xlsx":
        write_xlsx(written, path, "Gegevens", (contract(source).title, f"Export van {obtained}"), INVENTED)
    elif f"{source}/{obtained}" in BY_OPTION:
        write_csv(by_option(source, written), path, encoding)
    else:
        write_csv(written, path, encoding)
