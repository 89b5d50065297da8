"""What the respondents of an organisation are calibrated on: contract, function group and age class."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.potential.weighting import BOUNDS, Sample, Vector, calibrated

FEWEST = 5
RESPONDENTS_PER_AUXILIARY = 8
CONTRACT_CLASSES = {"0-16": 16.0, "16-24": 24.0, "24-32": 32.0}
HOURS = ("contract_hours", "")  # the sum of the hours; the others count who belongs to a class
# The one that says most about wishes for hours comes first: it is the last to be dropped.
TRAITS = ("contract_class", "contract_hours", "function_group", "age_class")
Auxiliary = tuple[str, str]


@dataclass(frozen=True)
class Carried:
    """The auxiliaries that are left, of the respondents and of everybody in the register."""

    people: pl.DataFrame
    staff: pl.DataFrame
    chosen: list[Auxiliary]

    def columns(self) -> Vector:
        return _columns(self.people, self.chosen)

    def totals(self) -> Vector:
        return np.asarray(_columns(self.staff, self.chosen).sum(axis=0))


def contract_class() -> pl.Expr:
    """Half-open classes of contract hours: up to 16, 16-24, 24-32, and 32 or more."""
    found = pl.lit("32+")
    for name, stop in reversed(CONTRACT_CLASSES.items()):
        found = pl.when(pl.col("contract_hours") < stop).then(pl.lit(name)).otherwise(found)
    return found.alias("contract_class")


def weighted_sample(answers: pl.DataFrame, register: pl.DataFrame) -> Sample:
    """The respondents of one organisation with weights that add up to its register.

    As many auxiliaries as the respondents can carry (one in eight; a class needs five respondents); the least
    important is dropped until there are weights within bounds. Without any, everybody weighs the same. Nobody counts
    for less than one. A weight says how small the chance to answer was: it is one over that chance.
    """
    people, staff = answers.with_columns(contract_class()), register.with_columns(contract_class())
    design = np.full(answers.height, register.height / answers.height)
    bounds = (max(BOUNDS[0], answers.height / register.height), BOUNDS[1])
    chosen = _auxiliaries(people, staff)
    while True:
        carried = Carried(people, staff, chosen)
        weights = calibrated(design, carried.columns(), carried.totals(), bounds)
        if weights.size:
            return Sample(weights, design, carried.columns(), register.height, 1 / weights)
        chosen = chosen[:-1]


def _auxiliaries(people: pl.DataFrame, staff: pl.DataFrame) -> list[Auxiliary]:
    """What to calibrate on besides the number of employees, in order of importance."""
    room = max(people.height // RESPONDENTS_PER_AUXILIARY - 1, 0)
    found: list[Auxiliary] = []
    for trait in TRAITS:
        found += [HOURS] if trait == HOURS[0] else [(trait, kept) for kept in _classes(people, staff, trait)]
    return [each for each in found[:room] if each != HOURS or _adds(people, found[: found.index(HOURS)])]


def _adds(people: pl.DataFrame, classes: list[Auxiliary]) -> bool:
    """Whether the hours say more than the classes (not when everybody in a class has the same contract)."""
    return bool(np.linalg.matrix_rank(_columns(people, [*classes, HOURS])) == len(classes) + 2)


def _classes(people: pl.DataFrame, staff: pl.DataFrame, trait: str) -> list[str]:
    """Classes with five respondents or more, largest first; what is left over has five respondents or more too."""
    counts = people.group_by(trait).len().sort(["len", trait], descending=[True, False])
    present = set(staff[trait].to_list())
    kept = [name for name, number in counts.iter_rows() if number >= FEWEST and name in present]
    while kept and people.filter(~pl.col(trait).is_in(kept)).height < FEWEST:
        kept.pop()
    return kept


def _columns(people: pl.DataFrame, chosen: list[Auxiliary]) -> Vector:
    """A column of ones, and one per auxiliary: 1 for who belongs to the class, or the hours."""
    columns = [
        (people[trait] == name if name else people[trait]).to_numpy().astype(np.float64) for trait, name in chosen
    ]
    return np.column_stack([np.ones(people.height), *columns])
