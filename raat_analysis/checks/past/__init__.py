"""An export beside the previous export of its source: what is too different stops the run until a person accepts it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from raat_analysis.checks.past.accepted import (
    FILE_NAME,
    AcceptanceRefused,
    AcceptedBreak,
    names,
    read_accepted,
    unmatched,
)
from raat_analysis.checks.past.breaks import Break, breaks
from raat_analysis.checks.past.compare import comparisons
from raat_analysis.checks.past.message import messages
from raat_analysis.checks.past.profile import EXPORT, profiles
from raat_analysis.checks.past.told import told
from raat_analysis.contracts import Contract
from raat_analysis.errors import cases

__all__ = [
    "FILE_NAME",
    "AcceptanceRefused",
    "AcceptedBreak",
    "Break",
    "Past",
    "breaks",
    "comparisons",
    "look_back",
    "profiles",
    "read_accepted",
]


@dataclass(frozen=True)
class Past:
    """A source beside its past: `stops` are the messages that end the run, `told` goes to the quality page."""

    breaks: tuple[Break, ...]
    stops: tuple[str, ...]
    told: dict[str, Any]


def look_back(
    rows: pl.LazyFrame, contract: Contract, accepted: Sequence[AcceptedBreak] = (), days: Collection[date] = ()
) -> Past:
    """Compare every export of a source with the one before it. `rows`: see `profiles`; `days`: those of all exports."""
    profile = profiles(rows, contract)
    compared = comparisons(profile)
    found = breaks(profile, contract, compared)
    known = {one.names for one in accepted}
    left = [one for one in found if names(one) not in known]
    stale = unmatched(accepted, found, {*profile[EXPORT], *days})
    return Past(
        breaks=tuple(found),
        stops=(*messages(left), *([_stale(contract.source, stale)] if stale else [])),
        told=told(profile, compared, contract, accepted),
    )


def _stale(source: str, stale: list[str]) -> str:
    return (
        f"{source}/{FILE_NAME}: {len(stale)} accepted breaks are not in the exports:\n{cases(stale)}\n"
        "Next step: take these lines out, or correct what they name; an acceptance that accepts nothing would one day "
        "let something else pass."
    )
