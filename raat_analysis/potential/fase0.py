"""Fase 0 as a whole: the tidy tables in, the numbers of the organisations and of their regions out."""

from collections.abc import Mapping

import polars as pl

from raat_analysis.numbers_table import KEY
from raat_analysis.potential.employees import employee_numbers
from raat_analysis.potential.organisation import organisation_numbers
from raat_analysis.potential.region import region_numbers
from raat_analysis.potential.surveyed import surveyed

TABLES = ("organisations", "workforce", "employee_answers", "manager_answers", "answer_choices")


def fase0(tidy: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The members' rows (confidential, organisation_code first) and the regions' rows. `tidy` holds TABLES."""
    found = surveyed(tidy)
    regions = pl.concat([region_numbers(found, tidy["organisations"]), employee_numbers(found, tidy["workforce"])])
    return organisation_numbers(found), regions.sort(KEY)
