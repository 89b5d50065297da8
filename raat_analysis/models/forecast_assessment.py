"""The forecast as it would have been made at every past quarter, and what that says about the one of today.

At each origin the methods are chosen and reconciled anew from what was known then. What gains nothing on seasonal naive
over the last eight quarters gets seasonal naive, and is tested again, until what is published is what was tested: the
cells of a branch that gain nothing together, and every total (region, branch, all) that gains nothing.
A cell without any vacancy so far stays at exactly 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from raat_analysis.models.backtest import (
    Pairs,
    known_by,
    mean_squared,
    rolling_candidates,
    rolling_targets,
    skill,
    squared_change,
    within_last,
)
from raat_analysis.models.benchmarking import benchmarked
from raat_analysis.models.forecast_choice import Methods, chosen_methods
from raat_analysis.models.forecast_intervals import half_widths
from raat_analysis.models.history import History
from raat_analysis.models.reconciliation import reconciled
from raat_analysis.models.seasonal import Series

QUARTERS_TESTED = 8


@dataclass(frozen=True)
class Material:
    """What every origin can choose from, and what came true."""

    past: History
    candidates: Series
    targets: Series
    methods: Methods

    @property
    def origins(self) -> int:
        return int(self.targets.shape[0])

    @property
    def window(self) -> Pairs:
        return within_last(self.origins, QUARTERS_TESTED)


@dataclass(frozen=True)
class Assessment:
    """Forecasts and half widths per origin, the last one now; `held` series have seasonal naive for lack of skill."""

    forecasts: Series
    targets: Series
    skills: Series
    held: Pairs
    halves: dict[int, Series]
    material: Material


def assessed(past: History, coverages: Sequence[int]) -> Assessment:
    """Choice, gate and intervals; half widths for each coverage (in percent)."""
    material = _material(past)
    held, forecasts, skills = _gated(material)
    return Assessment(forecasts, material.targets, skills, held, _halves(material, held, coverages), material)


def _material(past: History) -> Material:
    made = rolling_candidates(past.panel, past.masked, past.first_origin)
    targets = rolling_targets(past.panel, past.masked, past.first_origin)
    histories = [past.panel[..., :origin] for origin in range(past.first_origin, past.quarters + 1)]
    scales = np.stack([squared_change(panel, past.masked) for panel in histories])
    return Material(past, made, targets, chosen_methods((targets - made) ** 2, scales))


def _gated(material: Material) -> tuple[Pairs, Series, Series]:
    """The series that are held at seasonal naive; with these held, the forecasts of every origin and their skill."""
    held = np.zeros(material.targets.shape[1:3], dtype=bool)
    while True:
        forecasts = np.concatenate([_made(material, held, o, slice(o, o + 1)) for o in range(material.origins)])
        skills, without = _skills(material, forecasts)
        if (without <= held).all():
            return held, forecasts, skills
        held = held | without


def _made(material: Material, held: Pairs, origin: int, made_at: slice) -> Series:
    """The forecasts made at those origins, with the methods chosen at `origin`."""
    chosen = material.methods[origin]
    own = np.stack([material.candidates[m, made_at, :, b] for b, m in enumerate(chosen)], axis=2)
    naive = material.candidates[0, made_at]
    never = _never(material, origin)
    own = np.where(never[..., None], 0.0, np.where(held[..., None], naive, own))
    kept = (held | never)[:-1, :-1]
    return benchmarked(reconciled(own, kept), naive, held, kept)


def _never(material: Material, origin: int) -> Pairs:
    """Which series had no vacancy at all before the origin."""
    known = material.past.panel[..., : material.past.first_origin + origin]
    return np.asarray(known.sum(axis=-1) == 0)


def _skills(material: Material, forecasts: Series) -> tuple[Series, Pairs]:
    """The skill of every series, and the series that get seasonal naive for lack of it."""
    own = mean_squared(material.targets - forecasts, material.window)
    naive = mean_squared(material.targets - material.candidates[0], material.window)
    scale = squared_change(material.past.panel, material.past.masked)
    skills = skill(own, naive)
    together = skill((own / scale)[:-1, :-1].sum(axis=0), (naive / scale)[:-1, :-1].sum(axis=0))
    without = skills <= 0
    without[:-1, :-1] = together <= 0
    return skills, without


def _halves(material: Material, held: Pairs, coverages: Sequence[int]) -> dict[int, Series]:
    """Half widths at every origin, from the errors before it of the methods chosen at it."""
    parts = [_halves_at(material, held, coverages, origin) for origin in range(material.origins)]
    return {coverage: np.stack([part[place] for part in parts]) for place, coverage in enumerate(coverages)}


def _halves_at(material: Material, held: Pairs, coverages: Sequence[int], origin: int) -> list[Series]:
    made = _made(material, held, origin, slice(0, origin + 1))
    known = known_by(origin, origin)[:, None, None, :]
    errors = np.where(known, material.targets[:origin], np.nan) - made[:-1]
    never = _never(material, origin)
    return [half_widths(made[-1], made[:-1], errors, never, coverage / 100) for coverage in coverages]
