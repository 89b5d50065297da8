"""Totals beside their parts: regions to Oost-Nederland and Nederland, branches to VVT, smal and breed, ages to all.

A total is made only where all its parts are there. A total that the source gives itself must equal the sum.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, COUNTRY, region_codes, wgv_codes
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.additivity import COLUMNS, added

Tree = Mapping[str, Sequence[str]]  # total → its parts, smaller totals first


class TotalsDiffer(RaatError):
    """A total in the source is not the sum of its parts."""


class PartsMissing(RaatError):
    """A total can be made in some places, and in others some of its parts are not in the table."""


def trees() -> dict[str, Tree]:
    """Dimension → its totals. SMAL leaves childcare out, BREED is SMAL and childcare (T5)."""
    return {
        "region": {AREA: wgv_codes(), COUNTRY: region_codes()},
        "branch": _branch_tree(),
        "age": {"total": [code for code in entries("age_classes") if code != "total"]},
    }


def with_totals(
    cells: pl.DataFrame,
    quantities: Sequence[str],
    dimensions: Sequence[str],
    apart: Sequence[str] = (),
    weighted: bool = False,
) -> pl.DataFrame:
    """The cells with the totals of each dimension in turn. Raises TotalsDiffer and PartsMissing.

    `apart`: columns within which a table is whole by itself, such as the edition of a forecast.
    `weighted`: quantities are weights of a rate, so a total of the source stands and need not be the sum.
    """
    for dimension in dimensions:
        for total, parts in trees()[dimension].items():
            cells = _with_total(cells, quantities, dimension, total, parts, apart, weighted)
    return cells


def _with_total(
    cells: pl.DataFrame,
    quantities: Sequence[str],
    dimension: str,
    total: str,
    parts: Sequence[str],
    apart: Sequence[str],
    weighted: bool,
) -> pl.DataFrame:
    column = COLUMNS[dimension]
    here = cells.filter(pl.col(column).is_in(parts))
    sums = added(here, dimension, quantities).with_columns(pl.lit(total).alias(column))
    place = [name for name in cells.columns if name not in (*quantities, column, "provisional")]
    there = here.group_by(place).len("parts_there") if place else here.select(pl.len().alias("parts_there"))
    whole = there.filter(pl.col("parts_there") == len(parts)).select(place)
    own = cells.filter(pl.col(column) == total)
    _refuse_gaps(there.filter(pl.col("parts_there") < len(parts)), whole, own, total, [p for p in place if p in apart])
    made = sums.join(whole, on=place, how="semi")
    if not weighted:
        refuse_differences(made, own, place, quantities, total)
    return pl.concat([cells, made.join(own, on=place, how="anti").select(cells.columns)])


def _refuse_gaps(part: pl.DataFrame, whole: pl.DataFrame, own: pl.DataFrame, total: str, apart: list[str]) -> None:
    place = whole.columns
    short = part.join(own, on=place, how="anti").select(place)
    if apart:
        short = short.join(whole, on=apart, how="semi")
    if short.height and whole.height:
        found = [" ".join(map(str, row)) for row in short.sort(place).iter_rows()]
        raise PartsMissing(
            f"{total} can be added up in {whole.height} places, but parts of it are missing in {len(found)}:\n"
            f"{cases(found)}\nComplete the export: a part that does not exist there is a row with 0."
        )


def refuse_differences(
    made: pl.DataFrame, own: pl.DataFrame, place: list[str], quantities: Sequence[str], total: str
) -> None:
    """Raise TotalsDiffer where a source's own total is not the sum made from its parts; totals without parts pass."""
    both = own.join(made, on=place, how="inner", validate="1:1", suffix="_sum")
    wrong = [
        both.filter(pl.col(name) != pl.col(f"{name}_sum")).with_columns(quantity=pl.lit(name)) for name in quantities
    ]
    rows = pl.concat(wrong).sort(*place, "quantity")
    if rows.height:
        found = [
            f"{' '.join(str(row[c]) for c in place)}: {row['quantity']} {row[row['quantity']]}, "
            f"parts add up to {row[row['quantity'] + '_sum']}"
            for row in rows.iter_rows(named=True)
        ]
        raise TotalsDiffer(
            f"{total}: {len(found)} totals in the source are not the sum of their parts:\n{cases(found)}\n"
            "Ask the supplier which is right; a known error goes into the export's corrections."
        )


def _branch_tree() -> Tree:
    branches = {code: entry["part_of"] for code, entry in entries("branches").items()}
    parents = {code: part_of[0] for code, part_of in branches.items() if part_of}
    totals = sorted(set(parents.values()), key=lambda code: -len(branches[code]))
    return {total: [code for code in branches if parents.get(code) == total] for total in totals}
