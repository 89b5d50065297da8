"""Checked tables (labels, as delivered) become tidy tables (codes, one row one thing), as tables.yml describes them."""

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

from raat_analysis.parquet import read_table
from raat_analysis.tidy.described import as_described, descriptions, repeated
from raat_analysis.tidy.employment import employment, working_time
from raat_analysis.tidy.fase0 import SURVEYS, answer_choices, employee_answers, manager_answers, workforce
from raat_analysis.tidy.forecasts import forecasts
from raat_analysis.tidy.organisations import actions, organisations
from raat_analysis.tidy.population import population
from raat_analysis.tidy.published_figures import SOURCES, published_figures
from raat_analysis.tidy.training import training
from raat_analysis.tidy.turnover import leavers, turnover
from raat_analysis.tidy.vacancies import vacancies

TABLES: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "vacancies": vacancies,
    "forecasts": forecasts,
    "turnover": turnover,
    "leavers": leavers,
    "employment": employment,
    "working_time": working_time,
    "population": population,
    "training": training,
    "organisations": organisations,
    "workforce": workforce,
    "employee_answers": employee_answers,
    "manager_answers": manager_answers,
    "actions": actions,
}


def tidy(checked: Path) -> dict[str, pl.DataFrame]:
    """Every tidy table, made from the checked tables in a folder; each is sorted and as tables.yml describes it.

    Raises RaatError when a checked table is missing, a label is unknown, or a table differs from its description.
    """
    made = {name: make(_checked(checked, name)) for name, make in TABLES.items()}
    made["answer_choices"] = answer_choices(_several(checked, SURVEYS.values()))
    made["published_figures"] = published_figures(_several(checked, SOURCES))
    return {name: as_described(name, table) for name, table in made.items()}


def _several(folder: Path, sources: Iterable[str]) -> dict[str, pl.DataFrame]:
    return {source: read_table(folder / f"{source}.parquet") for source in sources}


def _checked(folder: Path, name: str) -> pl.DataFrame:
    return read_table(folder / f"{_source(name)}.parquet", as_stored=bool(repeated(name)))


def _source(name: str) -> str:
    return str(descriptions()[name]["source"])
