"""The exports of the demonstration board: the adverts of a period as they stood on one day, with a user's mistakes."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.demo.adverts import Advert, adverts
from raat_analysis.demo.calendars import dutch, short_dutch
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.columns import code_labels
from raat_analysis.demo.places import ambiguous_places
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.vacancies import wording

FIRST_NUMBER = 100001
ONE_DAY = timedelta(days=1)


class Window(NamedTuple):
    """An export holds adverts posted from `first` to `last`, as they stood on `seen`; `before` is the export before."""

    first: date
    last: date
    seen: date
    before: date | None


WINDOWS = {
    "2024-01-09": Window(date(2021, 1, 1), date(2023, 12, 31), date(2024, 1, 8), None),
    "2026-01-08": Window(date(2024, 1, 1), date(2025, 12, 31), date(2026, 1, 7), date(2024, 1, 8)),
    "2026-10-06": Window(date(2026, 1, 1), date(2026, 9, 30), date(2026, 10, 5), date(2026, 1, 7)),
}


def board(obtained: str) -> pl.DataFrame:
    """A row is an advert, in text as exported; adverts still open in the export before come back first."""
    return delivered(WINDOWS[obtained], stream(f"board {obtained}"), adverts())


def delivered(window: Window, rng: np.random.Generator, posted: list[Advert], region: str = "") -> pl.DataFrame:
    """The rows of an export, of all regions of the board or of one."""
    rows = []
    for number, advert in enumerate(posted, FIRST_NUMBER):
        if region not in ("", advert.details.region):
            continue
        if window.first <= advert.posted <= window.last:
            rows.append(_spoilt(rng, _row(rng, number, advert, window.seen), advert))
        elif _came_back(advert, window):
            rows.append(_row(rng, number, advert, window.seen))
    return pl.DataFrame(_with_duplicates(rng, rows))


def _came_back(advert: Advert, window: Window) -> bool:
    before = window.before
    return before is not None and date(2021, 1, 1) <= advert.posted < window.first and advert.closed > before


def _row(rng: np.random.Generator, number: int, advert: Advert, seen: date) -> dict[str, str]:
    job, closed = advert.details, advert.closed if advert.closed <= seen else None
    show = short_dutch if rng.random() < figures("dirt")["short_dates"] else dutch
    contact = f"{number * 7919 % 10000:04d}"
    return {
        "advert_id": f"ZS{number}",
        "job_title": advert.title,
        "organisation_code": job.organisation,
        "branch": _branch(rng, job.branch),
        "place": _place(rng, job.place),
        "qualification": _qualification(job.qualification),
        "hours_per_week": advert.hours,
        "positions": str(job.positions),
        "posted_on": show(advert.posted),
        "closed_on": show(closed),
        "status": code_labels("zorgselect", "status")[advert.status if closed else "open"],
        "Contactpersoon": f"contact {contact}",
        "E-mail contact": f"c{contact}@voorbeeld.invalid",
    }


def _qualification(code: str) -> str:
    """The board uses the short spelling of a qualification where there is one."""
    entry = entries("qualifications")[code]
    return str([*entry["aliases"], entry["name"]][0])


def _branch(rng: np.random.Generator, branch: str) -> str:
    usual, *others = wording()["branches"][branch]
    return str(others[int(rng.integers(len(others)))] if rng.random() < figures("dirt")["branch_aliases"] else usual)


def _place(rng: np.random.Generator, place: str) -> str:
    variants = wording()["place_variants"].get(place, [])
    return str(variants[int(rng.integers(len(variants)))]) if variants and rng.random() < 0.05 else place


def _spoilt(rng: np.random.Generator, row: dict[str, str], advert: Advert) -> dict[str, str]:
    """The row with a user's mistakes, each as often as the calibration says."""
    dirt, words = figures("dirt"), wording()
    luck = rng.random(5)
    changed = dict(row)
    if luck[0] < dirt["odd_hours"]:
        changed["hours_per_week"] = str(words["odd_hours"][int(rng.integers(len(words["odd_hours"])))])
    if luck[1] < dirt["empty_places"]:
        changed["place"] = ""
    elif luck[2] < dirt["ambiguous_places"]:
        changed["place"] = str(rng.choice(ambiguous_places(advert.details.region)))
    if luck[3] < dirt["impossible_dates"]:
        day = words["impossible_days"][int(rng.integers(len(words["impossible_days"])))]
        changed["posted_on"] = f"{day}-{advert.posted.year}"
    elif luck[4] < dirt["closed_before_posted"] and row["closed_on"]:
        changed["closed_on"] = dutch(advert.posted - ONE_DAY)
    return changed


def _with_duplicates(rng: np.random.Generator, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Some rows stand in the file twice, one after the other."""
    twice = rng.random(len(rows)) < figures("dirt")["duplicated_rows"]
    return [copy for row, again in zip(rows, twice, strict=True) for copy in ([row, row] if again else [row])]
