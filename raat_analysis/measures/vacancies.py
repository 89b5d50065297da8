"""Vacancies on ZorgSelect, the board of the WGV area: its four regions and Oost-Nederland, never Nederland.

Counted are positions, not adverts: as adverts stand on the board, and without reposts. Adverts for work outside the
area stay in the tidy table and count in no measure.
"""

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.rows import counts, ratios
from raat_analysis.measures.vacancies_counts import ADVERTS, VACANCIES, periods_covered, stock_and_flow
from raat_analysis.measures.vacancies_coverage import covered, covered_until, days_seen, within_coverage
from raat_analysis.measures.vacancies_duration import time_to_filled
from raat_analysis.measures.vacancies_hours import offered_hours
from raat_analysis.measures.vacancies_reposts import vacancies_of_adverts
from raat_analysis.measures.vacancies_stock import months_of_stock

# What was filled is a measure of the adverts already.
ONCE = [measure for what, measure in VACANCIES.items() if what != "filled"]
# By qualification no endings beside those of adverts: small numbers that would make more of those secret.
ONCE_BY_QUALIFICATION = [VACANCIES["opened"], VACANCIES["open"]]


def vacancies(table: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy tables vacancies and employment (cells of measures.employment.employees).

    By region and branch, and for SMAL by qualification.
    """
    once, periods = vacancies_of_adverts(table), periods_covered(table, VACANCIES["opened"])
    adverts, by_qualification = stock_and_flow(table, ADVERTS, periods_covered(table, ADVERTS["opened"]))
    spells, spells_by_qualification = stock_and_flow(once, VACANCIES, periods)
    parts = [
        *_counted(adverts, list(ADVERTS.values()), "total"),
        *_counted(by_qualification, list(ADVERTS.values()), "qualification"),
        *_counted(spells, ONCE, "total"),
        *_counted(spells_by_qualification, ONCE_BY_QUALIFICATION, "qualification"),
    ]
    until = covered_until(table)
    taken = time_to_filled(once, periods, days_seen(table)).filter(covered(until))
    parts += [per_1000_employees(adverts, employees), offered_hours(once, periods), months_of_stock(table, adverts)]
    return pl.concat([within_coverage(pl.concat(parts), until), taken])


def per_1000_employees(cells: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Open vacancies per 1000 employees of the same quarter, for the quarters that both sources have."""
    stock = cells.filter(measure=ADVERTS["open"]).drop("measure")
    people = employees.filter(age_class="total").rename({"provisional": "employees_provisional"}).drop("age_class")
    both = stock.filter(pl.col("period").is_in(people["period"].unique().to_list()))
    joined = both.join(people, on=["region_code", "branch_code", "period"], how="left", validate="1:1")
    lone = joined.filter(pl.col("employees").is_null())
    if lone.height:
        keys = lone.select("region_code", "branch_code", "period").sort(pl.all())
        raise RaatError(
            f"{keys.height} cells with vacancies have no employees in azw_kerncijfers:\n{cases(keys.rows())}\n"
            "Complete that export."
        )
    flag = pl.col("provisional") | pl.col("employees_provisional")
    return ratios(joined.with_columns(provisional=flag), "vacancies_per_1000_employees", "positions", "employees", 1000)


def _counted(cells: pl.DataFrame, measures: list[str], breakdown: str) -> list[pl.DataFrame]:
    return [counts(cells.filter(measure=m).rename({"positions": m}).drop("measure"), [m], breakdown) for m in measures]
