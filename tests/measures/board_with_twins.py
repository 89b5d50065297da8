"""A board with known vacancies behind its adverts, for the properties that the demonstration board does not have.

As in the statistical design: 4,211 vacancies with about 1.26 adverts each, titles mistyped and hours changed when an
advert is placed again, one vacancy in twenty with a twin (the same job for another team, placed on the same day), and
organisations of Zipf-like sizes.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

VACANCIES = 4211
TWINS = 0.05
ORGANISATIONS = 60
FIRST, DAYS, SEEN = date(2024, 1, 1), 730, date(2026, 1, 7)
TITLES = {
    "VIG3": ["Verzorgende IG", "Verzorgende IG nachtdienst", "Verzorgende IG wijkzorg"],
    "VP4": ["Verpleegkundige niveau 4", "Verpleegkundige", "Wijkverpleegkundige niveau 4"],
    "VP6": ["Wijkverpleegkundige", "Regieverpleegkundige", "Verpleegkundige niveau 6"],
    "HELP2": ["Helpende plus", "Helpende zorg en welzijn", "Huishoudelijk medewerker zorg"],
    "MMZ4": ["Persoonlijk begeleider", "Cliëntbegeleider", "Woonbegeleider"],
    "OTH": ["Kok", "Roosterplanner", "Teamleider", "Fysiotherapeut"],
}


class Job(NamedTuple):
    """A true vacancy; `twin` names the pair that it belongs to, or is -1."""

    organisation: int
    qualification: str
    title: str
    hours: int
    opened: date
    twin: int


def board(seed: int, times: int = 1) -> pl.DataFrame:
    """Tidy adverts, with `truth` (the vacancy behind it) and `twin`; `times` boards of other organisations together."""
    return pl.concat([_board(seed, part) for part in range(times)])


def _board(seed: int, part: int) -> pl.DataFrame:
    rng = np.random.Generator(np.random.PCG64DXSM([seed, part]))
    rows = [
        (f"{part}-{number}-{place}", number, job.twin, f"O{part}-{job.organisation}", job.qualification, *advert)
        for number, job in enumerate(_jobs(rng))
        for place, advert in enumerate(_adverts(rng, job))
    ]
    names = ["advert_id", "truth", "twin", "organisation_code", "qualification_code", "job_title", "hours_min"]
    names += ["hours_max", "posted_on", "closed_on", "status"]
    table = pl.DataFrame(rows, schema=names, orient="row")
    usual = {"region_code": pl.lit("RA0205"), "branch_code": pl.lit("VVT"), "positions": pl.lit(1, pl.Int64)}
    return table.with_columns(
        pl.col("hours_min", "hours_max").cast(pl.Float64), truth=pl.col("truth") + part * VACANCIES, **usual
    )


def _jobs(rng: np.random.Generator) -> Iterator[Job]:
    sizes = 1 / np.arange(1, ORGANISATIONS + 1)
    made = 0
    while made < VACANCIES:
        qualification = str(rng.choice(list(TITLES)))
        opened = FIRST + timedelta(days=int(rng.integers(DAYS)))
        organisation = int(rng.choice(ORGANISATIONS, p=sizes / sizes.sum()))
        title = str(rng.choice(TITLES[qualification]))
        hours = int(rng.choice([16, 20, 24, 28, 32, 36]))
        twin = made if rng.random() < TWINS / 2 and made + 1 < VACANCIES else -1
        for _ in range(1 if twin < 0 else 2):
            yield Job(organisation, qualification, title, hours, opened, twin)
            made += 1


def _adverts(rng: np.random.Generator, job: Job) -> Iterator[tuple[object, ...]]:
    """Title, hours, days and status of each advert: filled and withdrawn compete with an end after 30 to 60 days."""
    filled = job.opened + timedelta(days=int(rng.lognormal(np.log(35), 0.6)))
    withdrawn = job.opened + timedelta(days=int(rng.geometric(0.0025)))
    start, title, hours = job.opened, job.title, job.hours
    while start < min(filled, withdrawn) or start == job.opened:
        expires = start + timedelta(days=int(rng.choice([30, 42, 60])))
        closed, status = min((filled, "filled"), (withdrawn, "withdrawn"), (expires, "expired"))
        known = closed <= SEEN
        asked = (None, None) if rng.random() < 0.03 else (hours, hours + 4)
        yield title, *asked, start, closed if known else None, status if known else "open"
        if status != "expired" or not known or rng.random() < 0.12:
            return
        start = closed + timedelta(days=int(rng.integers(0, 10)))
        title, hours = _retyped(rng, job.title), _rethought(rng, hours)


def _retyped(rng: np.random.Generator, title: str) -> str:
    """One in four is spelt otherwise: two letters swapped, one lost, or an addition."""
    luck, at = rng.random(), int(rng.integers(1, len(title) - 1))
    if luck < 0.08:
        return title[: at - 1] + title[at] + title[at - 1] + title[at + 1 :]
    if luck < 0.16:
        return title[:at] + title[at + 1 :]
    return f"{title} (m/v/x) 24-32 uur" if luck < 0.25 else title


def _rethought(rng: np.random.Generator, hours: int) -> int:
    return hours if rng.random() >= 0.2 else min(max(hours + int(rng.choice([-4, 4])), 8), 36)
