"""Shortages of qualifications added up without the surpluses (trap T11)."""

from collections.abc import Callable

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.codelists.regions import region_codes
from raat_analysis.measures.forecasts import APART, forecasts
from raat_analysis.measures.shortage_gross import gross

Grid = Callable[..., pl.DataFrame]
CODES = ["HELP2", "VIG3", "VP4", "OTH"]


def cells(shortages: list[int], region: str = "RA0205") -> tuple[pl.DataFrame, pl.DataFrame]:
    """The shortages of a region by qualification, and their net sum."""
    key = {
        "edition": "2025-12",
        "scenario": "reference",
        "region_code": region,
        "branch_code": "SMAL",
        "period": "2035",
    }
    rows = [key | {"qualification_code": c, "shortage": s} for c, s in zip(CODES, shortages, strict=False)]
    return pl.DataFrame(rows), pl.DataFrame([key | {"shortage": sum(shortages)}])


def made(shortages: list[int]) -> int:
    found: int = gross(*cells(shortages), APART)["shortage_gross"].item()
    return found


def test_a_surplus_does_not_lower_it() -> None:
    """Helpenden 600 too many, verzorgenden 1.000 and verpleegkundigen 500 short: net 900, gross 1.500."""
    assert made([-600, 1000, 500]) == 1500


def test_without_surplus_it_is_the_net_shortage() -> None:
    assert made([200, 300]) == 500


def test_surpluses_alone_give_zero_and_so_does_nothing_short() -> None:
    assert made([-5, -10]) == 0
    assert made([0, 0]) == 0


@settings(deadline=None)
@given(st.lists(st.integers(-(10**5), 10**5), min_size=1, max_size=4))
def test_gross_minus_the_surpluses_is_net_and_gross_is_never_less(shortages: list[int]) -> None:
    surpluses = -sum(min(0, each) for each in shortages)
    assert made(shortages) - surpluses == sum(shortages)
    assert made(shortages) >= max(0, sum(shortages))


def test_a_list_of_some_qualifications_gives_none() -> None:
    qualified, net = cells([100, 200])
    assert gross(qualified, net.with_columns(pl.col("shortage") + 1), APART).height == 0


def test_a_country_adds_up_its_regions_without_setting_them_off() -> None:
    """Twente is 10 verpleegkundigen short and every other region has one too many: Nederland is 10 short, not −17."""
    parts = [cells([10] if code == "RA0205" else [-1], code) for code in region_codes()]
    qualified, net = (pl.concat(tables) for tables in zip(*parts, strict=True))
    found = gross(qualified, net, APART)
    assert found.filter(region_code="NL01")["shortage_gross"].item() == 10


def test_it_stands_beside_the_shortage_when_the_qualifications_are_complete(forecast_table: Grid) -> None:
    """Two branches of 2 short and 0 short; by qualification 5 short and 3 too many."""
    table = forecast_table()
    by_branch = table.filter(pl.col("branch_code") != "SMAL").with_columns(shortage_persons=0, demand_persons=10)
    first = pl.col("branch_code") == "VV"
    by_branch = by_branch.with_columns(
        shortage_persons=pl.when(first).then(2).otherwise(0), demand_persons=pl.when(first).then(12).otherwise(10)
    )
    short = pl.when(qualification_code="VP4").then(5).otherwise(-3)
    smal = table.filter(branch_code="SMAL").with_columns(shortage_persons=short, demand_persons=10 + short)
    numbers = forecasts(pl.concat([by_branch, smal]).cast({"shortage_persons": pl.Int64, "demand_persons": pl.Int64}))
    wanted = numbers.filter(branch_code="SMAL", breakdown="total")
    assert wanted.filter(measure="shortage")["value"].item() == 2
    assert wanted.filter(measure="shortage_gross")["value"].item() == 5
    assert wanted.filter(measure="shortage_gross")["status"].item() == "forecast"
