"""How many people fewer are short when levers are pulled, alone or together.

Shortage = demand ÷ factor − supply. Levers of time (contracts, tasks, paperwork, absence, productivity) raise the
factor: the same people do more of the work. Their hours add up, then multiply with absence and productivity, so
together they do less than the sum. Levers of people (entrants, study success, retention) add to supply.
Source of the figures: VWS, Actieprogramma Werken in de Zorg (2018), 1.5. Method and limits: docs/methods/levers.md.
"""

from collections.abc import Collection, Mapping

import numpy as np

from raat_analysis.codelists import entries
from raat_analysis.models.levers.bases import LEVERS, Array, Bases, Switches

Pulls = Mapping[str, Array]


def effect(bases: Bases, switches: Switches, pulled: Collection[str] = LEVERS) -> Array:
    """People fewer short at the end of the period, with these levers pulled together; none pulled is 0."""
    pulls = _pulls(switches, pulled)
    return freed(bases, switches, pulls) + gained(bases, switches, pulls)


def _pulls(switches: Switches, pulled: Collection[str]) -> Pulls:
    """How far each lever is pulled: its size times what succeeds of it, 0 for the others."""
    size = {lever: float(entry["size"]) for lever, entry in entries("levers").items()}
    return {lever: size[lever] * switches.realised[lever] * (lever in pulled) for lever in LEVERS}


def freed(bases: Bases, switches: Switches, pulls: Pulls) -> Array:
    """By levers of time: the people in shortage occupations who are not needed any more."""
    twice = switches.overlap * np.minimum(pulls["task_shifting"], pulls["paperwork"])
    hours = pulls["contract_hours"] + pulls["task_shifting"] + pulls["paperwork"] - twice
    more_hours = (bases.contract_hours + hours) / bases.contract_hours
    present = 1 / (1 - bases.absence_gap * pulls["absence"])
    factor = more_hours * present * (1 + pulls["productivity"]) ** bases.years
    return np.asarray(bases.shortage_staff * (1 - 1 / factor))


def gained(bases: Bases, switches: Switches, pulls: Pulls) -> Array:
    """By levers of people: those won each year who are still there at the end, in persons with a usual contract."""
    new = bases.entrants * pulls["entrants"] + bases.students * pulls["study_success"]
    yearly = new * switches.entrant_hours + bases.leavers * pulls["retention"]
    staying = sum((1 - switches.releaving) ** year for year in range(bases.years))
    return np.asarray(yearly * staying)
