"""The past that a forecast learns from: complete, adding up to the area, with the declared exceptions marked."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.errors import RaatError, cases
from raat_analysis.models.periods import quarter_index, quarter_name
from raat_analysis.models.seasonal import AHEAD, Series
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

MEASURE = "vacancies_opened_without_reposts"
FIRST_ORIGIN = 12


@dataclass(frozen=True)
class History:
    """Counts per region (row) and quarter (column) from quarter `first`.

    In a pulse stands the quarter of a year before; forecasts are tested from `first_origin` quarters of history on.
    """

    regions: list[str]
    first: int
    counts: Series
    pulses: list[int]
    first_origin: int

    @property
    def quarters(self) -> int:
        return int(self.counts.shape[1])


def history(numbers: pl.DataFrame) -> History:
    """Vacancies opened (SMAL, in total) of the regions of the WGV area; a missing quarter is a RaatError."""
    regions = wgv_codes()
    found = numbers.filter(
        pl.col("measure") == MEASURE, pl.col("branch_code") == "SMAL", pl.col("breakdown") == "total"
    ).select("region_code", "period", "value")
    if found.is_empty():
        raise RaatError(f"No {MEASURE} for SMAL in the measures, so nothing can be forecast. See the measure stage.")
    quarters = [quarter_index(period) for period in found["period"].to_list()]
    counts = _complete(found, [*regions, AREA], range(min(quarters), max(quarters) + 1))
    _refuse_other_sum(counts)
    return _declared(History(regions, min(quarters), counts[:-1], [], FIRST_ORIGIN))


def _complete(found: pl.DataFrame, regions: list[str], quarters: range) -> Series:
    """The counts as regions × quarters, every cell filled."""
    grid = pl.DataFrame({"region_code": regions}).join(
        pl.DataFrame({"period": [quarter_name(quarter) for quarter in quarters]}), how="cross"
    )
    full = grid.join(found, on=["region_code", "period"], how="left", validate="1:1", maintain_order="left")
    gaps = [f"{region} {period}" for region, period, value in full.iter_rows() if value is None]
    if gaps:
        raise RaatError(
            f"{len(gaps)} quarters without {MEASURE} (SMAL):\n{cases(gaps)}\n"
            "A forecast needs every quarter; a quarter without adverts must be a 0. See the measure stage."
        )
    return full["value"].to_numpy().reshape(len(regions), -1).astype(np.float64)


def _refuse_other_sum(counts: Series) -> None:
    """The forecast of the area is the sum of its regions, so the past of the area must be that too."""
    other = np.flatnonzero(np.abs(counts[:-1].sum(axis=0) - counts[-1]) > 1e-6)
    if other.size:
        raise RaatError(
            f"In {other.size} quarters {MEASURE} of {AREA} is not the sum of its regions, so the forecast would not "
            "add up. See the measure stage."
        )


def _declared(past: History) -> History:
    """The exceptions of interventions.yml: pulses filled in, tests only after the last level shift."""
    pulses, shifts = _exceptions(past.first)
    counts = past.counts.copy()
    inside = [quarter for quarter in pulses if AHEAD <= quarter < past.quarters]
    for quarter in inside:
        counts[:, quarter] = counts[:, quarter - AHEAD]
    first_origin = max([past.first_origin, *(shift + 1 for shift in shifts)])
    return replace(past, counts=counts, pulses=inside, first_origin=first_origin)


def _exceptions(first: int) -> tuple[list[int], list[int]]:
    """The columns of the declared pulses and of the declared level shifts."""
    declared = read_yaml(PACKAGE / "models" / "interventions.yml")
    found: dict[str, list[int]] = {"pulse": [], "level_shift": []}
    for entry in declared:
        found[entry["kind"]].append(quarter_index(entry["period"]) - first)
    return sorted(found["pulse"]), sorted(found["level_shift"])
