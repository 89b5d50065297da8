"""The interval of the levers: draws that are the same in every run, and the percentiles they must give."""

import numpy as np
import pytest
from scipy.stats import beta

from raat_analysis.models import random_streams
from raat_analysis.models.levers import inputs
from raat_analysis.models.levers.bases import Array, national, switches
from raat_analysis.models.levers.effects import effect
from raat_analysis.models.levers.inputs import draws, middle, uncertain, value_at, values_at


def remaining(shares: inputs.Shares) -> Array:
    """What remains of the 100 to 125 thousand with the bases of VWS."""
    values = values_at(shares)
    return np.asarray(values["shortage"] - effect(national(values), switches(values)))


def change(name: str, share: float) -> float:
    moved = remaining({**middle(), name: np.asarray(share)}) - remaining(middle())
    return float(moved) / 1000


@pytest.fixture(scope="module")
def drawn() -> dict[str, Array]:
    return draws()


def test_what_remains_is_about_37_53_and_68_thousand_and_never_nothing(drawn: dict[str, Array]) -> None:
    gap = remaining(drawn) / 1000
    assert gap.size == 20_000
    assert np.quantile(gap, [0.1, 0.5, 0.9]) == pytest.approx([37, 53, 68], abs=0.5)
    assert gap.min() > 0


@pytest.mark.parametrize("root", [1, 31_415])
def test_another_seed_gives_the_same_percentiles(root: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_streams, "ROOT", root)
    gap = remaining(draws()) / 1000
    assert np.quantile(gap, [0.1, 0.5, 0.9]) == pytest.approx([37, 53, 68], abs=0.5)
    assert gap.min() > 0


def test_draws_are_the_same_in_every_run(drawn: dict[str, Array]) -> None:
    again = draws()
    assert all(np.array_equal(drawn[name], again[name]) for name in uncertain())


def test_an_input_more_changes_no_other_draw(drawn: dict[str, Array], monkeypatch: pytest.MonkeyPatch) -> None:
    more = {**uncertain(), "a_new_one": {"low": 0, "value": 1, "high": 2, "draws": "pert"}}
    monkeypatch.setattr(inputs, "uncertain", lambda: more)
    with_it = draws()
    assert set(with_it) - set(drawn) == {"a_new_one"}
    assert all(np.array_equal(drawn[name], with_it[name]) for name in drawn)


def test_each_slice_of_a_distribution_is_drawn_once(drawn: dict[str, Array]) -> None:
    for shares in drawn.values():
        assert np.array_equal(np.sort(np.floor(shares * 20_000)), np.arange(20_000))


def test_no_two_inputs_are_drawn_in_the_same_order(drawn: dict[str, Array]) -> None:
    correlations = np.corrcoef([drawn[name] for name in sorted(drawn)]) - np.eye(len(drawn))
    assert np.abs(correlations).max() < 0.03


def test_pert_of_0_to_1_with_mode_04_is_beta_26_34() -> None:
    shares = np.array([0.1, 0.5, 0.9])
    assert value_at("realised_absence", shares) == pytest.approx(beta(2.6, 3.4).ppf(shares))
    assert value_at("shortage", shares) == pytest.approx([102_500, 112_500, 122_500])


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("shortage", -10.0, 10.0),
        ("realised_entrants", -6.5, 5.8),
        ("realised_productivity", -6.3, 5.7),
        ("realised_contract_hours", -4.8, 4.4),
        ("realised_retention", -4.2, 3.8),
        ("releaving", -1.8, 1.8),
    ],
)
def test_what_matters_most(name: str, low: float, high: float) -> None:
    """From the tenth to the ninetieth percentile of one input, the others in their middle; thousands of people."""
    assert sorted([change(name, 0.1), change(name, 0.9)]) == pytest.approx([low, high], abs=0.35)
