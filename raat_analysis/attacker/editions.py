"""Several editions as one table of counts: what did not change is one count, known from whichever edition shows it.

A hidden count is taken to be the same as an edition before as long as nothing published in a line with it changed.
Lines of an earlier edition stay true for the counts of then.
"""

import polars as pl

from raat_analysis.attacker.belief import ROOM, Believed, believed
from raat_analysis.attacker.counts import CELL
from raat_analysis.attacker.sums import lines

ENDS = ["lower", "upper"]


def together(now: pl.DataFrame, earlier: list[tuple[str, pl.DataFrame]]) -> tuple[pl.DataFrame, Believed]:
    """The counts of all editions (column `published_in`: '' for this one) and the lines over them, that hold."""
    made = believed(lines(now), now)
    cells, used = now.with_columns(published_in=pl.lit("")), made.lines
    newest, newest_lines = now.with_row_index("row").select("row", *CELL, *ENDS, "hidden"), made.lines
    for edition, then in reversed(earlier):
        old = believed(lines(then), then)
        linked = _linked(then, newest, newest_lines.select("line", "cell"))
        cells, rows = _added(cells, then, linked, edition)
        used = pl.concat([used, _moved(old.lines, rows, edition)])
        newest = then.with_columns(row=pl.Series(rows, dtype=pl.UInt32)).select("row", *CELL, *ENDS, "hidden")
        newest_lines = old.lines
    return cells, Believed(_once(used), made.contradicted)


def _linked(then: pl.DataFrame, newest: pl.DataFrame, entries: pl.DataFrame) -> pl.Series:
    """For each count of an edition the row of the same count in the next one, null when it is another."""
    beside = then.select(*CELL, *(pl.col(name).alias(f"old_{name}") for name in [*ENDS, "hidden"])).join(
        newest.with_row_index("place"), on=CELL, how="left", validate="1:1", maintain_order="left"
    )
    both = ~pl.col("old_hidden") & ~pl.col("hidden")
    apart = (pl.col("old_lower") > pl.col("upper") + ROOM) | (pl.col("old_upper") < pl.col("lower") - ROOM)
    changed = beside.filter(both & apart)["place"]
    touched = entries.filter(pl.col("cell").is_in(changed.cast(pl.Int64).implode()))["line"].unique()
    unsure = entries.filter(pl.col("line").is_in(touched.implode()))["cell"].unique()
    same = pl.when(both).then(~apart).otherwise(~pl.col("place").cast(pl.Int64).is_in(unsure.implode()))
    return beside.select(pl.when(same).then("row"))["row"]


def _added(cells: pl.DataFrame, then: pl.DataFrame, linked: pl.Series, edition: str) -> tuple[pl.DataFrame, list[int]]:
    """The counts with those of an earlier edition: a linked one narrows its count, another is a count more."""
    old = then.with_columns(row=linked)
    new = old.filter(pl.col("row").is_null()).drop("row").with_columns(published_in=pl.lit(edition))
    known = old.filter(pl.col("row").is_not_null()).select("row", old_lower="lower", old_upper="upper")
    narrowed = (
        cells.with_row_index("row")
        .join(known, on="row", how="left", validate="1:1", maintain_order="left")
        .with_columns(
            pl.max_horizontal("lower", "old_lower").alias("lower"),
            pl.min_horizontal("upper", "old_upper").alias("upper"),
        )
    )
    rows = old["row"].to_list()
    free = iter(range(cells.height, cells.height + new.height))
    placed = [next(free) if row is None else int(row) for row in rows]
    return pl.concat([narrowed.select(cells.columns), new.select(cells.columns)]), placed


def _moved(old: pl.DataFrame, rows: list[int], edition: str) -> pl.DataFrame:
    """The lines of an edition over the rows of the common table."""
    places = pl.Series(rows, dtype=pl.Int64)
    return old.with_columns(cell=places.gather(old["cell"]), line=pl.concat_str("line", pl.lit(f" in {edition}")))


def _once(used: pl.DataFrame) -> pl.DataFrame:
    """Lines over the same counts stand in several editions: the first is enough."""
    ordered = used.with_row_index("place").sort("cell")
    marks = ordered.group_by("kind", "line").agg(
        pl.col("place").min(), mark=pl.col("cell").cast(pl.String).str.join(" ")
    )
    kept = marks.sort("place").unique(["kind", "mark"], keep="first", maintain_order=True)
    return used.join(kept.select("kind", "line"), on=["kind", "line"], how="semi")
