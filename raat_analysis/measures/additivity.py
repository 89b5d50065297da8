"""What may be added, subtracted or divided (T3 to T7, T9): measures.yml says it per measure; all else is refused.

Over a dimension: `added`, and only over those in `sums_over`. Of two measures: `difference` and `refuse_combining`.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.catalogue import Measure, catalogue, is_rate
from raat_analysis.codelists.regions import AREA, COUNTRY, region_codes, wgv_codes
from raat_analysis.errors import RaatError, cases

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
TOTALS = {"age": "total", "qualification": "TOTAL"}  # the code that stands for all others
Operation = Literal["sum", "difference", "ratio"]
TRAPS = {"unit": "T6", "kind": "T4", "window": "T3", "scope": "T5", "region_by": "T9", "full_time": "T7"}
MUST_AGREE: dict[Operation, tuple[str, ...]] = {
    "sum": tuple(TRAPS),
    "difference": tuple(TRAPS),
    "ratio": ("scope", "region_by", "full_time"),
}
# Pairs of scopes that go together: what is given for smal and breed apart is taken for the one that is asked.
FITTING = [{"both", "smal"}, {"both", "breed"}]


class NotAdditive(RaatError):
    """A function tries to add, subtract or divide what may not be."""


class CountedTwice(NotAdditive):
    """Cells that are to be added hold a total beside its own parts."""


def refuse_adding(quantities: Sequence[str], dimension: str) -> None:
    """Raise NotAdditive unless each quantity is a measure that may be added over the dimension."""
    measures = entries("measures")
    wrong = [name for name in quantities if dimension not in measures.get(name, {}).get("sums_over", [])]
    if wrong:
        raise NotAdditive(
            f"{', '.join(wrong)} may not be added over {dimension} (sums_over in codelists/measures.yml).\n"
            "Make a rate anew from added numerators and denominators; never add twelve-month flows over periods."
        )


def refuse_combining(operation: Operation, measures: Sequence[str], made: str = "") -> None:
    """Raise NotAdditive when measures differ in what must be the same for this operation.

    `made`: the measure that a ratio makes; in what its line in measures.yml says that it `mixes`, its parts may differ.
    """
    known = catalogue()
    strange = [name for name in measures if name not in known]
    faults = [f"{name} is no measure" for name in strange] or list(
        _disagreements(operation, {name: known[name] for name in measures}, known[made].mixes if made else [])
    )
    if faults:
        raise NotAdditive(
            f"No {operation} of {' and '.join(measures)}: {len(faults)} reasons:\n{cases(faults)}\n"
            "Use measures that agree, or make the measure anew from its source (docs/methods/measures.md)."
        )


def difference(first: str, second: str) -> pl.Expr:
    """The first measure minus the second, when they may be subtracted."""
    refuse_combining("difference", [first, second])
    return pl.col(first) - pl.col(second)


def refuse_counting_twice(codes: Sequence[str], dimension: str) -> None:
    """Raise CountedTwice when codes of a dimension hold a total and a part of it: smal and breed, a year and a quarter.

    A region and Oost-Nederland, an age and all ages: the sum would count the part twice.
    """
    there = set(codes)
    found = sorted(f"{total} holds {part}" for total in there for part in _inside(total, dimension, there) & there)
    if found:
        raise CountedTwice(
            f"{dimension}: {len(found)} totals stand beside their own parts (T5):\n{cases(found)}\n"
            "Keep the parts or the total before you add."
        )


def added(cells: pl.DataFrame, dimension: str, quantities: Sequence[str]) -> pl.DataFrame:
    """The cells added over a dimension, whose column goes; sorted. A sum with a provisional part is provisional.

    Quantities are whole numbers: sums of decimals differ from run to run.
    """
    refuse_adding(quantities, dimension)
    refuse_counting_twice(cells[COLUMNS[dimension]].unique().to_list(), dimension)
    rest = [c for c in cells.columns if c not in (*quantities, COLUMNS[dimension], "provisional")]
    return cells.group_by(rest).agg(_sums(cells, quantities)).sort(rest).select(*rest, *quantities, *_flag(cells))


def _disagreements(operation: Operation, measures: dict[str, Measure], mixes: Sequence[str]) -> Iterator[str]:
    if operation != "ratio":
        yield from (f"{name} is a rate" for name, measure in measures.items() if is_rate(measure))
    for trait in MUST_AGREE[operation]:
        values = {name: str(getattr(measure, trait)) for name, measure in measures.items()}
        if trait not in mixes and not _agree(trait, set(values.values()), operation):
            yield f"{trait} differs ({TRAPS[trait]}): " + ", ".join(f"{n} {v or 'none'}" for n, v in values.items())


def _agree(trait: str, values: set[str], operation: Operation) -> bool:
    if trait == "scope" and values in FITTING:
        return True
    if trait == "full_time" and operation == "ratio":
        values = values - {""}  # hours, persons and places have no full-time base of their own
    return len(values) <= 1


def _inside(total: str, dimension: str, codes: set[str]) -> set[str]:
    """The codes of a dimension that a total holds; a code that is no total holds none."""
    if dimension == "branch":
        return {code for code, entry in entries("branches").items() if total in entry["part_of"]}
    if dimension == "region":
        return {AREA: set(wgv_codes()), COUNTRY: {AREA, *region_codes()}}.get(total, set())
    if dimension == "period":
        return {code for code in codes if code != total and code.startswith(total)}
    return codes - {total} if total == TOTALS.get(dimension) else set()


def _sums(cells: pl.DataFrame, quantities: Sequence[str]) -> list[pl.Expr]:
    decimals = [name for name in quantities if not cells.schema[name].is_integer()]
    if decimals:
        raise NotAdditive(f"{', '.join(decimals)}: only whole numbers are added; turn them into whole units first.")
    return [*(pl.col(name).sum() for name in quantities), *(pl.col(flag).any() for flag in _flag(cells))]


def _flag(cells: pl.DataFrame) -> list[str]:
    return ["provisional"] if "provisional" in cells.columns else []
