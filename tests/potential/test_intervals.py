"""Intervals where answers do not differ, and the ends that measures allow."""

import pytest

from raat_analysis.potential.intervals import Outcome, alike, outcome, wilson


def test_all_alike_of_a_large_population_have_the_interval_of_wilson() -> None:
    """Of 20 nobody: 0 to z² / (20 + z²), with z² = 2,7055: 11,9%."""
    found = alike(0.0, 20.0, 1.0, 19)
    assert (found.lower, found.upper) == (0, pytest.approx(100 * 2.7055 / 22.7055, abs=0.01))


def test_all_alike_are_more_certain_when_half_of_everybody_answered() -> None:
    """Then 20 answers are worth 40."""
    assert alike(100.0, 20.0, 0.5, 19).lower == pytest.approx(wilson(40, 40)[0])


def test_nothing_is_uncertain_when_everybody_answered() -> None:
    assert alike(100.0, 20.0, 0.0, 19) == Outcome(100.0)
    assert outcome(5.0, 0.0, 19) == Outcome(5.0)


@pytest.mark.parametrize(
    ("measure", "ends"),
    [("fewer_hours_pct", (0, 100)), ("potential_now_fte", (0, 150)), ("potential_net_fte", (-50, 150))],
)
def test_ends_stay_within_what_a_measure_can_be(measure: str, ends: tuple[float, float]) -> None:
    fields = Outcome(50.0, -50.0, 150.0).fields(measure)
    assert (fields["lower"], fields["upper"]) == ends
