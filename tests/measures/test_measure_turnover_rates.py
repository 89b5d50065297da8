"""Inflow, through-flow, stability and both denominators; rounded input."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from raat_analysis.codelists.regions import region_codes
from raat_analysis.errors import RaatError
from raat_analysis.measures.rounding import rounding_base, suppressed, widening_pct
from raat_analysis.measures.rows import ratios, wilson
from raat_analysis.measures.turnover import turnover
from raat_analysis.measures.turnover_rates import OUTFLOW, rates, rates_of

Tables = Callable[..., tuple[pl.DataFrame, pl.DataFrame]]
Value = Callable[..., float | None]


def one_row(numbers: pl.DataFrame, measure: str, branch: str = "KO") -> dict[str, object]:
    return numbers.filter(measure=measure, branch_code=branch, breakdown="total").row(0, named=True)


def grown(tables: tuple[pl.DataFrame, pl.DataFrame], inflow: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables with this inflow in every cell."""
    table = tables[0].with_columns(inflow=pl.lit(inflow, pl.Int64))
    end = pl.col("employees_start") + pl.col("inflow") - pl.col("outflow")
    return table.with_columns(employees_end=end), tables[1]


def test_each_denominator_is_a_measure_of_its_own(turnover_tables: Tables) -> None:
    numbers = turnover(*grown(turnover_tables(start=200), 50))  # childcare: 5 × 200 at the start, 5 × 240 at the end
    begin, average = (one_row(numbers, f"outflow_employer{way}_pct") for way in ("", "_avg"))
    assert (begin["numerator"], begin["denominator"], begin["value"]) == (50.0, 1000.0, 5.0)
    assert (average["numerator"], average["denominator"], average["value"]) == (50.0, 1100.0, pytest.approx(50 / 11))
    assert one_row(numbers, "inflow_pct")["value"] == 25.0
    assert one_row(numbers, "inflow_avg_pct")["denominator"] == 1100.0


def test_who_moves_within_care_leaves_the_employer_and_not_the_sector(turnover_tables: Tables, value: Value) -> None:
    numbers = turnover(*turnover_tables((30, 20, 10, 5, 4, 3, 2), start=1000))  # 50 cells in SMAL
    assert value(numbers, "through_flow") == 50 * (30 + 20)
    assert value(numbers, "through_flow_pct") == 5.0


def test_stayers_are_a_hundred_minus_the_outflow_at_every_level(turnover_tables: Tables, value: Value) -> None:
    numbers = turnover(*turnover_tables((30, 20, 10, 5, 4, 3, 2), start=1000))
    rates_left = [value(numbers, f"outflow_{c}_pct") for c in ("employer", "branch", "sector")]
    stayed = [value(numbers, f"stability_{c}_pct") for c in ("employer", "branch", "sector")]
    assert rates_left == pytest.approx([7.4, 4.4, 2.4])
    assert stayed == pytest.approx([92.6, 95.6, 97.6])


@given(st.integers(1, 5000), st.data())
def test_inflow_minus_outflow_is_the_change_and_stayers_complete_both_cohorts(start: int, data: st.DataObject) -> None:
    outflow, inflow = data.draw(st.integers(0, start)), data.draw(st.integers(0, 5000))
    end = start - outflow + inflow
    stocks = {"employees_start": start, "employees_end": end, "source_cells": 1}
    cells = pl.DataFrame(
        {"region_code": ["RA0205"], "period": ["2025"], "inflow": inflow, "outflow_employer": outflow} | stocks
    )
    found = rates(cells, [*rates_of("inflow", "employees_end"), OUTFLOW[0]], "total")
    came, average, left = (row for row in found.iter_rows(named=True))
    assert came["numerator"] - left["numerator"] == end - start
    assert came["denominator"] - left["numerator"] == end - came["numerator"]  # the stayers, seen from both sides
    assert average["denominator"] == (start + end) / 2


def test_stocks_and_flows_that_disagree_by_one_person_stop(turnover_tables: Tables) -> None:
    table, leavers = turnover_tables()
    wrong = table.with_columns(employees_end=pl.col("employees_end") + (pl.col("branch_code") == "KO").cast(pl.Int64))
    with pytest.raises(RaatError, match=r"In 12 cells inflow minus outflow is not the change(.|\n)*RA0205(.|\n)*BREED"):
        turnover(wrong, leavers)


def test_inflow_into_the_sector_exists_for_the_country_with_childcare_only(turnover_tables: Tables) -> None:
    numbers = turnover(*grown(turnover_tables(regions=region_codes()), 8)).filter(measure="inflow_sector")
    assert numbers.select("region_code", "branch_code", "value").rows() == [("NL01", "BREED", 28 * 55 * (8 - 5.0))]


def test_more_moves_within_care_than_newcomers_stop(turnover_tables: Tables) -> None:
    with pytest.raises(RaatError, match="more people moved within care and welfare than joined an employer"):
        turnover(*grown(turnover_tables(regions=region_codes()), 4))


def test_a_cohort_rate_has_the_wilson_interval_and_an_average_rate_the_same_one_rescaled(
    turnover_tables: Tables,
) -> None:
    numbers = turnover(*grown(turnover_tables(start=200), 50))
    low, high = proportion_confint(50, 1000, method="wilson")
    begin, average, came = (
        one_row(numbers, f"{m}_pct") for m in ("outflow_employer", "outflow_employer_avg", "inflow")
    )
    assert (begin["lower"], begin["upper"]) == pytest.approx((100 * low, 100 * high))
    assert (average["lower"], average["upper"]) == pytest.approx((100 * low / 1.1, 100 * high / 1.1))
    low, high = proportion_confint(250, 1200, method="wilson")  # newcomers are part of those at the end
    assert (came["lower"], came["upper"]) == pytest.approx((120 * low, 120 * high))


def test_a_branch_without_anybody_has_no_rate_and_no_interval(turnover_tables: Tables) -> None:
    table, leavers = turnover_tables()
    gone = pl.col("branch_code") == "UMC"
    counted = ("employees_start", "inflow", "outflow", "employees_end")
    nobody = table.with_columns(pl.when(gone).then(0).otherwise(pl.col(name)).alias(name) for name in counted)
    numbers = turnover(nobody, leavers.with_columns(leavers=pl.when(gone).then(0).otherwise("leavers")))
    of_umc = numbers.filter(branch_code="UMC", unit="%")
    assert set(of_umc["status"]) == {"missing"}
    assert of_umc.select(pl.col("value", "lower", "upper", "interval_pct").is_null().all()).row(0) == (True,) * 4


def test_when_nobody_leaves_the_rate_is_zero_with_an_interval(turnover_tables: Tables) -> None:
    row = one_row(turnover(*turnover_tables((0,) * 7, start=200)), "outflow_sector_pct")
    assert (row["value"], row["lower"]) == (0.0, pytest.approx(0.0, abs=1e-12))
    assert row["upper"] == pytest.approx(100 * proportion_confint(0, 1000, method="wilson")[1])


@pytest.mark.parametrize("gone", [{"branch_code": "UMC"}, {"age_class": "<25"}])
def test_a_region_that_lacks_a_branch_or_an_age_without_saying_zero_stops(
    turnover_tables: Tables, gone: dict[str, str]
) -> None:
    both = turnover_tables(regions=("RA0204", "RA0205"))
    keep = pl.col("region_code").eq("RA0204").or_(*(pl.col(name).ne(code) for name, code in gone.items()))
    with pytest.raises(RaatError, match="a row with 0"):
        turnover(*(t.filter(keep) for t in both))


def test_wilson_covers_the_true_rate_as_often_as_it_says() -> None:
    """Exact coverage: the chance of every number of leavers, added where its interval holds the true rate."""
    for people, rate in ((50, 0.085), (200, 0.085), (2000, 0.085), (50, 0.17), (1000, 0.05)):
        leavers = pl.DataFrame({"leavers": np.arange(people + 1)})
        low, high = wilson(pl.col("leavers"), pl.lit(people))
        ends = leavers.select(low=low, high=high)
        holds = (ends["low"] <= rate) & (rate <= ends["high"])
        covered = binom.pmf(np.arange(people + 1), people, rate)[holds.to_numpy()].sum()
        assert 0.93 <= covered <= 0.97


def test_the_export_is_not_rounded_so_its_intervals_are_not_widened() -> None:
    assert rounding_base() == 0


def widened(leavers: int, people: int, cells: int, base: float) -> tuple[float | None, float, float]:
    table = pl.DataFrame({"region_code": ["RA0205"], "period": ["2025"], "left": leavers, "start": people})
    low, high = wilson(pl.col("left"), pl.col("start"))
    extra = widening_pct(pl.col("start"), pl.lit(cells), base)
    ends = table.with_columns(lower=100 * low - extra, upper=100 * high + extra, interval_pct=95)
    rows = suppressed(ratios(ends, "outflow_sector_pct", "left", "start"), pl.Series([cells]), base)
    return rows.select("value", "lower", "upper").row(0)


def test_rounding_to_a_hundred_widens_by_fifty_people_and_a_rate_coarser_than_a_point_is_not_shown() -> None:
    low, high = proportion_confint(900, 10_000, method="wilson")
    value, lower, upper = widened(900, 10_000, 1, 100)
    assert (value, lower, upper) == pytest.approx((9.0, 100 * low - 0.5, 100 * high + 0.5))
    assert widened(400, 4_999, 1, 100)[0] is None  # 50 of 4.999 people is more than one point
    assert widened(400, 5_000, 1, 100)[0] == 8.0
    assert widened(900, 10_000, 2, 100)[0] == 9.0  # two rounded cells: up to a hundred people
    assert widened(900, 10_000, 3, 100)[0] is None


@pytest.mark.parametrize(("people", "cells"), [(200, 1), (6_000, 1), (30_000, 9), (40_000, 25)])
def test_widened_intervals_hold_the_truth_also_when_all_cells_are_rounded_down(people: int, cells: int) -> None:
    random = np.random.default_rng(20261)
    drawn = random.binomial(people // cells, 0.085, (2000, cells))
    rounded = (np.floor(drawn / 100 + 0.5) * 100).sum(axis=1)
    table = pl.DataFrame({"leavers": rounded}).with_columns(start=pl.lit(people // cells * cells))
    low, high = wilson(pl.col("leavers"), pl.col("start"))
    extra = widening_pct(pl.col("start"), pl.lit(cells), 100) / 100
    ends = table.select(low=low - extra, high=high + extra)
    assert ((ends["low"] <= 0.085) & (ends["high"] >= 0.085)).mean() >= 0.96
