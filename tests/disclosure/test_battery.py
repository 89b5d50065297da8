"""The protector on random publications of every kind: an attack that shares nothing with it finds no secret."""

from collections.abc import Callable

import numpy as np
import pytest

from raat_analysis.disclosure import programs
from raat_analysis.disclosure.programs import Program, Undecided
from raat_analysis.disclosure.protector import protected
from raat_analysis.disclosure.system import Sizes
from tests.disclosure.battery.cases import Case, known_before, not_shown
from tests.disclosure.battery.insiders import employers, persons
from tests.disclosure.battery.judging import Verdict, beyond_help, judged, known_to_contributors, summary
from tests.disclosure.battery.kinds import SPARSITIES, first_year, flat, linked, windows, year
from tests.disclosure.battery.rates import rated
from tests.disclosure.battery.revisions import first_and_revised

TABLES = {"thin": 70, "middling": 70, "full": 70}  # how many of each sparsity


def refuse(verdicts: list[Verdict], fewest_secret: int) -> None:
    """No leak, nothing undecided, and enough secrets to mean something."""
    said = summary(verdicts)
    assert sum(verdict.primaries for verdict in verdicts) >= fewest_secret, said
    assert sum(verdict.leaking.size + verdict.found.undecided for verdict in verdicts) == 0, said


@pytest.mark.parametrize(("name", "number"), TABLES.items())
def test_no_table_of_regions_by_branches_leaks(name: str, number: int) -> None:
    """210 tables in all, by a reader who knows that counts are whole; nothing is given up."""
    verdicts = [judged(flat(seed, SPARSITIES[name]), whole=True) for seed in range(number)]
    refuse(verdicts, 3 * number)
    assert sum(len(verdict.found.short) + len(verdict.found.exposed) for verdict in verdicts) == 0, summary(verdicts)


@pytest.mark.parametrize("mean", [30.0, 80.0])
def test_no_overlapping_grouping_leaks(mean: float) -> None:
    """897 cells: regions, two levels of groups, areas that cut across them; branches with smal and breed."""
    refuse([judged(linked(seed, mean), whole=True) for seed in range(2)], 60)


def test_no_quarter_leaks_through_its_year() -> None:
    refuse([judged(year(seed, 30.0, 10, 5), whole=True) for seed in range(3)], 90)


@pytest.mark.slow
@pytest.mark.parametrize("mean", [30.0, 80.0])
def test_no_quarter_leaks_through_its_year_in_the_whole_country(mean: float) -> None:
    refuse([judged(year(0, mean), whole=True)], 150)


@pytest.mark.parametrize("mean", SPARSITIES.values(), ids=SPARSITIES)
def test_no_revision_leaks(mean: float) -> None:
    """What the first edition showed is known, for cells that changed as what they were."""
    refuse([judged(first_and_revised(seed, mean), whole=True) for seed in range(15)], 40)


@pytest.mark.parametrize("decimals", [0, 1])
def test_no_count_leaks_beside_rates_that_are_public(decimals: int) -> None:
    """A percentage of a known denominator beside each count from so many people on."""
    verdicts = []
    for seed in range(10):
        made = flat(seed, SPARSITIES["middling"])
        verdicts.append(judged(rated(made, seed, decimals, made.system.true >= (25, 100)[decimals])))
    refuse(verdicts, 500)


def test_no_rolling_sum_leaks() -> None:
    """Sums of four quarters: with the quarters, without them, and when those of the first year are known already."""
    verdicts = []
    for seed in range(2):
        made, rolling = windows(seed, 30.0)
        alone = not_shown(made, ~rolling)
        verdicts += [judged(made), judged(alone), judged(known_before(alone, first_year(made)))]
    refuse(verdicts, 500)


@pytest.mark.parametrize("kind", [employers, persons])
def test_no_contributor_learns_of_others(kind: Callable[[int, float], Case]) -> None:
    verdicts = [judged(kind(seed, 30.0)) for seed in range(4)]
    refuse(verdicts, 300)
    knowing = {v.case.name: known_to_contributors(v.case, v.found.hidden) for v in verdicts}
    assert sum(len(np.unique(v.case.demands.knower)) - 1 for v in verdicts) >= 40
    assert {name: found for name, found in knowing.items() if found} == {}


def test_without_time_more_is_hidden_and_never_less(monkeypatch: pytest.MonkeyPatch) -> None:
    made = flat(0, SPARSITIES["middling"])
    usual = protected(made.system, made.demands, made.cost)
    monkeypatch.setattr(programs, "STEPS", 0)
    verdict = judged(made)
    assert verdict.found.undecided == 1
    assert verdict.leaking.size == 0
    assert bool((verdict.found.hidden >= usual.hidden).all())
    assert verdict.suppressed > usual.hidden.sum()


@pytest.mark.parametrize("programs_in_time", [1, 20, 40, 60])
def test_when_time_runs_out_half_way_more_is_hidden_and_never_less(
    programs_in_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver stops at a later program each time, while cells are being hidden or shown again."""
    made = flat(0, SPARSITIES["middling"])
    usual = protected(made.system, made.demands, made.cost)
    monkeypatch.setattr(Program, "moved", _until(programs_in_time))
    verdict = judged(made)
    assert verdict.found.undecided == 1
    assert verdict.leaking.size == 0
    assert verdict.suppressed >= usual.hidden.sum()


def _until(number: int) -> Callable[[Program, int, float], Sizes | None]:
    left, usual = iter(range(number)), Program.moved

    def moved(self: Program, cell: int, amount: float) -> Sizes | None:
        if next(left, None) is None:
            raise Undecided("out of time")
        return usual(self, cell, amount)

    return moved


def test_what_nothing_can_protect_is_said_and_all_the_rest_is_safe() -> None:
    """Nine in ten of the cells that are no secret stay public whatever happens."""
    given_away = 0
    for seed in range(10):
        made = flat(seed, SPARSITIES["middling"])
        fixed = ~made.demands.secret & (np.random.default_rng(seed).random(made.size) < 0.9)
        verdict = judged(known_before(made, fixed))
        hopeless = set(beyond_help(verdict.case).tolist())
        assert verdict.leaking.size == 0
        assert hopeless <= {*verdict.found.short, *verdict.found.exposed}
        given_away += len(hopeless)
    assert given_away >= 10
