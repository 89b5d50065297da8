"""The national forecast spread over regions and qualifications, in whole persons that add up exactly."""

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calibration import BRANCHES, SMAL
from raat_analysis.demo.employment import employees
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, Ints, to_total

# Part of the supply, and relative weight in the shortage (negative: a surplus inside the total, T11); own.
QUALIFICATIONS = {
    "HELP2": (0.11, -0.06),
    "VIG3": (0.20, 0.36),
    "MMZ3": (0.06, 0.08),
    "MMZ4": (0.07, 0.09),
    "VP4": (0.12, 0.22),
    "VP6": (0.09, 0.16),
    "MHD6": (0.08, 0.05),
    "OTH": (0.27, 0.10),
}
TASTE = {"JZ": 0.06, "SW": 0.03}  # spread of the lasting regional difference, in persons per employee
OTHER_TASTE = 0.01
TWENTE_YOUTH_CARE = -0.10  # TAZ Twente 2022: the model shows no shortage in youth care


def supply_by_region(national: Ints) -> Ints:
    """[year, region, branch]: each branch spread as its employees live over the regions."""
    return np.stack([_spread(_share(), year.astype(np.float64)) for year in national])


def shortage_by_region(shortage: Ints, supply: Ints, edition: str, scenario: str) -> Ints:
    """[year, region, branch]: in proportion to employees, plus a lasting regional difference that sums to zero.

    The difference makes some cells negative: a surplus there, as in the youth care of several regions.
    """
    share = _share() * stream(f"forecast shares {edition} {scenario}").lognormal(0, 0.08, _share().shape)
    share = share * stream("forecast shares").lognormal(0, 0.2, share.shape)
    share = share / share.sum(axis=0)
    lasting = _lasting() * supply[0]
    return np.stack([_spread(share, year.astype(np.float64), lasting) for year in shortage])


def with_qualifications(years: list[int], supply: Ints, shortage: Ints) -> pl.DataFrame:
    """Long rows: each leaf branch in total, and smal in total and by qualification."""
    leaves = [_rows(years, b, "TOTAL", supply[..., i], shortage[..., i]) for i, b in enumerate(BRANCHES)]
    smal = supply[..., : len(SMAL)].sum(axis=2), shortage[..., : len(SMAL)].sum(axis=2)
    parts = zip(QUALIFICATIONS, _parts(smal[0], 0), _parts(smal[1], 1), strict=True)
    return pl.concat(
        [_rows(years, "SMAL", "TOTAL", *smal), *(_rows(years, "SMAL", q, s, t) for q, s, t in parts), *leaves]
    )


def _share() -> Floats:
    """Share of each region in the employees of a branch, end of 2025: [region, branch]."""
    counts = employees().at("2025Q4").sum(axis=2).astype(np.float64)
    return np.asarray(counts / counts.sum(axis=0))


def _lasting() -> Floats:
    """Difference per employee, centred so that a branch sums to zero over the country, times the region's share."""
    spread = np.array([TASTE.get(b, OTHER_TASTE) for b in BRANCHES])
    drawn = stream("forecast differences").normal(0, 1, _share().shape) * spread
    drawn[region_codes().index("RA0205"), BRANCHES.index("JZ")] = TWENTE_YOUTH_CARE
    return np.asarray((drawn - (drawn * _share()).sum(axis=0)) * _share())


def _spread(share: Floats, totals: Floats, extra: Floats | None = None) -> Ints:
    """Columns of `share` times `totals` (plus `extra`) in whole numbers; cells without employees stay zero."""
    wanted = share * totals + (0 if extra is None else extra)
    found = np.zeros(share.shape, dtype=np.int64)
    for column, total in enumerate(totals):
        there = share[:, column] > 0
        found[there, column] = to_total(wanted[there, column], int(total))
    return found


def _parts(total: Ints, which: int) -> list[Ints]:
    """[year, region] split over the qualifications; the last one takes what is left, so they add up."""
    weights = np.array([pair[which] for pair in QUALIFICATIONS.values()])
    taste = stream(f"forecast qualifications {which}").normal(1, 0.05, (total.shape[1], len(weights))) * weights
    parts = [np.rint(total * taste[:, i]).astype(np.int64) for i in range(len(weights) - 1)]
    return [*parts, total - sum(parts)]


def _rows(years: list[int], branch: str, qualification: str, supply: Ints, shortage: Ints) -> pl.DataFrame:
    regions = region_codes()
    return pl.DataFrame(
        {
            "region": regions * len(years),
            "branch": branch,
            "qualification": qualification,
            "year": np.repeat(years, len(regions)),
            "supply_persons": supply.ravel(),
            "shortage_persons": shortage.ravel(),
        }
    )
