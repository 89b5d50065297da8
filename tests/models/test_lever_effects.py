"""The eight figures of VWS (Actieprogramma Werken in de Zorg 2018, 1.5) from stated bases, alone and together."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from raat_analysis.codelists import entries, monitor
from raat_analysis.models.levers.attribution import shapley
from raat_analysis.models.levers.bases import LEVERS, REALISED, Switches, national, published, scaled, switches
from raat_analysis.models.levers.effects import effect

BASES, OFF = national(published()), switches(published())
VWS = {lever: entry["vws_effect_persons"] for lever, entry in entries("levers").items()}
TIME = ("contract_hours", "task_shifting", "paperwork", "absence", "productivity")


def thousands(value: object) -> float:
    return round(float(np.asarray(value)) / 1000, 2)


def with_switches(**changed: float) -> Switches:
    return switches(published() | {name: np.asarray(value) for name, value in changed.items()})


@pytest.mark.parametrize("lever", LEVERS)
def test_each_figure_of_vws_comes_out_to_a_hundredth_of_a_thousand(lever: str) -> None:
    assert float(effect(BASES, OFF, [lever])) == pytest.approx(VWS[lever], abs=10)


def test_by_head_one_hour_more_on_24_hours_is_a_twenty_fifth_of_the_people() -> None:
    small = replace(BASES, shortage_staff=np.asarray(1000.0), contract_hours=np.asarray(24.0))
    assert float(effect(small, OFF, ["contract_hours"])) == pytest.approx(40)


def test_no_lever_no_effect() -> None:
    assert float(effect(BASES, OFF, [])) == 0.0
    assert float(effect(BASES, with_switches(**dict.fromkeys(REALISED.values(), 0.0)))) == 0.0


def test_together_they_do_less_than_their_sum() -> None:
    assert sum(VWS.values()) == 153_500
    assert thousands(effect(BASES, OFF)) == pytest.approx(145.6, abs=0.05)
    assert thousands(effect(BASES, OFF, TIME)) == pytest.approx(83.1, abs=0.05)
    assert sum(thousands(effect(BASES, OFF, [lever])) for lever in TIME) == pytest.approx(91.0, abs=0.01)
    people = [lever for lever in LEVERS if lever not in TIME]
    assert thousands(effect(BASES, OFF, people)) == pytest.approx(62.5)


def test_the_shortage_of_2022_would_be_a_surplus_if_everything_succeeded() -> None:
    assert thousands(published()["shortage"] - effect(BASES, OFF)) == pytest.approx(-33.1, abs=0.05)


def test_shares_of_the_joint_effect() -> None:
    expected = {"entrants": 30.0, "study_success": 15.0, "contract_hours": 18.0, "task_shifting": 18.0}
    expected |= {"paperwork": 18.0, "absence": 5.5, "productivity": 23.5, "retention": 17.5}
    shares = shapley(BASES, OFF)
    assert {lever: round(thousands(share), 1) for lever, share in shares.items()} == expected
    assert float(sum(shares.values())) == pytest.approx(float(effect(BASES, OFF)), rel=1e-9)


def test_a_share_is_the_mean_of_what_a_lever_adds_over_all_orders() -> None:
    """The definition itself, over the 120 orders of the levers of time (those of people do not interact)."""
    added = dict.fromkeys(TIME, 0.0)
    for order in permutations(TIME):
        for place, lever in enumerate(order):
            more = effect(BASES, OFF, order[: place + 1]) - effect(BASES, OFF, order[:place])
            added[lever] += float(more) / 120
    shares = shapley(BASES, OFF)
    assert {lever: pytest.approx(float(shares[lever])) for lever in TIME} == added


def test_of_gained_people_who_leave_again_at_6_67_percent_a_year() -> None:
    leaving = with_switches(releaving=1 / 15)
    left = {lever: round(thousands(effect(BASES, leaving, [lever])), 1) for lever in ("entrants", "study_success")}
    assert left == {"entrants": 26.3, "study_success": 13.1}
    assert thousands(effect(BASES, leaving, ["retention"])) == pytest.approx(15.3, abs=0.05)
    assert thousands(effect(BASES, leaving, TIME)) == thousands(effect(BASES, OFF, TIME))


def test_half_an_hour_of_overlap_counts_once() -> None:
    both = ("task_shifting", "paperwork")
    half = effect(BASES, with_switches(overlap=0.5), both)
    hour_and_a_half = 515.1 * (1 - 24.755 / (24.755 + 1.5))
    assert thousands(half) == pytest.approx(hour_and_a_half, abs=0.01)
    assert effect(BASES, with_switches(overlap=0.5), ["paperwork"]) == effect(BASES, OFF, ["paperwork"])


def test_what_succeeds_and_smaller_contracts_make_gained_people_fewer() -> None:
    assert thousands(effect(BASES, with_switches(realised_entrants=0.4), ["entrants"])) == 12.0
    assert thousands(effect(BASES, with_switches(entrant_hours=0.8), ["entrants"])) == 24.0
    assert thousands(effect(BASES, with_switches(entrant_hours=0.8), ["retention"])) == 17.5


def test_the_effect_grows_in_proportion_with_the_bases() -> None:
    for factor in (0.0462, 2.0, 17.3):
        assert float(effect(scaled(BASES, np.asarray(factor)), OFF)) == pytest.approx(factor * 145565.90, rel=1e-6)


def test_twente_as_a_share_of_55400_in_1200000() -> None:
    twente = scaled(BASES, np.asarray(55.4 / 1200))
    expected = {"entrants": 1385, "study_success": 692, "contract_hours": 923, "task_shifting": 923}
    expected |= {"paperwork": 923, "absence": 277, "productivity": 1154, "retention": 808}
    for lever, people in expected.items():
        assert float(effect(twente, OFF, [lever])) == pytest.approx(people, abs=0.6)


def test_moved_work_is_as_much_as_the_gain() -> None:
    """Of everybody left one hour a week goes to others: (515,1 − 20,0) ÷ 24,755 = 20,0 thousand people."""
    gain = float(effect(BASES, OFF, ["task_shifting"]))
    assert (float(BASES.shortage_staff) - gain) / float(BASES.contract_hours) == pytest.approx(gain)


def test_the_implied_bases_lie_where_rounding_to_2500_leaves_them() -> None:
    low, high = (thousand / (1 - 1.01**-5) for thousand in (23.75, 26.25))
    staff = entries("lever_bases")["bases"]["shortage_staff"]
    assert (staff["low"], staff["high"]) == (pytest.approx(1000 * low, abs=500), pytest.approx(1000 * high, abs=500))
    hours = entries("lever_bases")["bases"]["contract_hours"]
    assert hours["low"] == pytest.approx(low / 21.25 - 1, abs=0.05)
    assert hours["high"] == pytest.approx(high / 18.75 - 1, abs=0.06)


def test_each_base_says_whether_it_is_published_implied_or_judged() -> None:
    found = entries("lever_bases")
    for entry in [*found["bases"].values(), *found["switches"].values()]:
        assert entry["status"] in {"published", "implied", "judged"}
        assert entry["place" if entry["status"] == "published" else "how"]
        assert entry.get("low", entry["value"]) <= entry["value"] <= entry.get("high", entry["value"])


def test_a_lever_is_linked_to_indicators_that_the_monitor_has() -> None:
    known = {indicator["indicator"] for indicator in monitor()}
    linked = [name for lever in entries("levers").values() for name in lever["indicators"]]
    assert set(linked) <= known
    assert len(linked) == len(set(linked)) == 7


def test_bases_of_regions_and_draws_spread_over_each_other() -> None:
    share, drawn = np.array([0.25, 0.75]), np.array([[0.2], [0.4], [1.0]])
    some = Switches(dict.fromkeys(LEVERS, drawn), np.asarray(0.0), np.asarray(0.0), np.asarray(1.0))
    assert effect(scaled(BASES, share), some).shape == (3, 2)
