"""Branches of a region: from five organisations on; partly taking part; what others may hold; participation."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from raat_analysis.potential.fase0 import fase0
from raat_analysis.potential.prediction import Rates, predicted_total

Made = Callable[..., pl.DataFrame]
NOW = {"wants": "now", "desired_hours": 26.0}
CONDITIONAL = {"wants": "conditional", "desired_hours": 24.0, "condition": "pay"}


@pytest.fixture
def region(tidy: Any, answers: Made, staff: Made, managers: Made, register: Made) -> Made:
    """Participants of 40 employees and 20 answers per branch (4 want more now, 6 on conditions), and others of 100."""

    def made(taking_part: dict[str, int], others: dict[str, int], partly: int = 0) -> Any:
        codes = [(f"TW-{branch[0]}{n:02d}", branch) for branch, number in taking_part.items() for n in range(number)]
        absent = [(f"TW-{branch[0]}{n + 50}", branch) for branch, number in others.items() for n in range(number)]
        said = [[NOW] * 4 + [CONDITIONAL] * 6 + [{}] * 10 for _ in codes]
        members = [(code, 40 + partly, "partly" if partly else "yes", branch) for code, branch in codes] + [
            (code, 100, "no", branch) for code, branch in absent
        ]
        return fase0(
            tidy(
                register(*members),
                pl.concat([staff(40, code) for code, _ in codes]),
                pl.concat(
                    [answers(*each, organisation_code=code) for each, (code, _) in zip(said, codes, strict=True)]
                ),
                pl.concat([managers(2, 3, code) for code, _ in codes]),
            )
        )[1]

    return made


def value(table: pl.DataFrame, measure: str, branch: str = "SMAL", category: str = "total") -> float:
    return float(table.filter(measure=measure, branch_code=branch, category=category)["value"].item())


def test_a_branch_has_figures_from_five_organisations_on(region: Made) -> None:
    found = region({"GGZ": 5, "SW": 4}, {"GGZ": 1})
    assert value(found, "more_hours_now_pct", "GGZ") == pytest.approx(20)
    assert found.filter(measure="more_hours_now_pct", branch_code="GGZ")["denominator"].item() == 300
    assert set(found.filter(branch_code="SW", source="fase0_medewerkers")["status"]) == {"missing", "final"}
    figures = found.filter(status="missing").select("value", "numerator", "denominator", "lower", "upper")
    assert figures.drop_nulls().is_empty()


def test_a_row_without_an_estimate_still_says_who_is_behind_it(region: Made) -> None:
    found = region({"GGZ": 5, "SW": 4}, {})
    row = found.filter(measure="condition_pct", branch_code="SW", category="pay")
    assert row.select("contributors", "contributed", "largest").row(0) == (4, 24.0, 6.0)


def test_nursing_homes_and_home_care_count_as_vvt(region: Made) -> None:
    found = region({"VV": 3, "TZ": 2}, {"VVT": 1})
    assert value(found, "more_hours_now_pct", "VVT") == pytest.approx(20)
    assert value(found, "fase0_organisations", "VVT") == 5
    assert found.filter(branch_code="VV", source="fase0_medewerkers").is_empty()


def test_of_every_branch_it_is_said_how_many_took_part(region: Made) -> None:
    """Also of a branch where nobody did, and not of childcare, which is no part of the sector."""
    found = region({"GGZ": 5, "SW": 1}, {"JZ": 2, "KO": 3}).filter(measure="fase0_organisations")
    rows = found.select("branch_code", "value", "denominator").rows()
    assert rows == [("GGZ", 5, 5), ("JZ", 0, 2), ("SMAL", 6, 8), ("SW", 1, 1)]


def test_a_branch_has_the_reasons_and_managers_of_its_own_participants(region: Made) -> None:
    found = region({"GGZ": 6, "SW": 5}, {})
    assert value(found, "condition_pct", "GGZ", "pay") == 100
    assert found.filter(measure="manager_room_pct", branch_code="GGZ")["denominator"].item() == 30
    measures = set(found.filter(branch_code="GGZ")["measure"])
    assert {"potential_others_fte", "leave_intention_pct", "retention_fte", "discussed_pct"} & measures == set()


def test_what_others_hold_goes_from_half_to_as_much_as_participants(region: Made) -> None:
    """Participants: 240 employees with 4 · 6 + 6 · 4 hours per 20; the 200 others as much, three quarters, or half."""
    found = region({"GGZ": 6}, {"GGZ": 2})
    per_head = (4 * 6 + 6 * 4) / 20
    hours = [36 * value(found, "potential_others_fte", category=pct) for pct in ("50", "75", "100")]
    assert hours == pytest.approx([per_head * (240 + part * 200) for part in (0.5, 0.75, 1)])
    assert hours[2] == pytest.approx(36 * value(found, "potential_more_fte"))


def test_totals_of_a_region_are_the_sum_of_their_parts(region: Made) -> None:
    found = region({"GGZ": 6}, {"GGZ": 2})
    now, conditional = (value(found, f"potential_{part}_fte") for part in ("now", "conditional"))
    assert value(found, "potential_more_fte") == pytest.approx(now + conditional)
    expected = found.filter(measure="potential_expected_fte", branch_code="SMAL", scenario="expected")["value"].item()
    assert expected == pytest.approx(0.225 * (now + conditional))
    wishes = ("more_hours_now_pct", "more_hours_conditional_pct", "same_hours_pct", "fewer_hours_pct")
    assert sum(value(found, wish) for wish in wishes) == pytest.approx(100)


def test_the_rest_of_who_takes_part_partly_counts_with_the_rate_of_its_own_part(region: Made) -> None:
    """Six of 40 in the extract and 60 in the register: 360 employees, of whom a fifth wants more now."""
    found = region({"GGZ": 6}, {}, partly=20).filter(measure="more_hours_now_pct", branch_code="SMAL")
    assert found.select("numerator", "denominator").row(0) == (pytest.approx(72), 360)


def test_staff_that_was_not_asked_makes_the_total_less_certain() -> None:
    rates, variances, staff = np.array([0.1, 0.2, 0.3]), np.full(3, 1e-4), np.full(3, 100.0)
    whole = predicted_total(Rates(rates, variances, np.full(3, 150.0), np.zeros(3), np.empty(0)))
    partly = predicted_total(Rates(rates, variances, staff, np.full(3, 50.0), np.empty(0)))
    assert partly[0] == pytest.approx(whole[0])
    assert partly[1] > whole[1]
