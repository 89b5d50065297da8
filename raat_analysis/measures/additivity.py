"""What may be added over what (T3 to T7): measures.yml says it per measure, in `sums_over`; all else is refused."""

from collections.abc import Sequence

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError

# Dimension in measures.yml → its column in cells. Cells: one row per place in the table, one column per quantity,
# and each quantity's column is named after its measure, so that every sum can be held against measures.yml.
COLUMNS = {
    "municipality": "municipality_code",
    "region": "region_code",
    "branch": "branch_code",
    "age": "age_class",
    "qualification": "qualification_code",
    "destination": "destination",
    "route": "route",
    "bridge": "part",
    "period": "period",
}


class NotAdditive(RaatError):
    """A function tries to add what may not be added."""


def refuse_adding(quantities: Sequence[str], dimension: str) -> None:
    """Raise NotAdditive unless each quantity is a measure that may be added over the dimension."""
    measures = entries("measures")
    wrong = [name for name in quantities if dimension not in measures.get(name, {}).get("sums_over", [])]
    if wrong:
        raise NotAdditive(
            f"{', '.join(wrong)} may not be added over {dimension} (sums_over in codelists/measures.yml).\n"
            "Make a rate anew from added numerators and denominators; never add twelve-month flows over periods."
        )


def added(cells: pl.DataFrame, dimension: str, quantities: Sequence[str]) -> pl.DataFrame:
    """The cells added over a dimension, whose column goes; sorted. A sum with a provisional part is provisional.

    Quantities are whole numbers: sums of decimals differ from run to run.
    """
    refuse_adding(quantities, dimension)
    rest = [c for c in cells.columns if c not in (*quantities, COLUMNS[dimension], "provisional")]
    return cells.group_by(rest).agg(_sums(cells, quantities)).sort(rest).select(*rest, *quantities, *_flag(cells))


def _sums(cells: pl.DataFrame, quantities: Sequence[str]) -> list[pl.Expr]:
    decimals = [name for name in quantities if not cells.schema[name].is_integer()]
    if decimals:
        raise NotAdditive(f"{', '.join(decimals)}: only whole numbers are added; turn them into whole units first.")
    return [*(pl.col(name).sum() for name in quantities), *(pl.col(flag).any() for flag in _flag(cells))]


def _flag(cells: pl.DataFrame) -> list[str]:
    return ["provisional"] if "provisional" in cells.columns else []
