"""From cells to rows of the numbers table."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.contributors import PRIVATE
from raat_analysis.measures.additivity import COLUMNS as DIMENSION_COLUMNS
from raat_analysis.measures.additivity import refuse_combining
from raat_analysis.numbers_table import COLUMNS

LEVEL = 95
# What holds when cells have no such column. Measures without branches stand under the sector as a whole, SMAL.
DEFAULTS: Mapping[str, str | bool | None] = {
    "branch_code": "SMAL",
    "scenario": "",
    "edition": "",
    "numerator": None,
    "denominator": None,
    "lower": None,
    "upper": None,
    "interval_pct": None,
    **dict.fromkeys(PRIVATE),
    "provisional": False,
}


def counts(cells: pl.DataFrame, measures: Sequence[str], breakdown: str = "total") -> pl.DataFrame:
    """One row per cell and measure: the number in the column that has the measure's name."""
    return pl.concat([_rows(cells.with_columns(value=pl.col(m)), m, breakdown) for m in measures])


def ratios(
    cells: pl.DataFrame, measure: str, top: str, bottom: str, scale: float = 100, breakdown: str = "total"
) -> pl.DataFrame:
    """One row per cell: `scale` × top ÷ bottom, both added up before. Divided by nothing: no value, status missing.

    Two measures that may not be divided by each other are refused; a column that is no measure is the caller's own.
    """
    if {top, bottom} <= set(catalogue()):
        refuse_combining("ratio", [top, bottom], measure)
    parts = cells.with_columns(numerator=pl.col(top).cast(pl.Float64), denominator=pl.col(bottom).cast(pl.Float64))
    value = pl.when(pl.col("denominator") != 0).then(scale * pl.col("numerator") / pl.col("denominator"))
    return _rows(parts.with_columns(value=value), measure, breakdown)


def with_interval(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a percentage with the 95% Wilson interval of its numerator in its denominator, in percent."""
    lower, upper = wilson(pl.col("numerator"), pl.col("denominator"))
    known = pl.col("value").is_not_null()
    return rows.with_columns(
        lower=pl.when(known).then(100 * lower),
        upper=pl.when(known).then(100 * upper),
        interval_pct=pl.when(known).then(pl.lit(LEVEL)).cast(pl.Int32),
    )


def wilson(count: pl.Expr, total: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The ends of the 95% score interval of a proportion, between 0 and 1; not a number when the total is 0.

    E.B. Wilson (1927), JASA 22; the choice: Brown, Cai & DasGupta (2001). Chance variation, not sampling error.
    """
    z = NormalDist().inv_cdf(0.5 + LEVEL / 200)
    p = count / total
    middle, spread = p + z**2 / (2 * total), z * (p * (1 - p) / total + z**2 / (4 * total**2)).sqrt()
    shrink = 1 + z**2 / total
    return ((middle - spread) / shrink).clip(0, 1), ((middle + spread) / shrink).clip(0, 1)


def _rows(cells: pl.DataFrame, measure: str, breakdown: str) -> pl.DataFrame:
    about = entries("measures")[measure]
    absent = {name: pl.lit(value) for name, value in DEFAULTS.items() if name not in cells.columns}
    category = pl.lit("total") if breakdown == "total" else pl.col(DIMENSION_COLUMNS[breakdown])
    filled = cells.with_columns(**absent).with_columns(
        measure=pl.lit(measure),
        breakdown=pl.lit(breakdown),
        category=category,
        unit=pl.lit(about["unit"]),
        source=pl.lit(about["source"]),
        status=_status(),
    )
    return filled.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _status() -> pl.Expr:
    observed = pl.when("provisional").then(pl.lit("provisional")).otherwise(pl.lit("final"))
    told = pl.when(pl.col("scenario") == "").then(observed).otherwise(pl.lit("forecast"))
    return pl.when(pl.col("value").is_null()).then(pl.lit("missing")).otherwise(told)
