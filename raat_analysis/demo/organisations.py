"""Demonstration of the members of the employers' organisation: codes, branches, sizes and who takes part in Fase 0."""

from functools import cache

import numpy as np
import polars as pl

from raat_analysis.demo.calibration import BRANCHES, figures
from raat_analysis.demo.employment import LAST, employees
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, shared

TWENTE = "RA0205"


@cache
def organisations() -> pl.DataFrame:
    """A row is an organisation, largest first within its branch; all of Twente takes part in Fase 0, two partly."""
    set_to = figures("organisations")
    tables = [_members(region, branch) for region in set_to["prefixes"] for branch in set_to["twente"]]
    return pl.concat(tables).sort("organisation_code")


def _members(region: str, branch: str) -> pl.DataFrame:
    set_to = figures("organisations")
    number = _number(region, branch)
    codes = [f"{set_to['prefixes'][region]}-{set_to['letters'][branch]}{rank:02d}" for rank in range(1, number + 1)]
    otherwise = "yes" if region == TWENTE else "no"
    return pl.DataFrame(
        {
            "organisation_code": codes,
            "region": region,
            "branch": branch,
            "employees": _sizes(region, branch, codes),
            "takes_part": ["partly" if code in figures("fase0")["partly"] else otherwise for code in codes],
        }
    )


def _number(region: str, branch: str) -> int:
    """Members: as published in Twente, elsewhere in proportion to the employees of the region."""
    set_to, regions = figures("organisations"), figures("employment")["regions"]
    members: int = round(set_to["twente"][branch] * regions[region] / regions[TWENTE])
    return max(3, members)


def _sizes(region: str, branch: str, codes: list[str]) -> list[int]:
    """Zipf-like sizes that add up to the covered part of the branch; none below fifteen."""
    set_to = figures("organisations")
    total = round(_branch_employees(region, branch) * set_to["coverage"][branch])
    sizes = np.maximum(shared(_zipf(region, branch, len(codes)), total), 15 + np.arange(len(codes))[::-1])
    fixed = [set_to["smallest"].get(code, int(size)) for code, size in zip(codes, sizes, strict=True)]
    return [fixed[0] - (sum(fixed) - total), *fixed[1:]]


def _zipf(region: str, branch: str, number: int) -> Floats:
    noise = stream(f"organisations {region} {branch}").gamma(20, 1 / 20, number)
    return np.sort(noise / np.arange(1, number + 1) ** 0.9)[::-1]


def _branch_employees(region: str, branch: str) -> int:
    counts = employees().at(LAST)[employees().regions.index(region)].sum(axis=1)
    parts = ["VV", "TZ"] if branch == "VVT" else [branch]
    return int(sum(counts[BRANCHES.index(part)] for part in parts))
