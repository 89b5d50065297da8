"""Ratios and the Wilson interval."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from raat_analysis.measures.rows import ratios, with_interval

# R 4.2.2, prop.test(x, n, correct = FALSE)$conf.int
R_WILSON = [
    (81, 263, 0.25528851988, 0.36620957698),
    (15, 148, 0.062386399531, 0.16048724172),
    (0, 20, 0.0, 0.16112515805),
    (1, 29, 0.0061132142928, 0.17175521879),
]


def rate(leavers: int, start: int) -> pl.DataFrame:
    cells = pl.DataFrame({"region_code": ["RA0205"], "period": ["2025"], "leavers": [leavers], "start": [start]})
    return with_interval(ratios(cells, "outflow_sector_pct", "leavers", "start"))


@pytest.mark.parametrize(("leavers", "start", "lower", "upper"), R_WILSON)
def test_wilson_equals_r(leavers: int, start: int, lower: float, upper: float) -> None:
    row = rate(leavers, start)
    assert row["lower"].item() == pytest.approx(100 * lower, abs=1e-8)
    assert row["upper"].item() == pytest.approx(100 * upper, abs=1e-8)
    assert row["interval_pct"].item() == 95


@given(st.integers(1, 100_000), st.floats(0, 1))
def test_wilson_equals_statsmodels(start: int, share: float) -> None:
    leavers = round(share * start)
    lower, upper = proportion_confint(leavers, start, alpha=0.05, method="wilson")
    row = rate(leavers, start)
    assert (row["lower"].item(), row["upper"].item()) == pytest.approx((100 * lower, 100 * upper), abs=1e-9)


def test_a_rate_of_nobody_is_missing_and_not_zero() -> None:
    row = rate(0, 0).row(0, named=True)
    assert (row["value"], row["lower"], row["interval_pct"], row["status"]) == (None, None, None, "missing")


def test_a_rate_has_its_numerator_and_denominator() -> None:
    row = rate(9, 100).row(0, named=True)
    assert (row["value"], row["numerator"], row["denominator"], row["unit"]) == (9.0, 9.0, 100.0, "%")
