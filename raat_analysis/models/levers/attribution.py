"""Each lever's share of what all do together: Shapley values over all 256 sets of levers.

A lever's share is the mean of what it adds, over every order in which the eight could be pulled; the shares add up to
the effect of all together. L.S. Shapley (1953), A value for n-person games. Exact; no sampling.
"""

from itertools import combinations
from math import comb

from raat_analysis.models.levers.bases import LEVERS, Array, Bases, Switches
from raat_analysis.models.levers.effects import effect

Sets = dict[frozenset[str], Array]


def shapley(bases: Bases, switches: Switches) -> dict[str, Array]:
    """Lever → its share of the joint effect, in the order of levers.yml."""
    effects = {pulled: effect(bases, switches, pulled) for pulled in _sets()}
    return {lever: _share(lever, effects) for lever in LEVERS}


def _sets() -> list[frozenset[str]]:
    return [frozenset(some) for size in range(len(LEVERS) + 1) for some in combinations(LEVERS, size)]


def _share(lever: str, effects: Sets) -> Array:
    without = [pulled for pulled in effects if lever not in pulled]
    weights = [1 / (len(LEVERS) * comb(len(LEVERS) - 1, len(pulled))) for pulled in without]
    added = [effects[pulled | {lever}] - effects[pulled] for pulled in without]
    total = weights[0] * added[0]
    for weight, more in zip(weights[1:], added[1:], strict=True):
        total = total + weight * more
    return total
