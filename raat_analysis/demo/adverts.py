"""Adverts on the demonstration board: a vacancy that is not filled before its advert expires is often posted again."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np

from raat_analysis.demo.calibration import figures
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.vacancies import Vacancy, drawn, true_vacancies, wording

LONGEST_CHAIN = 6


class Advert(NamedTuple):
    """One advert of a vacancy, as it ended in reality; an export shows it as it stood on its day."""

    vacancy: int
    title: str
    hours: str
    posted: date
    closed: date
    status: str
    details: Vacancy


@cache
def adverts(later: tuple[str, ...] = ()) -> list[Advert]:
    """All adverts in order of posting, with those of the vacancies of `later` quarters."""
    rng = stream("adverts")
    chains = (_chain(rng, number, vacancy) for number, vacancy in enumerate(true_vacancies(later)))
    return sorted((a for chain in chains for a in chain), key=lambda a: (a.posted, a.vacancy))


def _chain(rng: np.random.Generator, number: int, vacancy: Vacancy) -> Iterator[Advert]:
    start, title, hours = vacancy.opened, vacancy.title, vacancy.hours
    for _ in range(LONGEST_CHAIN):
        closed, status = _end(rng, vacancy, start)
        yield Advert(number, title, _hours(rng, hours, vacancy.width), start, closed, status, vacancy)
        again = _reposted(rng, vacancy, closed, status)
        if again is None:
            return
        start, title, hours = again, _retyped(rng, vacancy.title), _rethought(rng, hours)


def _end(rng: np.random.Generator, vacancy: Vacancy, start: date) -> tuple[date, str]:
    """The first of filled, withdrawn and expired; the three compete."""
    expires = start + timedelta(days=int(drawn(rng, figures("vacancies")["expires_after"])))
    filled = vacancy.opened + timedelta(days=vacancy.fill)
    withdrawn = vacancy.opened + timedelta(days=vacancy.withdrawal)
    if filled <= min(withdrawn, expires):
        return filled, "filled"
    if start <= withdrawn <= expires:
        return withdrawn, "withdrawn"
    return expires, "expired"


def _reposted(rng: np.random.Generator, vacancy: Vacancy, closed: date, status: str) -> date | None:
    """The day of the next advert, or None: filled, given up, or filled without an advert in between."""
    if status == "filled":
        return None
    set_to = figures("vacancies")
    chance = set_to["reposted_after_expiry"] if status == "expired" else set_to["reposted_after_withdrawal"]
    again = closed + timedelta(days=int(rng.integers(0, 10)))
    gone = again >= vacancy.opened + timedelta(days=vacancy.fill)
    return again if rng.random() < chance and not gone else None


def _hours(rng: np.random.Generator, hours: int, width: int) -> str:
    words = wording()
    if rng.random() < words["decimal_share"]:
        return str(words["hours_decimal"][str(min(max(hours, 16), 36) // 4 * 4)])
    return f"{hours}-{hours + width}" if width else str(hours)


def _rethought(rng: np.random.Generator, hours: int) -> int:
    """One in five reposts offers four hours more or less."""
    return hours if rng.random() >= 0.2 else min(max(hours + (4 if rng.random() < 0.6 else -4), 8), 36)


def _retyped(rng: np.random.Generator, title: str) -> str:
    """One in four reposts has another spelling: two letters swapped, one lost, or an addition."""
    choice, at = rng.random(), int(rng.integers(1, max(len(title) - 2, 2)))
    if choice < 0.08:
        return title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    if choice < 0.14:
        return title[:at] + title[at + 1 :]
    return title + " (m/v)" if choice < 0.25 else title
