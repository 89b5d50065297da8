"""The true vacancies behind the demonstration board: who asks for what, when it opened and how it ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from raat_analysis.demo.calendars import first_day, last_day
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.organisations import organisations
from raat_analysis.demo.places import places_of
from raat_analysis.demo.randomness import stream
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

SPREAD = 0.6  # of the logarithm of the days until filled


class Vacancy(NamedTuple):
    """One true vacancy; `fill` and `withdrawal` are the days after opening on which it would be filled or withdrawn."""

    quarter: str
    region: str
    branch: str
    organisation: str
    qualification: str
    title: str
    place: str
    hours: int
    width: int
    positions: int
    opened: date
    fill: int
    withdrawal: int


@cache
def wording() -> dict[str, Any]:
    """Titles, qualifications and spellings, from adverts.yml."""
    return dict(read_yaml(PACKAGE / "demo" / "adverts.yml"))


@cache
def true_vacancies(later: tuple[str, ...] = ()) -> list[Vacancy]:
    """All true vacancies, in order of opening; those of `later` quarters come after, and change none before."""
    blocks = (
        _block(quarter, region, branch)
        for quarter in (*figures("vacancies")["per_quarter"], *later)
        for region in figures("organisations")["prefixes"]
        for branch in figures("vacancies")["branches"]
    )
    return sorted((v for block in blocks for v in block), key=lambda v: (v.opened, v.organisation))


def _block(quarter: str, region: str, branch: str) -> Iterator[Vacancy]:
    rng = stream(f"vacancies {quarter} {region} {branch}")
    number = rng.poisson(_expected(quarter, region, branch) * _gamma(rng))
    days = _days(rng, quarter, number)
    fill = np.rint(rng.lognormal(np.log(figures("vacancies")["median_days"][branch]), SPREAD, number)).astype(int)
    withdrawal = rng.geometric(figures("vacancies")["withdrawn_per_day"], number)
    employers = _employers(rng, region, branch, number)
    for day, filled, withdrawn, employer in zip(days, fill, withdrawal, employers, strict=True):
        yield Vacancy(quarter, region, branch, employer, *_job(rng, branch, employer), day, int(filled), int(withdrawn))


def _expected(quarter: str, region: str, branch: str) -> float:
    set_to, regions = figures("vacancies"), figures("employment")["regions"]
    season = set_to["seasons"][branch][int(quarter[-1]) - 1]
    share = regions[region] / sum(regions.values())
    level = (set_to["per_quarter"] | set_to["per_later_quarter"])[quarter]
    return float(level * share * set_to["branches"][branch] * season)


def _gamma(rng: np.random.Generator) -> float:
    shape = figures("vacancies")["overdispersion"]
    return float(rng.gamma(shape, 1 / shape))


def _days(rng: np.random.Generator, quarter: str, number: int) -> list[date]:
    """Days in the quarter; adverts are rarely placed in a weekend."""
    start = first_day(quarter)
    length = (last_day(quarter) - start).days + 1
    days = [start + timedelta(days=n) for n in range(length)]
    weights = np.array([0.15 if day.weekday() > 4 else 1.0 for day in days])
    return [days[i] for i in np.sort(rng.choice(length, size=number, p=weights / weights.sum()))]


def _employers(rng: np.random.Generator, region: str, branch: str, number: int) -> list[str]:
    """Employers by size, with a taste per quarter: large employers post most of the adverts."""
    there = organisations().filter((pl.col("region") == region) & (pl.col("branch") == branch))
    weights = rng.dirichlet(there["employees"].to_numpy() / there["employees"].sum() * 60)
    return [there["organisation_code"][int(i)] for i in rng.choice(len(weights), size=number, p=weights)]


def _job(rng: np.random.Generator, branch: str, employer: str) -> tuple[str, str, str, int, int, int]:
    words = wording()
    qualification = drawn(rng, words["qualifications"][branch])
    titles = words["titles"][qualification]
    hours, width = int(drawn(rng, words["hours"])), int(drawn(rng, words["widths"]))
    place = places_of(employer)[int(rng.integers(len(places_of(employer))))]
    return (
        qualification,
        str(titles[int(rng.integers(len(titles)))]),
        place,
        hours,
        min(width, 36 - hours),
        int(drawn(rng, words["positions"])),
    )


def drawn(rng: np.random.Generator, chances: dict[str, float]) -> str:
    """One of the keys, by its chance; the chances are scaled to one."""
    weights = np.array(list(chances.values()))
    return list(chances)[int(np.searchsorted(np.cumsum(weights) / weights.sum(), rng.random(), side="right"))]
