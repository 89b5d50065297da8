"""Each employer's part in the training places of its region, and that nobody else sees it."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.disclosure.protect import protect
from raat_analysis.errors import RaatError
from raat_analysis.measures.fair_share import fair_shares, largest_remainder, places_to_divide
from raat_analysis.numbers_table import number_rows


def test_places_are_divided_in_proportion_by_largest_remainder() -> None:
    """10 places over 5, 3 and 1: exactly 5,56, 3,33 and 1,11, so the first rounds up."""
    assert largest_remainder([5, 3, 1], 10) == [6, 3, 1]


def test_of_equal_remainders_the_first_goes_up() -> None:
    assert largest_remainder([1, 1, 1], 4) == [2, 1, 1]


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40).filter(lambda w: sum(w) > 1e-6), st.integers(0, 10_000))
def test_shares_add_up_and_are_their_exact_part_rounded_up_or_down(weights: list[float], total: int) -> None:
    shares = largest_remainder(weights, total)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1 + 1e-6


@pytest.mark.parametrize(("weights", "total"), [([], 5), ([0, 0], 5), ([2, -1], 5), ([1, 1], -1)])
def test_what_cannot_be_divided_is_refused(weights: Sequence[float], total: int) -> None:
    with pytest.raises(RaatError, match="cannot be divided"):
        largest_remainder(weights, total)


def register(*rows: tuple[str, str, int]) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema=["organisation_code", "branch_code", "employees"], orient="row")
    return table.with_columns(region_code=pl.lit("RA0205"))


def numbers(region_hours: float = 3600) -> pl.DataFrame:
    """VVT has a factor of 50%, GGZ of 100%; the region has 100 fte; 40 places, and 10 more for childcare."""
    usual = {"region_code": "RA0205", "status": "final"}
    factor = {**usual, "measure": "part_time_factor_pct", "period": "2025Q3"}
    places = {**usual, "measure": "training_places", "period": "2025", "breakdown": "qualification"}
    return number_rows(
        [
            {**factor, "branch_code": "VVT", "value": 50.0},
            {**factor, "branch_code": "GGZ", "value": 100.0},
            {**factor, "branch_code": "SMAL", "value": 60.0, "numerator": region_hours},
            {**places, "category": "VP4", "value": 40.0},
            {**places, "category": "PM3", "value": 10.0},
        ]
    )


def shares(members: pl.DataFrame, found: pl.DataFrame) -> dict[str, float | None]:
    rows = fair_shares(members, found)
    return dict(zip(rows["organisation_code"], rows["value"], strict=True))


def test_persons_become_fte_before_places_are_divided() -> None:
    """40 VVT employees are 20 fte, 20 GGZ employees too: each 20 of 100 fte, so 8 of 40 places; 60 fte are others'."""
    members = register(("TW-V01", "VVT", 40), ("TW-G01", "GGZ", 20))
    assert shares(members, numbers()) == {"TW-G01": 8, "TW-V01": 8}


def test_places_for_childcare_are_left_out() -> None:
    assert places_to_divide(numbers(), "RA0205", "2025") == 40


def test_a_share_says_of_what_it_is_made_and_that_it_is_estimated() -> None:
    row = fair_shares(register(("TW-G01", "GGZ", 20)), numbers()).row(0, named=True)
    assert (row["numerator"], row["denominator"], row["status"], row["period"]) == (40 * 20, 100, "modelled", "2025")


def test_members_with_more_fte_than_their_region_have_no_share() -> None:
    rows = fair_shares(register(("TW-G01", "GGZ", 120)), numbers())
    assert rows.select("value", "status").row(0) == (None, "missing")


def test_a_branch_without_a_part_time_factor_leaves_the_shares_of_the_region_missing() -> None:
    members = register(("TW-G01", "GGZ", 20), ("TW-Z01", "ZKH", 20))
    assert shares(members, numbers()) == {"TW-G01": None, "TW-Z01": None}


def test_without_places_or_organisations_there_are_no_shares() -> None:
    members = register(("TW-G01", "GGZ", 20))
    assert fair_shares(members, numbers().filter(measure="part_time_factor_pct")).is_empty()
    assert fair_shares(members.clear(), numbers()).is_empty()
    assert fair_shares(members.clear(), numbers()).columns[0] == "organisation_code"


def test_the_order_of_the_register_makes_no_difference() -> None:
    members = register(("TW-V01", "VVT", 41), ("TW-G01", "GGZ", 23), ("TW-G02", "GGZ", 17))
    assert fair_shares(members.reverse(), numbers()).equals(fair_shares(members, numbers()))


def test_a_fair_share_stays_with_the_member() -> None:
    own = fair_shares(register(("TW-G01", "GGZ", 20)), numbers())
    published = protect([numbers()], own)
    assert published.numbers.filter(measure="training_fair_share").is_empty()
    assert published.members["value"].to_list() == [8.0]


def test_a_fair_share_among_public_numbers_stops_the_run() -> None:
    own = fair_shares(register(("TW-G01", "GGZ", 20)), numbers())
    with pytest.raises(RaatError, match="1 public numbers are for one organisation alone"):
        protect([own.drop("organisation_code")], own)
