"""What the respondents of an organisation are calibrated on: contract class, function group and age class."""

import numpy as np
import polars as pl

from raat_analysis.potential.weighting import Sample, Vector, calibrated

FEWEST = 5
RESPONDENTS_PER_AUXILIARY = 8
CONTRACT_CLASSES = {"0-16": 16.0, "16-24": 24.0, "24-32": 32.0}
# The one that says most about wishes for hours comes first: it is the last to be dropped.
TRAITS = ("contract_class", "function_group", "age_class")


def contract_class() -> pl.Expr:
    """Half-open classes of contract hours: up to 16, 16-24, 24-32, and 32 or more."""
    found = pl.lit("32+")
    for name, stop in reversed(CONTRACT_CLASSES.items()):
        found = pl.when(pl.col("contract_hours") < stop).then(pl.lit(name)).otherwise(found)
    return found.alias("contract_class")


def weighted_sample(answers: pl.DataFrame, register: pl.DataFrame) -> Sample:
    """The respondents of one organisation with weights that add up to its register.

    As many auxiliaries as the respondents can carry (one in eight, each with five respondents or more); the least
    important is dropped until there are weights within bounds. Without any, everybody weighs the same.
    """
    people, staff = answers.with_columns(contract_class()), register.with_columns(contract_class())
    design = np.full(answers.height, register.height / answers.height)
    groups = _groups(people, staff)
    while True:
        auxiliaries = _indicators(people, groups)
        weights = calibrated(design, auxiliaries, _indicators(staff, groups).sum(axis=0))
        if weights.size:
            return Sample(weights, design, auxiliaries, register.height)
        groups.pop()


def _groups(people: pl.DataFrame, staff: pl.DataFrame) -> list[tuple[str, str]]:
    """The (trait, class) pairs to calibrate on, in order of importance."""
    room = people.height // RESPONDENTS_PER_AUXILIARY - 1
    return [(trait, kept) for trait in TRAITS for kept in _classes(people, staff, trait)][: max(room, 0)]


def _classes(people: pl.DataFrame, staff: pl.DataFrame, trait: str) -> list[str]:
    """Classes with five respondents or more, largest first; what is left over has five respondents or more too."""
    counts = people.group_by(trait).len().sort(["len", trait], descending=[True, False])
    present = set(staff[trait].to_list())
    kept = [name for name, number in counts.iter_rows() if number >= FEWEST and name in present]
    while kept and people.filter(~pl.col(trait).is_in(kept)).height < FEWEST:
        kept.pop()
    return kept


def _indicators(people: pl.DataFrame, groups: list[tuple[str, str]]) -> Vector:
    """A column of ones, and a column per group that is 1 for who belongs to it."""
    columns = [(people[trait] == name).to_numpy().astype(np.float64) for trait, name in groups]
    return np.column_stack([np.ones(people.height), *columns])
