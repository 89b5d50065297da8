"""Sums that a reader can make from published cells: a line is a total and its parts.

Which lines there are follows from the codelists; whether one holds is checked with the figures. A total that is not
the sum of the parts in the table (a part is left out) gives nothing away and is no line.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, COUNTRY, region_codes, wgv_codes
from raat_analysis.disclosure.cells import CELL, LEAVERS, PLACE
from raat_analysis.disclosure.policy import policy

Parts = Mapping[str, Sequence[str]]
LEVELS = {
    "outflow_employer": ("employer", "branch", "sector"),
    "outflow_branch": ("branch", "sector"),
    "outflow_sector": ("sector",),
    "through_flow": ("employer", "branch"),
}


def lines(cells: pl.DataFrame) -> list[pl.DataFrame]:
    """Per kind of sum a table with one row per cell in a line: place (names the line), cell, count, and total (is it
    what the others add up to)."""
    about = policy()
    return [
        _over_breakdowns(cells),
        _over(cells, "region_code", {AREA: wgv_codes(), COUNTRY: region_codes()}),
        _over(cells, "branch_code", branch_tree()),
        _over(cells, "period", {period[:4]: quarters_of(period) for period in sorted(set(cells["period"]))}),
        _over_destinations(cells),
        *(_known(cells, measures) for measures in about.known_sums),
        *(_known(cells, measures, measures[0]) for measures in about.known_differences),
    ]


def numbered(found: list[pl.DataFrame]) -> pl.DataFrame:
    """The lines of several lists under one numbering from 0, in a fixed order, without those with an unknown count."""
    kinds = [part.with_columns(pl.lit(number).alias("kind")) for number, part in enumerate(found)]
    table = pl.concat(kinds)
    whole = (pl.col("count") >= 0).fill_null(False).all().over("kind", "place")  # of counts: not of a balance
    known = table.filter(whole).with_columns(line=pl.struct("kind", "place").rank("dense") - 1)
    return known.select("line", "cell", "total").sort("line", "total", "cell")


def quarters_of(year: str) -> list[str]:
    """The quarters that make up a year."""
    return [f"{year[:4]}Q{quarter}" for quarter in (1, 2, 3, 4)]


def branch_tree() -> dict[str, list[str]]:
    """Each branch that has parts, with its direct parts: BREED is SMAL and childcare, SMAL is nine branches."""
    above = {code: set(entry["part_of"]) for code, entry in entries("branches").items()}
    tree: dict[str, list[str]] = {}
    for code, parents in above.items():
        for parent in sorted(parents - {far for near in parents for far in above[near]}):
            tree.setdefault(parent, []).append(code)
    return tree


def _over_breakdowns(cells: pl.DataFrame) -> pl.DataFrame:
    """The categories of a breakdown and their total; destinations have a function of their own."""
    parts = cells.filter(pl.col("breakdown") != "total", pl.col("counted") != LEAVERS)
    totals = cells.filter(pl.col("breakdown") == "total")
    return _held(parts, totals, ["counted", *PLACE], ["breakdown"])


def _over_destinations(cells: pl.DataFrame) -> pl.DataFrame:
    """Each concept of outflow is the sum of the destinations that it counts."""
    level = {code: entry["level"] for code, entry in entries("destinations").items()}
    parts = cells.filter(pl.col("counted") == LEAVERS)
    found = []
    for concept, levels in LEVELS.items():
        counted = parts.filter(pl.col("category").is_in([code for code in level if level[code] in levels]))
        totals = cells.filter(pl.col("counted") == concept, pl.col("breakdown") == "total")
        found.append(_held(counted, totals, PLACE, [], concept))
    return pl.concat(found)


def _over(cells: pl.DataFrame, column: str, tree: Parts) -> pl.DataFrame:
    """A total and its parts along a column: regions of an area, branches of the sector."""
    rest = [name for name in CELL if name != column]
    found = [_held(cells.clear(), cells.clear(), rest, [])]
    for total, parts in tree.items():
        below, above = cells.filter(pl.col(column).is_in(parts)), cells.filter(pl.col(column) == total)
        found.append(_held(below, above, rest, [], total))
    return pl.concat(found)


def _known(cells: pl.DataFrame, measures: Sequence[str], above: str = "") -> pl.DataFrame:
    """Cells that follow from each other without a total in the table: their sum is known, or `above` minus the rest."""
    rest = [name for name in CELL if name != "counted"]
    parts = cells.filter(pl.col("counted").is_in(measures))
    line = _line(parts.filter(pl.len().over(rest) == len(measures)), rest, measures[0])
    first = parts.filter(counted=above)["cell"].implode()
    return line.with_columns(total=pl.col("cell").is_in(first))


def _held(parts: pl.DataFrame, totals: pl.DataFrame, shared: list[str], own: list[str], name: str = "") -> pl.DataFrame:
    """The lines of `parts` (one per `shared` and `own`) with the total of the same `shared`, where the sum holds."""
    found = parts.join(
        totals.select(*shared, pl.col("cell").alias("above"), pl.col("count").alias("whole")),
        on=shared,
        how="inner",  # a part without a total is in no sum
        validate="m:1",
    )
    place = [*shared, *own]
    holds = (pl.col("count").sum() - pl.col("whole").first()).abs().over(place) < 1e-6
    known = pl.col("count").is_not_null().all().over(place) & pl.col("whole").is_not_null()
    found = found.filter(known & holds)
    above = found.unique(place, maintain_order=True).with_columns(cell="above", count="whole")
    columns = ["place", "cell", "count", "total"]
    return pl.concat(
        [_line(part, place, name, total).select(columns) for part, total in ((found, False), (above, True))]
    )


def _line(parts: pl.DataFrame, place: list[str], name: str, total: bool = False) -> pl.DataFrame:
    joined = pl.concat_str([pl.lit(name), *(pl.col(column) for column in place)], separator="|").alias("place")
    return parts.select(joined, "cell", "count", pl.lit(total).alias("total"))
