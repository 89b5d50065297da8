"""Training places, entrants and graduates: places by route, diplomas beside entrants, who works in the sector.

The source counts students by where they live, over all trainings for care and welfare, those for childcare too. It
has no hours, no employers and no cohorts: see training_quota.py, fair_share.py and study_return.py for those.
"""

import polars as pl

from raat_analysis.measures.adding_up import refuse_differences, with_totals
from raat_analysis.measures.additivity import added, difference
from raat_analysis.measures.rows import counts, ratios

WORK_BASED = ["bbl", "dual"]
SHOWN = ["training_places", "training_places_work_based", "entrants", "working_in_sector"]
PLACE = ["region_code", "period"]
QUANTITIES = [*SHOWN, "diplomas"]


def training(table: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy table training, per school year: in all and by qualification."""
    cells = with_totals(added(_cells(table), "route", QUANTITIES), QUANTITIES, ["region"])
    qualified = cells.filter(pl.col("qualification_code") != "TOTAL")
    totals = in_all(cells, qualified)
    return pl.concat([*_numbers(totals, "total"), *_numbers(qualified, "qualification")])


def in_all(cells: pl.DataFrame, qualified: pl.DataFrame) -> pl.DataFrame:
    """Cells of all qualifications together. A total of the source must equal the sum; without parts it stands."""
    made = added(qualified, "qualification", QUANTITIES)
    own = cells.filter(qualification_code="TOTAL").drop("qualification_code")
    refuse_differences(made, own, PLACE, QUANTITIES, "TOTAL")
    return pl.concat([made, own.join(made, on=PLACE, how="anti").select(made.columns)])


def _numbers(cells: pl.DataFrame, breakdown: str) -> list[pl.DataFrame]:
    internships = difference("training_places", "training_places_work_based")
    return [
        counts(
            cells.with_columns(training_places_internship=internships),
            [*SHOWN, "training_places_internship"],
            breakdown,
        ),
        ratios(cells, "diplomas_per_100_entrants", "diplomas", "entrants", breakdown=breakdown),
        ratios(cells, "sector_return_pct", "working_in_sector", "diplomas", breakdown=breakdown),
    ]


def _cells(table: pl.DataFrame) -> pl.DataFrame:
    work_based = pl.when(pl.col("route").is_in(WORK_BASED)).then("training_places").otherwise(pl.lit(0, pl.Int64))
    period = pl.col("year").cast(pl.String)
    return table.with_columns(training_places_work_based=work_based, period=period).drop("year")
