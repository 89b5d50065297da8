"""What is published: no secret figure, also not by subtraction; nothing lost and nothing without a reason."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.disclosure.protect import Published, protect
from raat_analysis.errors import RaatError
from raat_analysis.numbers_table import KEY

FIGURES = ["value", "numerator", "denominator", "lower", "upper"]
AGES = [code for code in entries("age_classes") if code != "total"]
Row = dict[str, object]


def by_age(measure: str, people: list[int], **key: object) -> list[Row]:
    parts: list[Row] = [
        {"measure": measure, "breakdown": "age", "category": age, "value": float(number)} | key
        for age, number in zip(AGES, people, strict=False)
    ]
    return [*parts, {"measure": measure, "value": float(sum(people))} | key]


def shown(published: Published, **key: object) -> list[float | None]:
    return published.numbers.filter(**key).sort("category")["value"].to_list()


def test_a_secret_number_keeps_its_row_and_loses_its_figures(table: Any, own: Any) -> None:
    row = {"measure": "outflow_sector_pct", "value": 1.0, "numerator": 5.0, "denominator": 500.0}
    found = protect([table([row | {"lower": 0.4, "upper": 2.3, "interval_pct": 95, "contributors": 5}])], own([]))
    only = found.numbers.row(0, named=True)
    assert only["status"] == "secret"
    assert [only[name] for name in (*FIGURES, "interval_pct")] == [None] * 6
    assert "contributors" not in found.numbers.columns


def test_one_secret_age_takes_the_smallest_other_with_it(table: Any, own: Any) -> None:
    found = protect([table(by_age("outflow_sector", [5, 40, 30, 20, 50]))], own([]))
    assert shown(found, breakdown="age") == [40, 30, None, 50, None]
    assert shown(found, breakdown="total") == [145]


def test_two_secret_ages_of_very_few_take_a_third_with_them(table: Any, own: Any) -> None:
    found = protect([table(by_age("outflow_sector", [1, 1, 30, 20, 50]))], own([]))
    assert shown(found, breakdown="age").count(None) == 3


def test_two_secret_ages_that_hide_each_other_need_no_third(table: Any, own: Any) -> None:
    found = protect([table(by_age("outflow_sector", [8, 8, 30, 20, 50]))], own([]))
    assert shown(found, breakdown="age").count(None) == 2


def test_a_percentage_is_secret_with_its_count_and_the_other_way_round(table: Any, own: Any) -> None:
    rate = {"measure": "outflow_sector_pct", "value": 30.0, "numerator": 24.0, "denominator": 80.0}
    found = protect([table([{"measure": "outflow_sector", "value": 24.0}, rate])], own([]))
    assert set(found.numbers["status"]) == {"secret"}


def test_a_count_and_its_percentage_must_agree(table: Any, own: Any) -> None:
    rate = {"measure": "outflow_sector_pct", "value": 30.0, "numerator": 25.0, "denominator": 80.0}
    with pytest.raises(RaatError, match="1 counts differ"):
        protect([table([{"measure": "outflow_sector", "value": 24.0}, rate])], own([]))


def test_a_secret_region_of_the_area_takes_another_with_it(table: Any, own: Any) -> None:
    people = dict(zip(wgv_codes(), (5, 40, 20, 30), strict=True))
    rows = [{"measure": "inflow", "region_code": r, "value": float(n)} for r, n in {**people, AREA: 95}.items()]
    found = protect([table(rows)], own([]))
    hidden = found.numbers.filter(status="secret")["region_code"].to_list()
    assert hidden == ["RA0204", "RA0206"]


def test_inflow_does_not_give_the_outflow_away(table: Any, own: Any) -> None:
    rows = [
        {"measure": "inflow", "value": 30.0},
        {"measure": "outflow_employer", "value": 5.0},
        {"measure": "flow_balance", "value": 25.0},
    ]
    found = protect([table(rows)], own([])).numbers
    assert found.filter(status="secret")["measure"].to_list() == ["inflow", "outflow_employer"]


def test_small_inflow_and_small_outflow_are_secret_and_stop_nothing(table: Any, own: Any) -> None:
    rows = [{"measure": "inflow", "value": 3.0}, {"measure": "outflow_employer", "value": 4.0}]
    assert set(protect([table(rows)], own([])).numbers["status"]) == {"secret"}


def test_an_ending_without_the_other_endings_is_in_no_sum(table: Any, own: Any) -> None:
    rows = [
        {"measure": "vacancies_filled", "value": 4.0, "contributors": 1},
        {"measure": "vacancies_expired", "value": 40.0, "contributors": 9},
    ]
    found = protect([table(rows)], own([])).numbers
    assert found.filter(status="secret")["measure"].to_list() == ["vacancies_filled"]


def test_leaving_the_employer_and_the_sector_do_not_give_away_who_moved_within(table: Any, own: Any) -> None:
    rows = [{"measure": "outflow_employer", "value": 40.0}, {"measure": "outflow_sector", "value": 35.0}]
    found = protect([table(rows)], own([]))
    assert shown(found, measure="outflow_sector") == [None]
    assert shown(found, measure="outflow_employer") == [40]


def test_a_destination_is_one_number_under_both_concepts(table: Any, own: Any) -> None:
    people = {
        "same_branch": 50,
        "other_branch": 40,
        "other_sector": 30,
        "self_employed": 20,
        "benefit": 15,
        "pension": 5,
        "inactive": 25,
    }
    outside = [code for code, entry in entries("destinations").items() if entry["level"] == "sector"]
    rows: list[Row] = [
        *(
            {"measure": "outflow_employer", "breakdown": "destination", "category": c, "value": float(n)}
            for c, n in people.items()
        ),
        *(
            {"measure": "outflow_sector", "breakdown": "destination", "category": c, "value": float(people[c])}
            for c in outside
        ),
        {"measure": "outflow_employer", "value": 185.0},
        {"measure": "outflow_sector", "value": 95.0},
    ]
    found = protect([table(rows)], own([])).numbers.filter(status="secret")
    assert sorted(found.select("measure", "category").rows()) == [
        ("outflow_employer", "benefit"),
        ("outflow_employer", "pension"),
        ("outflow_sector", "benefit"),
        ("outflow_sector", "pension"),
    ]


def test_a_secret_ending_takes_another_because_their_sum_is_known(table: Any, own: Any) -> None:
    rows = [
        {"measure": "vacancies_filled", "value": 20.0, "contributors": 5},
        {"measure": "vacancies_withdrawn", "value": 4.0, "contributors": 1},
        {"measure": "vacancies_expired", "value": 9.0, "contributors": 3},
    ]
    found = protect([table(rows)], own([])).numbers
    assert found.filter(status="secret")["measure"].to_list() == ["vacancies_expired", "vacancies_withdrawn"]


def test_a_total_with_one_part_is_secret_with_it(table: Any, own: Any) -> None:
    rows = [{"measure": "outflow_sector", "branch_code": b, "value": 5.0} for b in ("VVT", "TZ")]
    found = protect([table([*rows, {"measure": "outflow_sector", "branch_code": "VV", "value": 0.0}])], own([]))
    assert set(found.numbers.filter(pl.col("branch_code") != "VV")["status"]) == {"secret"}


def test_missing_is_not_secret(table: Any, own: Any) -> None:
    rows = [{"measure": "outflow_sector_pct", "numerator": 0.0, "denominator": 0.0, "status": "missing"}]
    assert protect([table(rows)], own([])).numbers["status"].to_list() == ["missing"]


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_number_without_a_proper_value_is_refused(table: Any, own: Any, value: float | None) -> None:
    with pytest.raises(RaatError, match=r"1 numbers have no proper value(.|\n)*employees"):
        protect([table([{"measure": "employees", "value": value}])], own([]))


def test_a_figure_that_is_called_missing_is_refused(table: Any, own: Any) -> None:
    with pytest.raises(RaatError, match="though they are secret or missing"):
        protect([table([{"measure": "employees", "value": 3.0, "status": "missing"}])], own([]))


@pytest.mark.parametrize("measure", ["inflow", "vacancies_filled"])
def test_a_total_that_is_not_the_sum_of_its_parts_is_refused_by_name(table: Any, own: Any, measure: str) -> None:
    rows = [{"measure": measure, "region_code": code, "value": 20.0, "contributors": 4} for code in wgv_codes()]
    with pytest.raises(
        RaatError, match=rf"1 totals are not the sum of their parts(.|\n)*{measure}', 'RA02'(.|\n)*80\.0"
    ):
        protect([table([*rows, {"measure": measure, "region_code": AREA, "value": 81.0, "contributors": 9}])], own([]))


def test_a_total_of_ages_that_do_not_add_up_is_refused(table: Any, own: Any) -> None:
    rows = [row | {"value": 999.0} if "breakdown" not in row else row for row in by_age("inflow", [20] * 5)]
    with pytest.raises(RaatError, match="1 totals are not the sum of their parts"):
        protect([table(rows)], own([]))


def test_two_rows_with_one_key_are_refused(table: Any, own: Any) -> None:
    rows = table([{"measure": "employees", "value": 3.0}])
    with pytest.raises(RaatError, match=r"1 numbers stand twice(.|\n)*employees"):
        protect([rows, rows], own([]))


def test_what_was_secret_is_counted_per_source(table: Any, own: Any) -> None:
    found = protect([table(by_age("outflow_sector", [5, 40, 30, 20, 50]))], own([])).protection
    counts = {entry["source"]: entry for entry in found["sources"]}  # type: ignore[union-attr, call-overload, index]
    assert (counts["uitstroom"]["public_secret"], counts["uitstroom"]["public_protecting"]) == (1, 1)  # type: ignore[index]
    assert found["groups_that_the_solver_left_undecided"] == 0
    assert counts["uitstroom"]["public_numbers"] == 6  # type: ignore[index]


PEOPLE = st.lists(st.integers(0, 60), min_size=5, max_size=5)


@given(people=PEOPLE)
@settings(max_examples=60, deadline=None)
def test_no_age_under_ten_can_be_worked_out_from_the_others_and_the_total(
    table: Any, own: Any, people: list[int]
) -> None:
    found = protect([table(by_age("outflow_sector", people))], own([]))
    published = dict(found.numbers.select("category", "value").iter_rows())
    hidden = [age for age in AGES if published[age] is None]
    few = [age for age, number in zip(AGES, people, strict=True) if 0 < number < 10]
    assert set(few) <= set(hidden)
    if published["total"] is not None:
        assert len(hidden) != 1
        assert not few or sum(people[AGES.index(age)] for age in hidden) >= 10


@given(counts=st.lists(PEOPLE, min_size=4, max_size=4), order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_in_no_line_of_regions_or_ages_is_one_number_hidden_alone(
    table: Any, own: Any, counts: list[list[int]], order: Any
) -> None:
    rows = list(two_ways(counts))
    numbers = table(rows)
    found = protect([numbers], own([]))
    for line in lines_of(found.numbers):
        assert line["value"].null_count() != 1
    few = numbers.filter((pl.col("value") > 0) & (pl.col("value") < 10))
    assert found.numbers.join(few, on=KEY, nulls_equal=True, validate="1:1")["value"].null_count() == few.height
    order.shuffle(rows)
    assert protect([table(rows)], own([])).numbers.equals(found.numbers)


def two_ways(counts: list[list[int]]) -> Iterator[Row]:
    """Inflow of four regions and their area, by age and in total."""
    table = np.array(counts)
    for region, people in zip([*wgv_codes(), AREA], [*table, table.sum(axis=0)], strict=True):
        yield from by_age("inflow", [int(number) for number in people], region_code=region)


def lines_of(numbers: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield from numbers.partition_by("region_code")
    yield from numbers.partition_by("category")


def test_inputs_stay_as_they_were(table: Any, own: Any) -> None:
    rows, members = table(by_age("outflow_sector", [5, 40, 30, 20, 50])), own([])
    before = rows.clone(), members.clone()
    protect([rows], members)
    assert all(one.equals(other) for one, other in zip(before, (rows, members), strict=True))


def test_every_row_that_went_in_comes_out(table: Any, own: Any) -> None:
    rows = table(
        [{"measure": m, "period": p, "value": 12.0} for m, p in product(("employees", "inflow"), ("2024", "2025"))]
    )
    assert protect([rows], own([])).numbers.select(KEY).equals(rows.select(KEY))
