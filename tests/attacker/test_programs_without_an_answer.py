"""A program that has no answer is a finding, never 'safe'."""

import highspy
import numpy as np
import pytest

from raat_analysis.attacker.programs import Endless, Program, Undecided
from raat_analysis.attacker.ranges import ranges
from raat_analysis.attacker.system import System, components


def sums(*outcomes: float, high: float = np.inf) -> System:
    """x + y is each of the outcomes at once."""
    rows = len(outcomes)
    return System(
        np.zeros(2),
        np.full(2, high),
        np.ones(2, dtype=np.bool_),
        np.repeat(np.arange(rows), 2),
        np.tile([0, 1], rows),
        np.ones(2 * rows),
        np.array(outcomes),
        np.array(outcomes),
        [f"sum {place}" for place in range(rows)],
    )


BOTH = np.ones(2, dtype=np.bool_)


def test_tables_that_contradict_each_other_are_a_finding_that_names_the_lines():
    clash = sums(4.0, 5.0)
    found = ranges(clash, BOTH, components(clash, BOTH))
    assert found.undecided == [0, 1]
    assert found.failed == ["contradiction in 2 lines over 2 hidden counts: sum 0; sum 1"]


def test_a_contradiction_that_only_a_program_sees_is_infeasible():
    clash = sums(4.0, 5.0, high=9.0)
    with pytest.raises(Undecided, match="contradiction"):
        Program(clash, clash.low, clash.high).end(0, highest=True)


def test_no_time_is_no_answer_and_nothing_is_printed(capfd):
    weights = np.random.default_rng(4).integers(10, 100, 4 * 40).astype(float)  # a market split: hard at this size
    half = np.floor(weights.reshape(4, 40).sum(axis=1) / 2)
    hard = System(
        np.zeros(40),
        np.ones(40),
        np.ones(40, dtype=np.bool_),
        np.repeat(np.arange(4), 40),
        np.tile(np.arange(40), 4),
        weights,
        half,
        half,
        ["a", "b", "c", "d"],
    )
    with pytest.raises(Undecided, match="no time"):
        Program(hard, hard.low, hard.high, whole=True, seconds=0.05).end(0, highest=True)
    assert capfd.readouterr().out == ""


def test_a_time_that_cannot_be_is_refused():
    given = sums(4.0)
    with pytest.raises(Undecided, match="refuses time_limit"):
        Program(given, given.low, given.high, seconds=-9.0).end(0, highest=True)


def test_a_program_without_time_leaves_its_counts_undecided(monkeypatch):
    given = System(**{**vars(sums(4.0)), "row_low": np.array([-np.inf])})  # narrowing alone does not settle it
    monkeypatch.setattr(Program, "_run", lambda _: highspy.HighsModelStatus.kTimeLimit)
    found = ranges(given, BOTH, components(given, BOTH))
    assert found.undecided == [0, 1]
    assert found.failed == ["no time in 1 lines over 2 hidden counts: sum 0"]


def test_a_count_without_an_upper_end_is_endless():
    free = System(
        np.zeros(2),
        np.full(2, np.inf),
        np.ones(2, dtype=np.bool_),
        np.array([0, 0]),
        np.array([0, 1]),
        np.array([1.0, -1.0]),
        np.array([0.0]),
        np.array([0.0]),
        ["x is y"],
    )
    with pytest.raises(Endless):
        Program(free, free.low, free.high).end(0, highest=True)
    found = ranges(free, BOTH, components(free, BOTH))
    assert (found.low.tolist(), found.high.tolist(), found.failed) == ([0, 0], [np.inf, np.inf], [])
