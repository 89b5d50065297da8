"""What the files of an edition say, and whether they say the same. One statement is one number in one file.

Columns: KEY, `source`, `hidden` (the file says that the number is not public), FIGURES (exact in open data), `slack`
(how far the true value may be from `value`: half a unit of its last digit on a page), file and line.
"""

import polars as pl

KEY = ["measure", "region_code", "branch_code", "period", "breakdown", "category", "scenario", "edition", "interval"]
FIGURES = ["value", "numerator", "denominator", "lower", "upper"]
SCHEMA: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(KEY, pl.String),
    "source": pl.String,
    "hidden": pl.Boolean,
    **dict.fromkeys(FIGURES, pl.Float64),
    "slack": pl.Float64,
    "file": pl.String,
    "line": pl.Int64,
}
RELATIVE = 1e-9  # a spreadsheet keeps sixteen digits


def disagreements(said: pl.DataFrame) -> list[str]:
    """Findings: keys hidden in one file and shown in another, hidden rows with figures, contradictions."""
    return [*_hidden_with_figures(said), *_hidden_and_shown(said), *_contradictions(said)]


def one_per_key(said: pl.DataFrame) -> pl.DataFrame:
    """One row per key: hidden when a file hides it; the figures of the file that knows them most exactly."""
    return (
        said.sort("slack", "file", "line")
        .group_by(KEY, maintain_order=True)
        .agg(
            pl.col("source").first(),
            pl.col("hidden").any(),
            *(pl.col(name).drop_nulls().first() for name in FIGURES),
            pl.col("slack").filter(pl.col("value").is_not_null()).first().fill_null(0.0),
            pl.col("file").first(),
            pl.col("line").first(),
        )
    )


def _hidden_with_figures(said: pl.DataFrame) -> list[str]:
    found = said.filter(pl.col("hidden"), pl.any_horizontal(pl.col(name).is_not_null() for name in FIGURES))
    return [
        f"{row['file']} line {row['line']}: {_named(row)} is marked as hidden and yet shows a figure"
        for row in found.sort("file", "line").iter_rows(named=True)
    ]


def _hidden_and_shown(said: pl.DataFrame) -> list[str]:
    shown = pl.any_horizontal(pl.col(name).is_not_null() for name in FIGURES)
    keys = said.group_by(KEY).agg(
        file=pl.col("file").filter(pl.col("hidden")).first(),
        other=pl.col("file").filter(shown & ~pl.col("hidden")).first(),
    )
    both = keys.filter(pl.col("file").is_not_null(), pl.col("other").is_not_null()).sort(KEY)
    return [f"{row['file']} hides {_named(row)}, and {row['other']} shows it" for row in both.iter_rows(named=True)]


def _contradictions(said: pl.DataFrame) -> list[str]:
    """Keys of which no value is possible by every file."""
    seen = said.filter(~pl.col("hidden"))
    ends = []
    for name in FIGURES:
        slack = pl.col("slack") if name == "value" else pl.when(pl.col("slack") > 0).then(0.5).otherwise(0.0)
        room = slack + pl.col(name).abs() * RELATIVE + RELATIVE
        ends += [(pl.col(name) - room).max().alias(f"{name}_low"), (pl.col(name) + room).min().alias(f"{name}_high")]
    keys = seen.group_by(KEY).agg(*ends, pl.col("file").unique().sort().str.join(", "))
    odd = pl.any_horizontal((pl.col(f"{n}_low") > pl.col(f"{n}_high")).fill_null(False) for n in FIGURES)
    found = keys.filter(odd).sort(KEY)
    return [f"{row['file']} contradict each other on {_named(row)}" for row in found.iter_rows(named=True)]


def _named(row: dict[str, object]) -> str:
    return " ".join(str(row[name]) for name in KEY if row[name] not in ("", "total", None))
