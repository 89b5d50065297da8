"""The uncertain inputs of the levers: where each may lie (lever_bases.yml), and 20,000 draws of it.

PERT: a beta distribution on low to high with the stated value as mode (Malcolm et al. 1959); uniform where only a
range is published. Draws are Latin hypercube: one in each of 20,000 equal slices, from a stream with the input's own
name, so another input more changes no draw. Inputs are independent; the ranges are implied or expert judgement.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from scipy.special import betaincinv
from scipy.stats import qmc

from raat_analysis.codelists import entries
from raat_analysis.models.levers.bases import REALISED, Array, published
from raat_analysis.models.random_streams import stream

DRAWS = 20_000
Shares = Mapping[str, Array]  # an input → the share of its distribution below the value, 0 to 1


@cache
def uncertain() -> dict[str, dict[str, Any]]:
    """Input → its entry in lever_bases.yml with low, value, high and draws; one `realised` per lever."""
    found = entries("lever_bases")
    switches = {name: entry for name, entry in found["switches"].items() if name != "realised"}
    realised = dict.fromkeys(REALISED.values(), found["switches"]["realised"])
    return {name: entry for name, entry in (found["bases"] | switches | realised).items() if "draws" in entry}


def value_at(name: str, share: Array) -> Array:
    """The value of an input below which this share of its distribution lies."""
    entry = uncertain()[name]
    low, mode, high = float(entry["low"]), float(entry["value"]), float(entry["high"])
    if entry["draws"] == "uniform":
        return np.asarray(low + (high - low) * share)
    before, after = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    return np.asarray(low + (high - low) * betaincinv(before, after, share))


def values_at(shares: Shares) -> dict[str, Array]:
    """All inputs: the uncertain ones at their share, the others as stated."""
    return published() | {name: value_at(name, share) for name, share in shares.items()}


def middle() -> dict[str, Array]:
    """Every input at its median."""
    return {name: np.asarray(0.5) for name in uncertain()}


def draws(count: int = DRAWS) -> dict[str, Array]:
    """Latin hypercube draws of every input, as shares; the same in every run."""
    return {
        name: qmc.LatinHypercube(d=1, rng=stream(f"levers/{name}")).random(count)[:, 0] for name in sorted(uncertain())
    }
