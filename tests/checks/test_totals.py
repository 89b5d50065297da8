"""A total of an export is the sum of its parts, within what rounding to tens explains: 5 for each number."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.checks.totals import totals
from raat_analysis.contracts import Contract

COLUMNS = {
    "region": {"header": "Regio", "type": "text", "required": True},
    "branch": {"header": "Branche", "type": "code", "codes": {"Alles": "ALL", "Jeugd": "J", "Thuis": "T"}},
    "people": {"header": "Werknemers", "type": "integer", "rounded_to": 10},
    "hours": {"header": "Uren", "type": "decimal"},
}
TOTAL = {"id": "all", "over": "branch", "total": "ALL", "parts": ["J", "T"], "columns": ["people", "hours"]}
RIGHT = [("Alles", 300, 0.3), ("Jeugd", 100, 0.1), ("Thuis", 200, 0.2)]
Rows = list[tuple[str, int | None, float | None]]


def figures() -> Contract:
    columns = {name: {"description": name, "required": name != "people", **column} for name, column in COLUMNS.items()}
    return Contract.model_validate(
        {
            "source": "figures",
            "title": "Cijfers",
            "row": "een branche in een regio",
            "format": "csv",
            "kind_of_data": "public",
            "key": ["region", "branch"],
            "later_export_replaces": True,
            "allowed_set_aside_pct": 0,
            "columns": columns,
            "totals": [{**TOTAL, "severity": "stop", "sentence": "De branches tellen op."}],
        }
    )


def table(*regions: Rows) -> pl.LazyFrame:
    """Accepted rows: one list of rows per region."""
    rows = [(f"R{number}", *row) for number, region in enumerate(regions, 1) for row in region]
    found = pl.DataFrame(rows, schema=["region", "branch", "people", "hours"], orient="row").lazy()
    return found.with_columns(pl.lit("figures/2026-09-01/export.csv").alias("export_file")).with_row_index(
        "export_line", offset=2
    )


def people(total: int | None, first: int | None = 100, second: int | None = 200) -> Rows:
    return [("Alles", total, 0.3), ("Jeugd", first, 0.1), ("Thuis", second, 0.2)]


def test_the_sum_of_the_parts_is_accepted():
    assert totals(table(RIGHT, RIGHT), figures()).broken == ()


@pytest.mark.parametrize(("total", "broken"), [(315, False), (316, True), (285, False), (284, True)])
def test_three_numbers_rounded_to_tens_may_differ_fifteen(total: int, broken: bool):
    assert bool(totals(table(people(total)), figures()).broken) == broken


def test_a_number_that_is_not_rounded_must_agree_exactly_but_for_binary_fractions():
    # 0.1 + 0.2 is 0.30000000000000004 to a computer.
    assert totals(table(RIGHT), figures()).broken == ()
    [broken] = totals(table([("Alles", 300, 0.31), *RIGHT[1:]]), figures()).broken
    assert broken.first == ("figures/2026-09-01/export.csv line 2: Uren 0.31, the parts give 0.3",)


def test_labels_count_by_their_code():
    spelt = [("ALLES ", 500, 0.3), ("jeugd", 100, 0.1), (" Thuis", 200, 0.2)]
    assert len(totals(table(spelt), figures()).broken) == 1


def test_each_region_is_added_up_by_itself():
    [broken] = totals(table(people(400), people(200), RIGHT), figures()).broken
    assert broken.count == 2


def test_a_total_without_any_part_is_nothing_to_check():
    found = totals(table([("Alles", 999, 9.9)], RIGHT), figures())
    assert (found.broken, found.unchecked) == ((), ())


def test_a_total_beside_some_of_its_parts_is_counted_and_not_held_against_them():
    found = totals(table(people(999)[:2], RIGHT), figures())
    assert found.broken == ()
    [told] = found.unchecked
    assert (told["id"], told["part_missing"], told["value_empty"]) == ("all", 1, 0)


@pytest.mark.parametrize("rows", [people(None), people(999, None), people(999, None, None)])
def test_a_total_with_an_empty_value_is_counted_and_not_checked(rows: Rows):
    found = totals(table(rows), figures())
    assert found.broken == ()
    assert [told["value_empty"] for told in found.unchecked] == [1]


def test_the_message_has_the_count_five_places_the_sentence_and_a_next_step():
    [broken] = totals(table(*[people(400)] * 7), figures()).broken
    told = broken.message(figures())
    assert "figures: 7 totals are not the sum of their parts (all)" in told
    assert "figures/2026-09-01/export.csv line 2: Werknemers 400, the parts give 300" in told
    assert "and 2 more" in told
    assert "De branches tellen op." in told
    assert "Next step: " in told


def test_a_contract_without_totals_has_nothing_to_add_up():
    bare = figures().model_copy(update={"totals": ()})
    assert totals(table(people(999)), bare).broken == ()


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=2))
def test_rounding_every_number_to_tens_never_breaks_a_total(parts: list[int]):
    total, first, second = (10 * ((number + 5) // 10) for number in (sum(parts), *parts))
    assert totals(table(people(total, first, second)), figures()).broken == ()
