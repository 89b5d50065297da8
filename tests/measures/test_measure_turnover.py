"""Leaving the employer, the branch and the sector."""

from collections.abc import Callable

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.measures.turnover import turnover
from raat_analysis.measures.turnover_identities import refuse_wider_sector

Tables = Callable[..., tuple[pl.DataFrame, pl.DataFrame]]
Value = Callable[..., float | None]


def test_each_destination_counts_in_the_concepts_it_leaves(turnover_tables: Tables, value: Value) -> None:
    numbers = turnover(*turnover_tables((30, 20, 10, 5, 4, 3, 2), start=1000))  # 50 cells in SMAL
    assert value(numbers, "outflow_employer") == 50 * 74
    assert value(numbers, "outflow_sector") == 50 * 24
    rates = [value(numbers, f"outflow_{concept}_pct") for concept in ("employer", "branch", "sector")]
    assert rates == pytest.approx([7.4, 4.4, 2.4])


def test_ten_leave_and_ten_join_is_an_outflow_of_ten_and_a_balance_of_zero(
    turnover_tables: Tables, value: Value
) -> None:
    numbers = turnover(*turnover_tables((10, 0, 0, 0, 0, 0, 0)))
    where = {"branch_code": "KO"}  # five cells, one for each age
    assert value(numbers, "outflow_employer", **where) == 50
    assert value(numbers, "inflow", **where) == 50
    assert value(numbers, "flow_balance", **where) == 0


def test_the_denominator_is_who_was_there_at_the_start(turnover_tables: Tables) -> None:
    table, leavers = turnover_tables(start=200)
    grown = table.with_columns(inflow=pl.lit(500, pl.Int64), employees_end=pl.lit(690, pl.Int64))
    row = turnover(grown, leavers).filter(measure="outflow_employer_pct", branch_code="KO").row(0, named=True)
    assert (row["numerator"], row["denominator"], row["value"]) == (50.0, 1000.0, 5.0)


def test_a_rate_of_a_total_is_not_the_mean_of_rates(turnover_tables: Tables, value: Value) -> None:
    table, leavers = turnover_tables()
    people = pl.when(pl.col("branch_code") == "VV").then(950).otherwise(50)
    large = table.with_columns(employees_start=people, employees_end=people)
    numbers = turnover(large, leavers)
    rates = [value(numbers, "outflow_employer_pct", branch_code=b) for b in ("VV", "TZ", "VVT")]
    assert rates == pytest.approx([100 * 10 / 950, 20.0, 2.0])


def test_destinations_of_the_sector_are_outside_care(turnover_tables: Tables) -> None:
    numbers = turnover(*turnover_tables()).filter(breakdown="destination")
    assert numbers.filter(measure="outflow_sector_pct")["category"].sort().to_list() == sorted(
        numbers.filter(measure="outflow_sector")["category"]
    )
    sector = numbers.filter(measure="outflow_sector")["category"].to_list()
    assert sorted(sector) == ["benefit", "inactive", "other_sector", "pension", "self_employed"]
    assert numbers.filter(measure="outflow_employer").height == 7


def test_destinations_add_up_to_the_outflow(turnover_tables: Tables, value: Value) -> None:
    numbers = turnover(*turnover_tables())
    by_destination = numbers.filter(breakdown="destination", measure="outflow_employer")["value"].sum()
    assert by_destination == value(numbers, "outflow_employer")


def test_the_persons_behind_a_count_are_the_count(turnover_tables: Tables) -> None:
    numbers = turnover(*turnover_tables()).filter(breakdown="destination")
    counted = numbers.select(people=pl.coalesce("numerator", "value"))["people"]
    assert numbers["contributors"].to_list() == counted.to_list()


def test_leavers_that_do_not_add_up_to_the_outflow_stop(turnover_tables: Tables) -> None:
    table, leavers = turnover_tables()
    with pytest.raises(RaatError, match="do not add up to the outflow in 55 cells"):
        turnover(table.with_columns(pl.col("outflow") + 1), leavers)


def test_a_cell_without_destinations_stops(turnover_tables: Tables) -> None:
    table, leavers = turnover_tables()
    with pytest.raises(RaatError, match="54 have destinations"):
        turnover(table, leavers.filter((pl.col("branch_code") != "KO") | (pl.col("age_class") != "<25")))


def test_more_leavers_of_the_sector_than_of_the_employer_stop() -> None:
    key = {"region_code": ["RA0205"], "branch_code": ["GGZ"], "age_class": ["<25"], "period": ["2025"]}
    cells = pl.DataFrame(key | {"outflow_employer": [10], "outflow_branch": [10], "outflow_sector": [11]})
    with pytest.raises(RaatError, match="1 cells have more leavers of the sector"):
        refuse_wider_sector(cells)


def test_years_stay_apart(turnover_tables: Tables) -> None:
    pairs = [turnover_tables(), tuple(t.with_columns(year=2024) for t in turnover_tables())]
    both = [pl.concat([pair[i].cast({"year": pl.Int64}) for pair in pairs]) for i in (0, 1)]
    numbers = turnover(both[0], both[1]).filter(measure="inflow", branch_code="KO")
    assert numbers.sort("period").select("period", "value").rows() == [("2024", 50.0), ("2025", 50.0)]
