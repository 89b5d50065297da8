"""Which sums a reader may trust: those of a kind of which every line that is fully published holds.

A total with parts that are left out (a branch that nobody publishes) shows itself so; then it is used as "the parts
are the total at most" only. A kind without any fully published line is trusted when the codelist says that no part is
left out, or when the same sums of other counts of that source hold.
"""

from dataclasses import dataclass

import polars as pl

ROOM = 1e-3  # what published figures may be off by their digits


@dataclass(frozen=True)
class Believed:
    """The lines used, and in words the kinds that published lines contradict."""

    lines: pl.DataFrame
    contradicted: list[str]


def believed(lines: pl.DataFrame, cells: pl.DataFrame) -> Believed:
    """The lines of the kinds that hold, with the ends of each cell beside them."""
    source = cells.with_row_index("cell").select(pl.col("cell").cast(pl.Int64), "lower", "upper", "source", "hidden")
    full = lines.join(source, on="cell", how="left", validate="m:1", maintain_order="left")
    kinds = _kinds(full)
    good = kinds.filter(_trusted())["kind"]
    wrong = kinds.filter(pl.col("odd") > 0).sort("kind")
    said = [
        f"{row['kind']}: {row['odd']} of {row['seen']} published lines do not hold, as {row['case']}; not used"
        for row in wrong.iter_rows(named=True)
    ]
    return Believed(full.filter(pl.col("kind").is_in(good.implode())), said)


def _kinds(full: pl.DataFrame) -> pl.DataFrame:
    """Per kind: lines fully seen, lines that cannot hold, whether all are complete, and the same over its source."""
    first = pl.col("factor") > 0
    least = pl.when(first).then("lower").otherwise("upper") * pl.col("factor")
    most = pl.when(first).then("upper").otherwise("lower") * pl.col("factor")
    one = full.group_by("kind", "line").agg(
        least.sum().alias("least"),
        most.sum().alias("most"),
        seen=(pl.col("upper") - pl.col("lower") < ROOM).all() & ~pl.col("hidden").any(),
        at_most=pl.col("at_most").first(),
        complete=pl.col("complete").first(),
        source=pl.col("source").first(),
    )
    broken = pl.col("seen") & ((pl.col("least") > ROOM) | (~pl.col("at_most") & (pl.col("most") < -ROOM)))
    whole = pl.col("complete") | pl.col("kind").str.starts_with("account") | pl.col("at_most")
    per_kind = (
        one.with_columns(broken=broken)
        .group_by("kind")
        .agg(
            pl.col("seen").sum(),
            pl.col("broken").sum(),
            pl.col("complete").all(),
            pl.col("source").first(),
            # Where the codelist leaves a part out it is no surprise that the others are not the total.
            odd=(pl.col("broken") & whole).sum(),
            case=pl.col("line").filter(pl.col("broken") & whole).min(),
        )
    )
    family = [pl.col("kind").str.replace(r"\|[^|]*", "").alias("family"), "source"]
    return per_kind.with_columns(
        family_seen=pl.col("seen").sum().over(family), family_broken=pl.col("broken").sum().over(family)
    )


def _trusted() -> pl.Expr:
    by_definition = pl.col("kind").str.starts_with("account") | pl.col("kind").str.contains("at most")
    by_family = (pl.col("family_seen") > 0) & (pl.col("family_broken") == 0)
    return (pl.col("broken") == 0) & ((pl.col("seen") > 0) | by_definition | pl.col("complete") | by_family)
