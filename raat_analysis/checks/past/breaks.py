"""The breaks between exports of a source, each told once: what explains another break stands for it."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from raat_analysis.checks.past.compare import PAIR, PREVIOUS, comparisons
from raat_analysis.checks.past.findings import (
    PLACE,
    distributions,
    factors,
    gone,
    repeated,
    restated,
    scales,
    shifted,
)
from raat_analysis.checks.past.profile import ALL, CELL, EXPORT
from raat_analysis.contracts import Contract

KINDS = ("shifted", "repeated", "region_gone", "branch_gone", "factor", "scale", "restated", "distribution")
ORDER = [EXPORT, pl.col("kind").replace_strict(KINDS, range(len(KINDS))), *CELL]


@dataclass(frozen=True)
class Break:
    """One thing that is too different from the previous export to be taken without a person's word for it.

    previous and value are per period; for `distribution` value is the share that moved, for `scale` both are shares of
    the rows. `code` is empty for all, and for a distribution over all regions or branches.
    """

    source: str
    kind: str
    export: date
    previous_export: date
    dimension: str
    code: str
    column: str
    previous: float
    value: float
    ratio: float | None

    @property
    def of(self) -> str:
        """What it is a break of: `all`, `region RA0205`, or `region` for the distribution over regions."""
        return f"{self.dimension} {self.code}".strip()


def breaks(profile: pl.DataFrame, contract: Contract, compared: pl.DataFrame | None = None) -> list[Break]:
    """Every break in the profile of a source, by export and then by how much it explains."""
    if contract.compared is None:
        return []
    beside = comparisons(profile) if compared is None else compared
    found = _told_once(beside, profile, contract).sort(ORDER).rename({EXPORT: "export", PREVIOUS: "previous_export"})
    return [Break(source=contract.source, **row) for row in found.iter_rows(named=True)]


def _told_once(beside: pl.DataFrame, profile: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """A shift explains what it does to the sums, a large difference a smaller one, and each of them a distribution."""
    moved, lost = shifted(beside, contract), gone(beside, contract)
    far = _without(factors(beside, contract), (moved, PAIR))
    other = _smaller(_without(restated(beside, contract), (moved, PAIR)), far, lost)
    sizes = _without(scales(beside), (moved, PAIR), (far, [*PAIR, "column"]))
    cells = pl.concat([_cells(far), _cells(other)])
    explained = (moved, PAIR), (lost, PLACE), (cells, [*PLACE, "column"])
    return pl.concat(
        [moved, repeated(profile, contract), lost, far, sizes, other, _without(distributions(beside), *explained)]
    )


def _smaller(other: pl.DataFrame, far: pl.DataFrame, lost: pl.DataFrame) -> pl.DataFrame:
    """Restated totals that no region or branch explains, and restated regions and branches that nothing explains."""
    totals = _without(_totals(other), (lost, PAIR), (far, [*PAIR, "column"]))
    cells = _without(_cells(other), (_totals(far), [*PAIR, "column"]), (far, [*PAIR, *CELL]))
    return pl.concat([totals, cells])


def _totals(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(pl.col("dimension") == ALL)


def _cells(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(pl.col("dimension") != ALL)


def _without(found: pl.DataFrame, *explained: tuple[pl.DataFrame, list[str]]) -> pl.DataFrame:
    """What is found and not explained: each pair is what explains, and the columns on which it does."""
    for by, on in explained:
        found = found.join(by, on=on, how="anti")
    return found
