"""Which input matters most: what remains of the shortage when one moves from its tenth to its ninetieth percentile.

The other inputs stay in their middle (a tornado). Without an expected shortage it is the effect that moves.
"""

import numpy as np

from raat_analysis.models.levers.bases import Array
from raat_analysis.models.levers.effects import effect
from raat_analysis.models.levers.inputs import Shares, uncertain
from raat_analysis.models.levers.outcomes import TENTHS, setting, summed
from raat_analysis.models.levers.regional import Own
from raat_analysis.models.levers.shortages import Shortages


def sensitivity(found: Own, short: Shortages, middle: Shares) -> dict[str, Array]:
    """Input → two rows: the change of what remains at its tenth and at its ninetieth percentile, per place.

    Where an input does nothing (a measured base, no expected shortage) both are 0 or not a number.
    """
    there = _remaining(found, short, middle)
    moved = {
        name: np.stack([_remaining(found, short, {**middle, name: np.asarray(share)}) - there for share in TENTHS])
        for name in uncertain()
    }
    return {name: summed(found.regions, change)[1] for name, change in moved.items()}


def _remaining(found: Own, short: Shortages, shares: Shares) -> Array:
    bases, switched = setting(found, shares)
    shortage = short.at(np.asarray(shares["shortage"]))
    return np.asarray(np.where(np.isnan(shortage), 0, shortage) - effect(bases, switched))
