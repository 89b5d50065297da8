"""Which Twente organisations hold the survey of Fase 0, and which did so in the round before."""

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from raat_analysis.demo.calibration import figures
from raat_analysis.demo.organisations import TWENTE, organisations
from raat_analysis.demo.randomness import ROOT, stream
from raat_analysis.demo.rounding import Floats

SIZE_COUNTS = 0.3  # the chance to hold the survey grows with size to this power
POTENTIAL_COUNTS = 3.0  # and, when participation is informative, with the standardised potential (logarithm)


def members() -> pl.DataFrame:
    """The organisations of Twente, as in the register."""
    return organisations().filter(pl.col("region") == TWENTE)


def surveyed(root: int = ROOT, potential: Mapping[str, float] | None = None) -> list[str]:
    """Organisations that hold the survey: a number per branch, drawn by size alone, or by `potential` too."""
    rng, set_to = stream("fase0 survey", root), figures("fase0")
    there = members().filter(~pl.col("organisation_code").is_in(list(set_to["few_answer"])))
    weights = there["employees"].to_numpy() ** SIZE_COUNTS
    if potential is not None:
        weights = weights * np.exp(POTENTIAL_COUNTS * _standardised([potential[c] for c in there["organisation_code"]]))
    turn = there.with_columns(turn=pl.Series(rng.exponential(size=there.height) / weights)).sort("turn")
    return sorted([*_first(turn, set_to["survey"]), *set_to["few_answer"]])


def surveyed_before(holders: Iterable[str], root: int = ROOT) -> list[str]:
    """Organisations of the round before: a number per branch of those that survey all their staff now."""
    set_to = figures("fase0")
    may = set(holders) - set(set_to["few_answer"]) - set(set_to["partly"])
    there = members().filter(pl.col("organisation_code").is_in(list(may)))
    turn = there.with_columns(turn=pl.Series(stream("fase0 earlier", root).random(there.height))).sort("turn")
    return sorted(_first(turn, set_to["earlier"]))


def delivered(staff: pl.DataFrame, code: str, root: int = ROOT) -> pl.DataFrame:
    """The part of the staff in the personnel extract; at most organisations everybody."""
    share = figures("fase0")["partly"].get(code)
    if share is None:
        return staff
    chosen = stream(f"fase0 part {code}", root).permutation(staff.height)[: round(share * staff.height)]
    return staff.filter(pl.Series(np.isin(np.arange(staff.height), chosen)))


def _first(turn: pl.DataFrame, numbers: Mapping[str, int]) -> list[str]:
    by_branch = turn.group_by("branch", maintain_order=True).agg("organisation_code").iter_rows()
    return [code for branch, codes in by_branch for code in codes[: numbers[branch]]]


def _standardised(values: list[float]) -> Floats:
    found = np.array(values)
    return np.asarray((found - found.mean()) / found.std())
