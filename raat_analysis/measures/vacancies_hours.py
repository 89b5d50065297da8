"""Hours that new vacancies offer: how many in all, on average, and how many vacancies are small contracts.

Formula: hours = positions × hours a week, the mean of an advert's range; mean = hours ÷ positions; small = positions
below the limit of vacancies.yml (24 hours) ÷ positions. Counted are vacancies opened in the quarter without reposts.
Limits: vacancies whose hours nobody knows ("n.o.t.k.") are in none of these; their share stands beside. When they offer
other hours than the rest, the mean is not that of all. Offered is not worked: an advert for 24-32 hours counts as 28.
"""

import polars as pl

from raat_analysis.measures.additivity import refuse_adding
from raat_analysis.measures.rows import counts, ratios
from raat_analysis.measures.vacancies_counts import (
    branches_of,
    filled_up,
    in_totals,
    qualifications,
)
from raat_analysis.measures.vacancies_reposts import HOURS
from raat_analysis.measures.vacancies_settings import settings

HUNDREDTHS = 100  # hours are added up as whole hundredths: sums of decimals differ from run to run
PARTS = ["positions", "known", "small", "hundredths"]


def offered_hours(vacancies: pl.DataFrame, periods: list[str]) -> pl.DataFrame:
    """Numbers by region and branch, and for SMAL by qualification, from vacancies without reposts."""
    for dimension in ("region", "branch", "qualification"):
        refuse_adding(["vacancies_hours_offered"], dimension)
    offered = in_totals(_offered(vacancies)).filter(pl.col("period").is_in(periods))
    smal = offered.filter(branch_code="SMAL")
    branches = _cells(offered, "branch_code", branches_of(vacancies), periods)
    qualified = _cells(smal, "qualification_code", qualifications(), periods).with_columns(branch_code=pl.lit("SMAL"))
    return pl.concat([_numbers(branches, "total"), _numbers(qualified, "qualification")])


def _offered(vacancies: pl.DataFrame) -> pl.DataFrame:
    """The vacancies with the parts that are added up: positions, those with known hours, small ones, and hours."""
    small = HOURS.lt(settings()["small_contract_below_hours"])
    known = pl.when(HOURS.is_not_null()).then("positions").otherwise(pl.lit(0, pl.Int64))
    hundredths = (HOURS.fill_null(0) * HUNDREDTHS).round().cast(pl.Int64)
    return vacancies.with_columns(
        period="posted_period",
        known=known,
        small=pl.when(small.fill_null(False)).then("positions").otherwise(pl.lit(0, pl.Int64)),
        hundredths=hundredths * pl.col("positions"),
    )


def _cells(offered: pl.DataFrame, column: str, codes: list[str], periods: list[str]) -> pl.DataFrame:
    grouped = offered.with_columns(measure=pl.lit("vacancies_hours_offered")).group_by(
        "measure", "region_code", column, "period"
    )
    summed = grouped.agg(pl.col(PARTS).sum())
    full = filled_up(summed, ["vacancies_hours_offered"], column, codes, periods).drop("measure")
    filled = full.with_columns(pl.col(PARTS).fill_null(0))
    return filled.with_columns(
        hours=pl.col("hundredths") / HUNDREDTHS, unknown=pl.col("positions") - pl.col("known")
    ).with_columns(vacancies_hours_offered="hours")


def _numbers(cells: pl.DataFrame, breakdown: str) -> pl.DataFrame:
    return pl.concat(
        [
            counts(cells, ["vacancies_hours_offered"], breakdown),
            ratios(cells, "vacancies_hours_mean", "hours", "known", 1, breakdown),
            ratios(cells, "vacancies_small_contracts_pct", "small", "known", 100, breakdown),
            ratios(cells, "vacancies_hours_unknown_pct", "unknown", "positions", 100, breakdown),
        ]
    )
