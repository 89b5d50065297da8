"""What an export looks like from a distance: rows and sums per period, for all, per region, per branch and per size."""

from collections.abc import Iterator

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract, codes
from raat_analysis.contracts.model import Compared

EXPORT = "export_date"
ALL, REGION, BRANCH, SIZE = "all", "region", "branch", "size"
ROWS = "rows"
CELL = ["dimension", "code", "column"]
PROFILE = {
    EXPORT: pl.Date,
    "dimension": pl.String,
    "code": pl.String,
    "period": pl.String,
    "column": pl.String,
    "value": pl.Float64,
    "count": pl.Int64,
}
POWER = "power of "  # a contract may call a column of its own power or value
EXACT = pl.Decimal(38, 6)  # sums of floats depend on the order in which rows are met; sums of decimals do not


def profiles(rows: pl.LazyFrame, contract: Contract) -> pl.DataFrame:
    """One row per export × dimension × code × period × column: the sum, and how many rows had a value.

    `rows` has the contract's typed columns and export_date, for all exports of the source. It must include rows that a
    later export replaces: without them an export that repeats the history would have nothing to be compared with.

    - dimension `all`, `region` and `branch`: column `rows` is the number of rows, another column the sum of its
      absolute values (a column of shortages would otherwise cancel out, and a ratio of what is left says nothing).
    - dimension `size`: code is the power of ten of a value (3 for 1,000 up to 10,000; zeros are left out), and value
      the number of rows of that size. It shows a factor 1,000 in some rows only.

    A date counts as its quarter; a row without a period, or a source without one, has period "".
    """
    compared = contract.compared
    if compared is None:
        return pl.DataFrame(schema=PROFILE)
    groups = _groups(rows, contract)
    parts = [_summed(groups, contract, dimension, label) for dimension, label in _dimensions(compared)]
    if compared.sums:
        parts.append(_sizes(rows, contract))
    return pl.concat(parts).sort(EXPORT, *CELL, "period")


def _dimensions(compared: Compared) -> Iterator[tuple[str, str | None]]:
    yield ALL, None
    if compared.region:
        yield REGION, compared.region
    if compared.branch:
        yield BRANCH, compared.branch


def _groups(rows: pl.LazyFrame, contract: Contract) -> pl.DataFrame:
    """Rows and sums by export × label of region × label of branch × period: rows are met once for all dimensions."""
    compared = _compared(contract)
    labels = [label for _, label in _dimensions(compared) if label]
    numbers = [_sum(name, contract).alias(f"value {name}") for name in compared.sums]
    counts = [pl.col(name).count().cast(pl.Int64).alias(f"count {name}") for name in compared.sums]
    size = pl.len().cast(pl.Int64)
    found = rows.group_by(EXPORT, *labels, _period(contract)).agg(
        size.alias(f"value {ROWS}"), size.alias(f"count {ROWS}"), *numbers, *counts
    )
    return found.collect(engine="streaming")


def _summed(groups: pl.DataFrame, contract: Contract, dimension: str, label: str | None) -> pl.DataFrame:
    """Rows and sums by one dimension. What is left is named here: its label as code, and its period."""
    code = (pl.col(label) if label else pl.lit("")).alias("code")
    wide = groups.group_by(EXPORT, code, "period").agg(pl.col("^(value|count) .*$").sum())
    named = pl.col("code").cast(pl.String).fill_null("")
    wide = wide.with_columns(named, _named_period(contract), dimension=pl.lit(dimension))
    if label:
        wide = _coded(wide, codes(contract.columns[label]))
    return _as_profile(pl.concat(_long(wide, column) for column in (ROWS, *_compared(contract).sums)))


def _sum(name: str, contract: Contract) -> pl.Expr:
    whole = contract.columns[name].type == "integer"
    return pl.col(name).abs().sum() if whole else pl.col(name).abs().cast(EXACT).sum()


def _long(wide: pl.DataFrame, column: str) -> pl.DataFrame:
    numbers = pl.col(f"value {column}").cast(EXACT).alias("value"), pl.col(f"count {column}").alias("count")
    return wide.select(EXPORT, "dimension", "code", "period", pl.lit(column).alias("column"), *numbers)


def _coded(wide: pl.DataFrame, known: dict[str, str]) -> pl.DataFrame:
    """Labels as codes. A label without a code is no region and no branch: its row is set aside, or stops the run."""
    found = {label: known[normalised(label)] for label in wide["code"].unique().sort() if normalised(label) in known}
    return wide.filter(pl.col("code").is_in(list(found))).with_columns(pl.col("code").replace(found))


def _as_profile(cells: pl.DataFrame) -> pl.DataFrame:
    """Two spellings of one code are one row."""
    keys = [name for name in PROFILE if name not in ("value", "count")]
    return (
        cells.group_by(keys).agg(pl.col("value", "count").sum()).select(pl.col(n).cast(t) for n, t in PROFILE.items())
    )


def _sizes(rows: pl.LazyFrame, contract: Contract) -> pl.DataFrame:
    """Rows per power of ten of each summed column."""
    powers = [_power(pl.col(name)).alias(POWER + name) for name in _compared(contract).sums]
    cells = rows.select(EXPORT, _period(contract), *powers)
    cells = cells.unpivot(index=[EXPORT, "period"], variable_name="of", value_name="power").drop_nulls("power")
    counts = cells.group_by(EXPORT, "period", "of", "power").agg(pl.len().alias("count"))
    found = counts.collect(engine="streaming").with_columns(_named_period(contract))
    return _as_profile(
        found.with_columns(
            pl.col("of").str.strip_prefix(POWER).alias("column"),
            pl.lit(SIZE).alias("dimension"),
            pl.col("power").cast(pl.String).alias("code"),
            pl.col("count").alias("value"),
        )
    )


def _power(value: pl.Expr) -> pl.Expr:
    """The power of ten of a value; null for zero, which has none. The logarithm of 1,000 is a hair under 3."""
    size = value.cast(pl.Float64).abs()
    return pl.when(size > 0).then((size.log10() + 1e-9).floor().cast(pl.Int16))


def _period(contract: Contract) -> pl.Expr:
    """What rows are grouped by: the period as it stands, and of a date its quarter as a number."""
    name = _compared(contract).period
    if name is None:
        return pl.lit("").alias("period")
    day = pl.col(name).dt
    return (4 * day.year() + day.quarter() - 1 if _is_date(contract) else pl.col(name)).alias("period")


def _named_period(contract: Contract) -> pl.Expr:
    """The period as a text; an empty one is ""."""
    period = pl.col("period")
    if _is_date(contract):
        period = (period // 4).cast(pl.String) + "Q" + (period % 4 + 1).cast(pl.String)
    return period.cast(pl.String).fill_null("").alias("period")


def _is_date(contract: Contract) -> bool:
    name = _compared(contract).period
    return name is not None and contract.columns[name].type == "date"


def _compared(contract: Contract) -> Compared:
    if contract.compared is None:
        raise ValueError(f"{contract.source} is not compared with the past")
    return contract.compared
