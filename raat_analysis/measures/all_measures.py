"""The measure stage as a whole: tidy tables become one long table of numbers, each with its numerator and source."""

from collections.abc import Mapping

import polars as pl

from raat_analysis.measures.employment import employees, employment
from raat_analysis.measures.forecasts import forecasts
from raat_analysis.measures.population import population
from raat_analysis.measures.training import training
from raat_analysis.measures.turnover import turnover
from raat_analysis.measures.uwv_tension import uwv_tension
from raat_analysis.measures.vacancies import vacancies
from raat_analysis.measures.verified import verified
from raat_analysis.measures.working_time import working_time

TABLES = [
    *("vacancies", "forecasts", "turnover", "leavers", "employment", "working_time", "population", "training"),
    "published_figures",  # of the national sources, where they count what a measure needs
]


def measures(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All measures in the shape of numbers_table, sorted by its key; RaatError when they do not add up."""
    staff = employees(tables["employment"])
    parts = [
        vacancies(tables["vacancies"], staff),
        turnover(tables["turnover"], tables["leavers"]),
        employment(tables["employment"]),
        working_time(tables["working_time"]),
        population(tables["population"], staff),
        forecasts(tables["forecasts"]),
        training(tables["training"]),
        uwv_tension(tables["population"], tables["published_figures"]),
    ]
    return verified(pl.concat(parts))
