"""What the coming edition waits for, what the last one was made from, and the next step (`raat status`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.errors import ParameterRefused
from raat_analysis.params import EDITION, read_params
from raat_analysis.sign_off import numbers_hash, read_sign_off
from raat_analysis.status.calendar import next_quarter
from raat_analysis.status.made import Delivered, Made, differences, made
from raat_analysis.status.standing import Deliveries, Standing, deliveries, standings

__all__ = ["OTHER_NUMBERS", "Status", "new_exports", "status"]

OTHER_NUMBERS = "of other numbers than these: it is a concept again"


@dataclass(frozen=True)
class Status:
    """An edition on a day: its sources, what was made last, and what people decided about it."""

    edition: str
    day: date
    in_params: str  # the edition of params.yaml
    previous: str | None  # previous_edition of params.yaml
    sources: list[Standing]
    made: Made | None
    new: list[str]  # exports that arrived since the last edition was made, as source/day
    gone: list[str]  # exports that it was made from and that are no longer there
    changed: list[str] | None  # what differs from dvc.lock; None without one
    published: bool
    sign_off: str  # '' without a file, else its status


def status(root: Path, contracts: Mapping[str, Contract], edition: str, day: date) -> Status:
    """How the edition stands on a day; '' is the coming one."""
    params = read_params(root / "params.yaml")
    edition = _allowed(edition) if edition else coming(root, params.edition)
    found, last = deliveries(root / "data" / "raw", contracts), made(root)
    there, used = _named(found), last.exports if last else set()
    return Status(
        edition,
        day,
        params.edition,
        params.previous_edition,
        standings(contracts, found, edition, day),
        last,
        _told(there - used),
        _told(used - there),
        differences(root) if last else None,
        released(root, edition),
        signed_off(root, edition),
    )


def new_exports(root: Path, contracts: Mapping[str, Contract]) -> list[str]:
    """The exports that the edition that was made last does not have, as source/day; all of them when none was made."""
    last = made(root)
    return _told(_named(deliveries(root / "data" / "raw", contracts)) - (last.exports if last else set()))


def coming(root: Path, edition: str) -> str:
    """The edition of params.yaml, or the one after it when it was published."""
    return next_quarter(edition) if released(root, edition) else edition


def released(root: Path, edition: str) -> bool:
    """Whether an edition was published."""
    return (root / "data" / "editions" / edition / "release.json").is_file()


def signed_off(root: Path, edition: str) -> str:
    """How the edition stands with its sign-off: '' without one, its status, or that the numbers changed after it."""
    folder, published = root / "data" / "sign_off", root / "data" / "processed" / "published"
    signed = read_sign_off(folder, edition)
    if signed is None:
        return ""
    made_now = published.is_dir() and signed.numbers == numbers_hash(published)
    return signed.status if made_now else OTHER_NUMBERS


def _allowed(edition: str) -> str:
    if not re.fullmatch(EDITION, edition, re.ASCII):
        raise ParameterRefused(f"{edition} is no edition. Next step: name a quarter, as in raat status 2026Q4.")
    return edition


def _named(found: Deliveries) -> Delivered:
    return {(source, each.obtained) for source, listed in found.items() for each in listed}


def _told(exports: Delivered) -> list[str]:
    return sorted(f"{source}/{day.isoformat()}" for source, day in exports)
