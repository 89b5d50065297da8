"""The truth behind demonstrations on unseen seeds lies within the intervals as often as they promise.

A world is a whole Fase 0: 68 organisations with their people, of whom some answer, and managers. Nothing here has the
seed of the demonstration that is published.
"""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl
import pytest

from raat_analysis.demo.fase0 import World, fase0_world
from raat_analysis.potential.fase0 import TABLES, fase0

SEEDS = range(1001, 1013)
ROUND = "2026-1"
OF_ORGANISATIONS = {
    "more_hours_now_pct": "now_pct",
    "more_hours_conditional_pct": "conditional_pct",
    "fewer_hours_pct": "fewer_pct",
    "leave_intention_pct": "leave_intention_pct",
    "potential_now_fte": "direct_fte",
    "potential_conditional_fte": "conditional_fte",
    "potential_fewer_fte": "fewer_fte",
    "potential_more_fte": "more_fte",
    "potential_net_fte": "net_fte",
    "potential_contract_fte": "contract_fte",
    "open_hours_fte": "open_fte",
    "temporary_hours_fte": "temporary_fte",
}
OF_REGION = ["potential_now_fte", "potential_conditional_fte", "potential_fewer_fte", "potential_more_fte"]


@dataclass
class Tally:
    """How many intervals there were, how many held the truth, and by which part the estimates were off."""

    made: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    off: Counter[str] = field(default_factory=Counter)

    def add(self, measure: str, value: float, truth: float, bounds: tuple[float, float]) -> None:
        self.made[measure] += 1
        self.held[measure] += bounds[0] <= truth + 1e-9 and truth - 1e-9 <= bounds[1]
        self.off[measure] += value / truth - 1 if truth else 0.0

    def share(self, measure: str) -> float:
        return self.held[measure] / self.made[measure]


def estimated(world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The members' rows and the region's rows of a world."""
    return fase0({name: getattr(world, name) for name in TABLES})


def totals(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    found = rows.filter(measure=measure, breakdown="total", scenario="", edition=ROUND)
    return found.filter(pl.col("lower").is_not_null())


@pytest.fixture(scope="module")
def tallies() -> tuple[Tally, Tally]:
    """Over all seeds: the intervals of organisations, and those of the region."""
    own, region = Tally(), Tally()
    for seed in SEEDS:
        world = fase0_world(seed, rounds=(ROUND,))
        members, numbers = estimated(world)
        for measure, truth in OF_ORGANISATIONS.items():
            rows = totals(members, measure).join(world.truth, on="organisation_code", validate="1:1")
            for value, true, low, high in rows.select("value", truth, "lower", "upper").iter_rows():
                own.add(measure, value, true, (low, high))
        for measure in OF_REGION:
            row = totals(numbers, measure).filter(branch_code="SMAL").row(0, named=True)
            true = float(world.everybody[OF_ORGANISATIONS[measure]].sum())
            region.add(measure, row["value"], true, (row["lower"], row["upper"]))
    return own, region


@pytest.mark.slow
@pytest.mark.parametrize("measure", OF_ORGANISATIONS)
def test_intervals_of_organisations_hold_the_truth_about_nine_times_in_ten(
    tallies: tuple[Tally, Tally], measure: str
) -> None:
    own = tallies[0]
    assert own.made[measure] > 450
    # a dozen worlds say it to two points; sixty gave 0.88 to 0.91
    assert 0.84 <= own.share(measure) <= 0.95, own.share(measure)


@pytest.mark.slow
@pytest.mark.parametrize("measure", OF_REGION)
def test_the_interval_of_the_region_holds_the_truth_of_everybody_and_is_not_off_to_one_side(
    tallies: tuple[Tally, Tally], measure: str
) -> None:
    region = tallies[1]
    # of 12 with a chance of 0.9 each, fewer than 9 happen three times in a hundred
    assert region.held[measure] >= 9, f"{region.held[measure]} of {region.made[measure]}"
    assert abs(region.off[measure] / region.made[measure]) < 0.02


@pytest.mark.slow
def test_when_who_wants_more_answers_more_the_truth_lies_between_the_worst_case_and_the_estimate() -> None:
    world = fase0_world(601, not_at_random=True, rounds=(ROUND,))
    rows = estimated(world)[0].filter(measure="potential_nonresponse_fte", edition=ROUND)
    found = rows.filter(pl.col("value").is_not_null()).join(world.truth, on="organisation_code", validate="m:1")
    worst = found.filter(category="0")
    assert worst.height > 35
    assert (worst["value"] <= worst["more_fte"] + 1e-9).all()
    sums = {c: float(found.filter(category=c)["value"].sum()) for c in ("50", "100")}
    truth = float(worst["more_fte"].sum())
    assert sums["50"] < truth < sums["100"]  # the estimate is too high, and the sensitivity says how far it may be


@pytest.mark.slow
def test_when_organisations_with_much_potential_take_part_the_region_lies_in_the_range_for_the_others() -> None:
    world = fase0_world(602, informative=True, rounds=(ROUND,))
    rows = estimated(world)[1].filter(measure="potential_others_fte", branch_code="SMAL", edition=ROUND)
    value = {row["category"]: row["value"] for row in rows.iter_rows(named=True)}
    truth = float(world.everybody["more_fte"].sum())
    assert value["50"] < truth < value["100"]
