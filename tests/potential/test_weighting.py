"""Calibration and its standard errors, against R's survey package (R 4.2.2) on the Californian schools (apisrs)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.potential.auxiliaries import contract_class, weighted_sample
from raat_analysis.potential.weighting import BOUNDS, Estimate, Sample, Vector, calibrated, effective, estimate, ratio

DATA = Path(__file__).parent / "data"
NO_BOUNDS = (-1e9, 1e9)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return dict(json.loads((DATA / "r_reference.json").read_text(encoding="utf-8")))


def floats(table: pl.DataFrame, value: pl.Expr) -> Vector:
    return np.asarray(table.select(value.cast(pl.Float64).alias("value"))["value"].to_numpy())


def sampled(schools: pl.DataFrame, auxiliaries: Vector, totals: list[float]) -> Sample:
    design = floats(schools, pl.col("pw"))
    return Sample(calibrated(design, auxiliaries, np.array(totals), NO_BOUNDS), design, auxiliaries, 6194)


def test_post_stratified_total_and_error_equal_r(schools: pl.DataFrame, expected: dict[str, Any]) -> None:
    kinds = np.column_stack([floats(schools, pl.col("stype") == kind) for kind in "EHM"])
    sample = sampled(schools, kinds, [4421, 755, 1018])
    found = estimate(floats(schools, pl.col("enroll")), sample, degrees=sample.size - 1)
    assert [found.total, found.error] == pytest.approx(expected["ps_total"], rel=1e-12)


def test_greg_total_and_error_equal_r(schools: pl.DataFrame, expected: dict[str, Any]) -> None:
    sample = sampled(schools, _school_traits(schools), expected["pop_margins"]["Xtot"])
    found = estimate(floats(schools, pl.col("enroll")), sample, degrees=sample.size - 1)
    assert [found.total, found.error] == pytest.approx(expected["greg_total"], rel=1e-12)


def test_greg_mean_and_error_equal_r(schools: pl.DataFrame, expected: dict[str, Any]) -> None:
    sample = sampled(schools, _school_traits(schools), expected["pop_margins"]["Xtot"])
    found = estimate(floats(schools, pl.col("api00")), sample, degrees=sample.size - 1)
    mean = [found.total / 6194, found.error / 6194]
    assert mean == pytest.approx(expected["greg_mean_api00"], rel=1e-9)


def test_stratified_total_and_error_equal_r(expected: dict[str, Any]) -> None:
    """svytotal(~enroll) of apistrat: our estimate of each stratum, added up."""
    strata = pl.read_csv(DATA / "apistrat.csv").partition_by("stype")
    parts = [_stratum(each) for each in strata]
    found = [sum(part.total for part in parts), sum(part.error**2 for part in parts) ** 0.5]
    assert found == pytest.approx(expected["strat_total"], rel=1e-9)


def test_ratio_share_and_mean_equal_r(schools: pl.DataFrame, r_ratio: dict[str, list[float]]) -> None:
    """svyratio(~api00, ~enroll), svymean(~stype) and svymean(~enroll) of a simple sample, with its size known."""
    design, ones = floats(schools, pl.col("pw")), np.ones(schools.height)
    simple = Sample(design, design, ones[:, None], 6194)
    api, pupils = floats(schools, pl.col("api00")), floats(schools, pl.col("enroll"))
    assert ratio(api, pupils, simple) == pytest.approx(tuple(r_ratio["ratio_fpc"]), rel=1e-9)
    elementary = floats(schools, pl.col("stype") == "E")
    assert ratio(elementary, ones, simple) == pytest.approx(tuple(r_ratio["share_of_elementary_schools_fpc"]), rel=1e-9)
    assert ratio(pupils, ones, simple) == pytest.approx(tuple(r_ratio["mean_enroll_fpc"]), rel=1e-9)


def _stratum(table: pl.DataFrame) -> Estimate:
    design = floats(table, pl.col("pw"))
    everybody = Sample(design, design, np.ones((table.height, 1)), int(table["fpc"][0]))
    return estimate(floats(table, pl.col("enroll")), everybody)


def _school_traits(schools: pl.DataFrame) -> Vector:
    columns = [pl.lit(1), pl.col("stype") == "H", pl.col("stype") == "M", pl.col("api99")]
    return np.column_stack([np.broadcast_to(floats(schools, column), schools.height) for column in columns])


@given(
    sizes=st.lists(st.integers(5, 30), min_size=2, max_size=5),
    factors=st.lists(st.floats(0.6, 1.8), min_size=5, max_size=5),
)
def test_weights_reproduce_the_margins_within_their_bounds(sizes: list[int], factors: list[float]) -> None:
    groups = np.repeat(np.arange(len(sizes)), sizes)
    auxiliaries = (groups[:, None] == np.arange(len(sizes))).astype(np.float64)
    design = np.full(groups.size, 3.0)
    totals = 3.0 * np.array(sizes) * np.array(factors[: len(sizes)])
    weights = calibrated(design, auxiliaries, totals)
    assert auxiliaries.T @ weights == pytest.approx(totals)
    assert weights.min() >= BOUNDS[0] * 3 - 1e-9
    assert weights.max() <= BOUNDS[1] * 3 + 1e-9


def test_no_weights_when_the_margin_is_out_of_reach() -> None:
    ones = np.ones((10, 1))
    assert calibrated(np.ones(10), ones, np.array([31.0])).size == 0
    assert calibrated(np.ones(10), ones, np.array([30.0])).size == 10


def test_when_everybody_answered_nothing_is_uncertain() -> None:
    sample = Sample(np.ones(20), np.ones(20), np.ones((20, 1)), 20)
    assert estimate(np.arange(20.0), sample).error == 0


def test_a_simple_sample_has_the_textbook_error() -> None:
    values = np.array([1.0] * 8 + [0.0] * 12)
    sample = Sample(np.full(20, 5.0), np.full(20, 5.0), np.ones((20, 1)), 100)
    share, error = ratio(values, np.ones(20), sample)
    assert share == pytest.approx(0.4)
    assert error == pytest.approx((0.8 * 0.4 * 0.6 / 19) ** 0.5)


def test_contract_classes_are_half_open() -> None:
    hours = pl.DataFrame({"contract_hours": [0.0, 15.9, 16.0, 23.9, 24.0, 31.9, 32.0, 40.0]})
    found = hours.select(contract_class())["contract_class"].to_list()
    assert found == ["0-16", "0-16", "16-24", "16-24", "24-32", "24-32", "32+", "32+"]


def test_a_small_survey_is_not_weighted(answers: Any, staff: Any) -> None:
    sample = weighted_sample(answers(*[{}] * 12), staff(60))
    assert sample.weights.tolist() == [5.0] * 12
    assert sample.degrees == 11


def test_who_answered_less_often_counts_for_more(answers: Any, staff: Any) -> None:
    people = answers(*[{"contract_hours": 12.0}] * 10, *[{"contract_hours": 28.0}] * 30)
    everybody = pl.concat([staff(50, contract_hours=12.0), staff(50, contract_hours=28.0)])
    sample = weighted_sample(people, everybody)
    assert sample.weights[:10] == pytest.approx([5.0] * 10)
    assert sample.weights[10:] == pytest.approx([50 / 30] * 30)


def test_a_class_with_four_respondents_is_not_calibrated_on(answers: Any, staff: Any) -> None:
    people = answers(*[{"contract_hours": 12.0}] * 4, *[{"contract_hours": 28.0}] * 36)
    sample = weighted_sample(people, pl.concat([staff(50, contract_hours=12.0), staff(50, contract_hours=28.0)]))
    assert sample.weights == pytest.approx([2.5] * 40)


def test_margins_out_of_bounds_are_dropped_and_the_weights_still_add_up(answers: Any, staff: Any) -> None:
    people = answers(*[{"contract_hours": 12.0}] * 5, *[{"contract_hours": 28.0}] * 95)
    everybody = pl.concat([staff(900, contract_hours=12.0), staff(100, contract_hours=28.0)])
    sample = weighted_sample(people, everybody)
    assert sample.weights.sum() == pytest.approx(1000)
    assert sample.weights == pytest.approx([10.0] * 100)


def test_the_weights_also_add_up_to_the_hours_in_the_contracts(answers: Any, staff: Any) -> None:
    """Respondents have 21 and 23 hours, in one class, and the register 21 to 23,5: the sum is that of the register."""
    people = answers(*[{"contract_hours": 21.0}] * 20, *[{"contract_hours": 23.0}] * 20)
    everybody = pl.concat([staff(100, contract_hours=hours) for hours in (21.0, 22.0, 23.0, 23.5)])
    sample = weighted_sample(people, everybody)
    assert sample.weights @ people["contract_hours"].to_numpy() == pytest.approx(100 * (21 + 22 + 23 + 23.5))
    assert sample.weights.sum() == pytest.approx(400)


def test_nobody_counts_for_less_than_one(answers: Any, staff: Any) -> None:
    """24 say that they have 12 hours and the register has 20 of them: nobody who answered is part of a person."""
    people = answers(*[{"contract_hours": 12.0}] * 24, *[{"contract_hours": 28.0}] * 30)
    sample = weighted_sample(people, pl.concat([staff(20, contract_hours=12.0), staff(40, contract_hours=28.0)]))
    assert sample.weights.min() >= 1
    assert sample.weights.sum() == pytest.approx(60)


def test_equal_weights_are_worth_all_answers_and_unequal_ones_fewer() -> None:
    assert effective(np.full(20, 3.0)) == pytest.approx(20)
    assert effective(np.array([1.0, 1.0, 4.0])) == pytest.approx(36 / 18)
    assert effective(np.empty(0)) == 0
