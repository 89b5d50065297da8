"""Totals must be what their parts add up to: where they are not, no sum of the table can be trusted to protect it."""

from collections.abc import Sequence

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.disclosure.cells import CELL
from raat_analysis.disclosure.policy import PersonsRule, sources_of
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import trees

CLOSE = 1e-6
REST = {"region": ["region_code"], "branch": ["branch_code"], "age": ["breakdown", "category"]}  # what a sum runs over


def refuse_differing_margins(cells: pl.DataFrame) -> None:
    """Raise RaatError for counts of which all parts are there and add up to something else than their total.

    Of the measures that may be added up (measures.yml, sums_over): people over regions, branches and ages; endings of
    vacancies over regions only, as an advert may be of VVT without saying which part of it.
    """
    people = pl.col("source").is_in(list(sources_of(PersonsRule)))
    found = pl.concat(
        [
            _differing(cells, "region"),
            *(_differing(cells.filter(people), dimension) for dimension in ("branch", "age")),
        ]
    )
    if not found.is_empty():
        raise RaatError(
            f"{found.height} totals are not the sum of their parts:\n"
            f"{cases(found.sort(CELL).select(*CELL, 'count', 'parts').rows())}\n"
            "Such a table cannot be protected. Mend the export, or the measure (raat_analysis/measures/adding_up.py)."
        )


def _differing(cells: pl.DataFrame, dimension: str) -> pl.DataFrame:
    added = [code for code, entry in entries("measures").items() if dimension in entry["sums_over"]]
    ours = cells.filter(pl.col("counted").is_in(added), pl.col("count").is_not_null())
    ours = ours.filter(pl.col("breakdown").is_in(["total", "age"])) if dimension == "age" else ours
    found = [_beside(ours, REST[dimension], total, below) for total, below in trees()[dimension].items()]
    return pl.concat(found)


def _beside(cells: pl.DataFrame, over: list[str], total: str, below: Sequence[str]) -> pl.DataFrame:
    """The totals that differ from the sum of all their parts."""
    place = [name for name in CELL if name not in over]
    part = cells.filter(pl.col(over[-1]).is_in(below)).group_by(place).agg(parts=pl.col("count").sum(), there=pl.len())
    whole = cells.filter(pl.col(over[-1]) == total)
    both = whole.join(part.filter(there=len(below)), on=place, how="inner", validate="m:1")  # a part less: no sum
    return both.filter((pl.col("count") - pl.col("parts")).abs() > CLOSE).select(*CELL, "count", "parts")
