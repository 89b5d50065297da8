"""What the levers do in the regions, in Oost-Nederland and in Nederland: at the middle of every input, and in draws.

Oost-Nederland and Nederland are the sums of their regions, in every draw; a sum is made only of all its regions.
"""

from dataclasses import dataclass

import numpy as np

from raat_analysis.codelists.regions import AREA, COUNTRY, members
from raat_analysis.models.levers.bases import LEVERS, Array, Bases, Switches, switches
from raat_analysis.models.levers.effects import effect
from raat_analysis.models.levers.inputs import Shares, values_at
from raat_analysis.models.levers.regional import Own, regional
from raat_analysis.models.levers.shortages import Shortages

TOGETHER, GAP = "together", "gap"
TENTHS = (0.1, 0.9)  # the interval holds 8 of 10 draws


@dataclass(frozen=True)
class Outcomes:
    """Place (a region, or a sum) → its column; and per lever, for all together and for the gap the values."""

    places: list[str]
    middle: dict[str, Array]
    ends: dict[str, Array]  # two rows: the tenth and ninetieth percentile


def setting(found: Own, shares: Shares) -> tuple[Bases, Switches]:
    """Bases and switches of the regions (columns) with the inputs at these shares (rows, when there are draws)."""
    values = {name: np.asarray(value)[..., np.newaxis] for name, value in values_at(shares).items()}
    return regional(found, values), switches(values)


def outcomes(found: Own, short: Shortages, middle: Shares, draws: Shares) -> Outcomes:
    """The effect of every lever alone, of all together, and the shortage that then remains."""
    places, _ = summed(found.regions, found.employees)
    ends = {name: np.quantile(drawn, TENTHS, axis=0) for name, drawn in _effects(found, short, draws).items()}
    return Outcomes(places, _effects(found, short, middle), ends)


def _effects(found: Own, short: Shortages, shares: Shares) -> dict[str, Array]:
    bases, switched = setting(found, shares)
    alone = {lever: effect(bases, switched, [lever]) for lever in LEVERS}
    together = effect(bases, switched)
    gap = short.at(np.asarray(shares["shortage"])[..., np.newaxis]) - together
    return {name: summed(found.regions, values)[1] for name, values in {**alone, TOGETHER: together, GAP: gap}.items()}


def summed(regions: list[str], values: Array) -> tuple[list[str], Array]:
    """The regions (last axis) and behind them the sums for Oost-Nederland and Nederland that are whole."""
    whole = [total for total in (AREA, COUNTRY) if set(members(total)) <= set(regions)]
    columns = [[regions.index(region) for region in members(total)] for total in whole]
    sums = [values[..., column].sum(axis=-1, keepdims=True) for column in columns]
    return [*regions, *whole], np.concatenate([values, *sums], axis=-1)
