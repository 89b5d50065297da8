"""The past that a forecast learns from: complete, adding up to its totals, with the declared exceptions marked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, members
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.models.interventions import columns
from raat_analysis.models.reconciliation import with_totals
from raat_analysis.models.seasonal import AHEAD, Series, fewest_quarters

MEASURE = "vacancies_opened_without_reposts"
SECTOR = "SMAL"


@dataclass(frozen=True)
class History:
    """Counts as regions × branches × quarters, from quarter `first`; totals are made, not held.

    `masked` are the declared pulses, `shifts` the declared level shifts, as columns.
    """

    regions: list[str]
    branches: list[str]
    first: int
    cells: Series
    masked: list[int]
    shifts: list[int]
    area: str = AREA

    @property
    def quarters(self) -> int:
        return int(self.cells.shape[-1])

    @property
    def panel(self) -> Series:
        """The cells with the area as last region and the whole sector as last branch."""
        return with_totals(self.cells)

    @property
    def first_origin(self) -> int:
        """Quarters of history at the first test: two years, and a whole year after the last level shift."""
        return max([fewest_quarters(self.masked), *(shift + AHEAD for shift in self.shifts)])

    @property
    def keys(self) -> list[tuple[int, int, str, str]]:
        """Of every series its place in the panel, region and branch."""
        regions, branches = [*self.regions, self.area], [*self.branches, SECTOR]
        return [(r, b, region, branch) for r, region in enumerate(regions) for b, branch in enumerate(branches)]


def history(numbers: pl.DataFrame, area: str = AREA) -> History:
    """MEASURE of the regions of the area and the branches that SMAL consists of; a missing quarter is a RaatError.

    The past ends with the last quarter that every region has: an export may hold some regions only.
    """
    found = numbers.filter(
        pl.col("measure") == MEASURE,
        pl.col("breakdown") == "total",
        pl.col("region_code").is_in([*members(area), area]),
    ).select("region_code", "branch_code", "period", "value")
    branches = _branches(found)
    if not branches:
        raise RaatError(f"No {MEASURE} of branches in the measures, so nothing can be forecast. See the measure stage.")
    first = quarter_index(str(found["period"].min()))
    given = _complete(found, [*members(area), area], [*branches, SECTOR], range(first, _last_common(found) + 1))
    past = declared(members(area), branches, first, given[:-1, :-1], area)
    _refuse_other_sums(past, given)
    return past


def _last_common(found: pl.DataFrame) -> int:
    """The last quarter that every region has, of any branch."""
    last = found.group_by("region_code").agg(pl.col("period").max())["period"]
    return quarter_index(str(last.min()))


def declared(regions: Sequence[str], branches: Sequence[str], first: int, cells: Series, area: str = AREA) -> History:
    """The counts with the exceptions of interventions.yml that lie inside them."""
    pulses, shifts = (columns(kind, first, cells.shape[-1]) for kind in ("pulse", "level_shift"))
    return History(list(regions), list(branches), first, cells, pulses, shifts, area)


def _branches(found: pl.DataFrame) -> list[str]:
    """The branches in the table that SMAL consists of; of VVT the whole, not its parts (childcare is outside SMAL)."""
    there = set(found["branch_code"].to_list())
    return [code for code, entry in entries("branches").items() if entry["part_of"][:1] == [SECTOR] and code in there]


def _complete(found: pl.DataFrame, regions: list[str], branches: list[str], quarters: range) -> Series:
    """The counts as regions × branches × quarters, every cell filled."""
    names = {"region_code": regions, "branch_code": branches, "period": [quarter_name(quarter) for quarter in quarters]}
    grid = pl.DataFrame({"region_code": names["region_code"]})
    for column in ("branch_code", "period"):
        grid = grid.join(pl.DataFrame({column: names[column]}), how="cross", maintain_order="left_right")
    full = grid.join(found, on=list(names), how="left", validate="1:1", maintain_order="left")
    gaps = [f"{region} {branch} {period}" for region, branch, period, value in full.iter_rows() if value is None]
    if gaps:
        raise RaatError(
            f"{len(gaps)} quarters without {MEASURE}:\n{cases(gaps)}\n"
            "A forecast needs every quarter; a quarter without adverts must be a 0. See the measure stage."
        )
    return full["value"].to_numpy().reshape(len(regions), len(branches), -1).astype(np.float64)


def _refuse_other_sums(past: History, given: Series) -> None:
    """The forecast of a total is the sum of its parts, so the past of the total must be that too."""
    wrong = np.abs(past.panel - given).max(axis=-1) > 1e-6
    found = [f"{region} {branch}" for r, b, region, branch in past.keys if wrong[r, b]]
    if found:
        raise RaatError(
            f"{len(found)} totals of {MEASURE} are not the sum of their parts, so a forecast would not add up:\n"
            f"{cases(found)}\nSee the measure stage."
        )
