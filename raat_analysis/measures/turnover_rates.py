"""Observed rates of in- and outflow: who left, came, moved or stayed, over the begin cohort and over the average.

A rate is 100 × numerator ÷ denominator. Two denominators, each a measure of its own (T2): the employees at the start
of the year (begin cohort: CBS, AZW, azwinfo), and the average of start and end (KIK-V, NHS: `_avg_`). Through-flow
(doorstroom) is leaving the employer minus leaving the sector; stability is 100 minus the outflow of the begin cohort.

Interval: the numerator is a random part of a cohort (leavers and stayers of those at the start, newcomers of those
at the end). Its 95% Wilson interval is carried over to the denominator by cohort ÷ denominator, and is wider by the
rounding of the source (measures/rounding.py). Limits: stocks are taken as known; chance variation, not sampling error.
Method: docs/methods/turnover.md.
"""

from dataclasses import dataclass

import polars as pl

from raat_analysis.measures.rounding import suppressed, widening_pct
from raat_analysis.measures.rows import LEVEL, ratios, wilson

START, END, AVERAGE = "employees_start", "employees_end", "employees_average"
CONCEPTS = ["employer", "branch", "sector"]  # from wide to narrow; a destination counts up to its level


@dataclass(frozen=True)
class Rate:
    """A measure: whom it counts, the cohort they are part of, what they are divided by, and the people it reveals."""

    measure: str
    numerator: str
    cohort: str
    denominator: str
    people: str


def rates_of(flow: str, cohort: str) -> list[Rate]:
    """A flow over both denominators."""
    ways = ((f"{flow}_pct", START), (f"{flow}_avg_pct", AVERAGE))
    return [Rate(measure, flow, cohort, denominator, flow) for measure, denominator in ways]


OUTFLOW = [rate for concept in CONCEPTS for rate in rates_of(f"outflow_{concept}", START)]
STABILITY = [Rate(f"stability_{c}_pct", f"stayers_{c}", START, START, f"outflow_{c}") for c in CONCEPTS]
RATES = [*OUTFLOW, *STABILITY, *rates_of("through_flow", START), *rates_of("inflow", END)]
SECTOR_INFLOW = rates_of("inflow_sector", END)


def rates(cells: pl.DataFrame, wanted: list[Rate], breakdown: str) -> pl.DataFrame:
    """The rows of the wanted rates. Cells hold both stocks, the numerators, source_cells and the people revealed."""
    stocks = cells.with_columns((pl.col(START) + pl.col(END)).truediv(2).alias(AVERAGE))
    return pl.concat([_rate(stocks, rate, breakdown) for rate in wanted])


def _rate(cells: pl.DataFrame, rate: Rate, breakdown: str) -> pl.DataFrame:
    wilson_low, wilson_high = wilson(pl.col(rate.numerator), pl.col(rate.cohort))
    scale = 100 * pl.col(rate.cohort) / pl.col(rate.denominator)
    extra = widening_pct(pl.col(rate.denominator), pl.col("source_cells"))
    known = (pl.col(rate.denominator) > 0) & (pl.col(rate.cohort) > 0)
    ends = cells.with_columns(
        lower=pl.when(known).then(pl.max_horizontal(scale * wilson_low - extra, pl.lit(0.0))),
        upper=pl.when(known).then(scale * wilson_high + extra),
        interval_pct=pl.when(known).then(pl.lit(LEVEL)),
        contributors=pl.col(rate.people),
    )
    rows = ratios(ends, rate.measure, rate.numerator, rate.denominator, breakdown=breakdown)
    return suppressed(rows, cells["source_cells"])
