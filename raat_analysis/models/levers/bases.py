"""What the levers pull at, and the switches that make an example of VWS more real. Units are persons and hours."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from raat_analysis.codelists import entries

Array = NDArray[np.float64]
Values = Mapping[str, Array]  # a base or switch of lever_bases.yml → its value, one or one per draw
LEVERS = tuple(entries("levers"))
REALISED = {lever: f"realised_{lever}" for lever in LEVERS}  # each lever succeeds or fails by itself


@dataclass(frozen=True)
class Bases:
    """The bases of some regions (columns) in some draws (rows); each array has that shape or spreads to it.

    `absence_gap` is a share of working time, not a percentage. `leavers` leave a shortage occupation in a year.
    """

    shortage_staff: Array
    contract_hours: Array
    absence_gap: Array
    entrants: Array
    students: Array
    leavers: Array
    years: int


@dataclass(frozen=True)
class Switches:
    """How much of each lever succeeds, and what happens to the people and hours that are won."""

    realised: Mapping[str, Array]
    releaving: Array
    overlap: Array
    entrant_hours: Array


def national(values: Values) -> Bases:
    """The bases of VWS for Nederland."""
    people = ("shortage_staff", "contract_hours", "entrants", "students", "leavers")
    return Bases(**{name: values[name] for name in people}, absence_gap=values["absence_gap_pct"] / 100, years=years())


def scaled(bases: Bases, share: Array) -> Bases:
    """The bases of a part of the country that is like the whole: people in proportion, hours and absence the same."""
    return Bases(
        share * bases.shortage_staff,
        bases.contract_hours + 0 * share,
        bases.absence_gap + 0 * share,
        share * bases.entrants,
        share * bases.students,
        share * bases.leavers,
        bases.years,
    )


def switches(values: Values) -> Switches:
    """The switches in `values`."""
    realised = {lever: values[code] for lever, code in REALISED.items()}
    return Switches(realised, values["releaving"], values["overlap"], values["entrant_hours"])


def published() -> dict[str, Array]:
    """The values of the VWS example: its bases, and every switch neutral."""
    found = entries("lever_bases")
    neutral = {name: entry["neutral"] for name, entry in found["switches"].items()}
    whole = dict.fromkeys(REALISED.values(), neutral.pop("realised"))
    stated = {name: entry["value"] for name, entry in found["bases"].items()}
    return {name: np.asarray(value, dtype=np.float64) for name, value in (stated | neutral | whole).items()}


def base(name: str) -> float:
    """The stated value of a base, such as the number of employees that VWS reckoned with."""
    return float(entries("lever_bases")["bases"][name]["value"])


def years() -> int:
    """For how many years the levers are pulled."""
    return int(base("years"))
