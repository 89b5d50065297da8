"""What is counted, once, whichever figures show it: statements become counts with what the reader knows of each.

One row per CELL: lower and upper (what the figures that are shown leave open; 0 or −∞ and ∞ when none is), `hidden` (a
number that shows it is not public), source, and `measure`: which hidden number it is, or which shows it.
"""

import polars as pl

from raat_analysis.attacker.knowledge import knowledge

PLACE = ["region_code", "branch_code", "period", "scenario", "edition"]
CELL = ["counted", *PLACE, "breakdown", "category"]
DIGITS = 1e-9  # figures have ten digits at least
WHOLE = 1e-4


def counts(numbers: pl.DataFrame) -> pl.DataFrame:
    """The counts that one row per key (statements.one_per_key) shows or hides, in the order of CELL."""
    rows = pl.concat([_own(numbers), *(_shown(numbers, *each) for each in knowledge()["shows"].items())])
    known = (
        _one_name(rows)
        .group_by(CELL)
        .agg(
            pl.col("lower").max(),
            pl.col("upper").min(),
            pl.col("hidden").any(),
            pl.col("source").first(),
            pl.col("measure").sort_by(~pl.col("hidden"), pl.col("measure")).first(),
        )
    )
    return whole(known.sort(CELL))


def truths(numbers: pl.DataFrame) -> pl.DataFrame:
    """The true count of each CELL, from numbers of which none is hidden."""
    known = counts(numbers.with_columns(hidden=pl.lit(False), slack=pl.lit(0.0)))
    return known.filter(pl.col("lower") == pl.col("upper")).select(*CELL, truth="lower")


def whole(cells: pl.DataFrame) -> pl.DataFrame:
    """Ends of whole counts drawn in to whole numbers; nothing is below zero that cannot be."""
    negative, fraction = (pl.col("counted").is_in(knowledge()[n]) for n in ("may_be_negative", "not_whole"))
    least = pl.when(negative).then(-float("inf")).otherwise(0.0)
    low, high = pl.max_horizontal(pl.col("lower").fill_null(least), least), pl.col("upper").fill_null(float("inf"))
    return cells.with_columns(
        whole=~fraction,
        lower=pl.when(fraction).then(low).otherwise((low - WHOLE).ceil()),
        upper=pl.when(fraction).then(high).otherwise((high + WHOLE).floor()),
    )


def _own(numbers: pl.DataFrame) -> pl.DataFrame:
    """Measures that are counts."""
    rows = numbers.filter(pl.col("measure").is_in(knowledge()["counts"]))
    return _rows(rows, pl.col("measure"), pl.col("value"), pl.col("slack"), pl.col("hidden"))


def _shown(numbers: pl.DataFrame, measure: str, parts: dict[str, str]) -> pl.DataFrame:
    """The counts that the rows of one ratio show. Hidden is what it hides: the first of its parts, or what it says."""
    rows = numbers.filter(measure=measure)
    hides = parts.get("hides", parts.get("numerator", parts.get("rest")))
    found = []
    for part, counted in parts.items():
        if part != "hides":
            size, slack = _part(part, float(knowledge()["factors"].get(measure, 100)))
            hidden = pl.col("hidden") if counted == hides else pl.lit(False)
            found.append(_rows(rows, pl.lit(counted), size, slack, hidden))
    return pl.concat(found)


def _part(part: str, factor: float) -> tuple[pl.Expr, pl.Expr]:
    """A part of a ratio and how far it may be off: as it stands, or from the rounded value and the other part."""
    over, under, value = pl.col("numerator"), pl.col("denominator"), pl.col("value")
    above, below = value * under / factor, factor * over / value
    if part == "denominator":
        return pl.coalesce(under, below), pl.when(under.is_null()).then(below * pl.col("slack") / value).otherwise(0.0)
    size = pl.coalesce(over, above)
    slack = pl.when(over.is_null()).then(pl.col("slack") * under / factor).otherwise(0.0)
    return (size if part == "numerator" else under - size), slack


def _rows(rows: pl.DataFrame, counted: pl.Expr, size: pl.Expr, slack: pl.Expr, hidden: pl.Expr) -> pl.DataFrame:
    """Whatever the slack, a figure has as many digits as open data have."""
    room = slack + size.abs() * DIGITS
    return rows.select(
        counted.alias("counted"),
        *PLACE,
        "breakdown",
        "category",
        (size - room).alias("lower"),
        (size + room).alias("upper"),
        hidden.alias("hidden"),
        "source",
        "measure",
    ).filter(pl.col("lower").is_not_null() | pl.col("hidden"))


def _one_name(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts of the same people under one name."""
    name = pl.col("counted")
    for same in knowledge()["one_count"]:
        chosen = (pl.col("breakdown") == same["breakdown"]) & pl.col("counted").is_in(same["counted"])
        name = pl.when(chosen).then(pl.lit(same["as"])).otherwise(name)
    return rows.with_columns(name.alias("counted"))
