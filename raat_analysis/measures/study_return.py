"""Study return (opleidingsrendement): of the entrants of a school year, who has a diploma in time.

    study return = 100 × diplomas within nominal duration + 1 year ÷ entrants of the same school year

As azwinfo defines it (begrippen/onderwijs). It needs cohorts: the same students followed. The export `opleidingen` has
the diplomas and the entrants of a school year, who are other students; what that gives is called
`diplomas_per_100_entrants` (training.py) and is no return. A cohort younger than nominal duration + 1 is not finished
and is missing, not low.
"""

import polars as pl

from raat_analysis.measures.additivity import added
from raat_analysis.measures.rows import ratios

QUANTITIES = ["cohort_entrants", "cohort_diplomas"]


def study_return(cohorts: pl.DataFrame, last_year: int) -> pl.DataFrame:
    """Numbers by region and qualification. `cohorts`: region_code, qualification_code, route, year (of entry),
    nominal_years, cohort_entrants, cohort_diplomas (within nominal + 1). `last_year`: the source's last school year.
    """
    finished = pl.col("year") + pl.col("nominal_years") <= last_year  # nominal + 1 school years from `year` on
    known = cohorts.with_columns(period=pl.col("year").cast(pl.String), finished=finished).drop("year", "nominal_years")
    young = known.group_by("region_code", "qualification_code", "period").agg(all_finished=pl.col("finished").all())
    cells = added(known.drop("finished"), "route", QUANTITIES).join(
        young, on=["region_code", "qualification_code", "period"], how="left", validate="1:1"
    )
    in_time = pl.when("all_finished").then("cohort_diplomas").alias("cohort_diplomas")
    return ratios(
        cells.with_columns(in_time).drop("all_finished"),
        "study_return_pct",
        "cohort_diplomas",
        "cohort_entrants",
        breakdown="qualification",
    )
