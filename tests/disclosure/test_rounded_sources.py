"""Sources that are rounded: which branches are shown, that what is shown adds up, and that nothing exact is left."""

from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.disclosure.policy import RoundingRule, sources_of
from raat_analysis.disclosure.protect import protect
from raat_analysis.disclosure.rounded_branches import shown_branches
from raat_analysis.disclosure.rounded_lines import lines_of
from raat_analysis.disclosure.rounded_sources import rounded_numbers
from raat_analysis.errors import RaatError
from raat_analysis.numbers_table import COLUMNS, KEY
from tests.disclosure.lines import Table, ranges

Row = dict[str, object]
AGES, CLASSES = ["<25", "25-35"], ["<12", "12-20", "36+"]
BEHIND = ["contributors", "contributed", "largest", "second_largest"]
RULE = sources_of(RoundingRule)["fase0_hr"]


def branches(sizes: dict[str, list[int]]) -> pl.DataFrame:
    """Who contributed to each branch, and to the sector: the employees of each organisation, largest first."""
    together = {"SMAL": sorted((each for sizes_ in sizes.values() for each in sizes_), reverse=True)} | sizes
    rows = [
        (code, len(each), float(sum(each)), float(each[0]), float([*each, 0][1])) for code, each in together.items()
    ]
    return pl.DataFrame(rows, schema=["branch_code", *BEHIND], orient="row")


def number_rows(counts: dict[str, list[int]], organisations: dict[str, list[int]]) -> pl.DataFrame:
    """Employees of branches by age, contract and both; `counts` are those of the six crosses. With the sector."""
    crosses = list(product(AGES, CLASSES))
    whole = {"SMAL": [sum(each) for each in zip(*counts.values(), strict=True)]} | counts
    rows: list[Row] = []
    for code, cells in whole.items():
        by = {"total": {"total": sum(cells)}, "age_contract": {}, "age": {}, "contract": {}}
        for (age, hours), count in zip(crosses, cells, strict=True):
            by["age_contract"][f"{age}/{hours}"] = count
            by["age"][age] = by["age"].get(age, 0) + count
            by["contract"][hours] = by["contract"].get(hours, 0) + count
        rows += [
            {"branch_code": code, "breakdown": breakdown, "category": category, "value": float(count)}
            for breakdown, categories in by.items()
            for category, count in categories.items()
        ]
    behind = branches(organisations).with_columns(breakdown=pl.lit("total"))
    same = {"measure": "fase0_employees", "region_code": "RA0205", "period": "2026-1", "edition": "2026-1"}
    return (
        table_of([same | row for row in rows])
        .drop(BEHIND)
        .join(behind, on=["branch_code", "breakdown"], how="left")
        .select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
        .sort(KEY)
    )


def table_of(rows: list[Row]) -> pl.DataFrame:
    usual = {"scenario": "", "status": "final", "breakdown": "total", "category": "total", "branch_code": "SMAL"}
    about = entries("measures")
    full = [usual | {name: about[str(row["measure"])][name] for name in ("unit", "source")} | row for row in rows]
    return pl.DataFrame({name: [row.get(name) for row in full] for name in COLUMNS}, schema=COLUMNS, strict=False)


def shown(sizes: dict[str, list[int]]) -> list[str]:
    return shown_branches(branches(sizes), RULE)


@pytest.mark.parametrize(
    ("sizes", "codes"),
    [
        ({"VVT": [40, 30, 30], "GGZ": [40, 40, 20]}, ["SMAL", "GGZ", "VVT"]),
        ({"VVT": [40, 30, 30], "GGZ": [60]}, ["SMAL"]),  # GGZ is one organisation, and VVT would give it away
        ({"VVT": [50, 30, 20], "GGZ": [30, 20], "SW": [40]}, ["SMAL", "VVT"]),  # two secret branches: three together
        ({"VVT": [51, 29, 20], "GGZ": [40, 40, 20]}, ["SMAL"]),  # more than half: secret, and GGZ would give it away
        ({"VVT": [49, 48, 3], "GGZ": [40, 40, 20]}, ["SMAL"]),  # the second knows the first but for 3
        ({"VVT": [60, 20, 20]}, []),
        ({"VVT": [50, 50]}, []),
    ],
)
def test_a_branch_is_shown_with_three_organisations_none_above_half(
    sizes: dict[str, list[int]], codes: list[str]
) -> None:
    assert shown(sizes) == codes


def test_the_smallest_branch_is_secret_with_one_that_it_would_give_away() -> None:
    sizes = {"VVT": [400, 300, 300], "GGZ": [40, 40, 20], "SW": [50, 10]}
    assert shown(sizes) == ["SMAL", "VVT"]  # SW has two organisations; GGZ and SW together have five


def test_not_knowing_who_contributed_is_secret() -> None:
    unknown = branches({"VVT": [40, 30, 30]}).with_columns(largest=pl.lit(None, pl.Float64))
    assert shown_branches(unknown, RULE) == []


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["VVT", "GGZ", "GHZ", "SW", "ZKH"]),
        st.lists(st.integers(1, 99), min_size=1, max_size=6),
        min_size=1,
    )
)
def test_neither_a_branch_nor_what_is_left_of_the_sector_is_of_few(sizes: dict[str, list[int]]) -> None:
    sizes = {code: sorted(each, reverse=True) for code, each in sizes.items()}
    codes = shown(sizes)
    groups = [sizes[code] for code in codes if code != "SMAL"]
    groups.append([each for code, sizes_ in sizes.items() if codes and code not in codes for each in sizes_])
    for group in (group for group in groups if group):
        assert len(group) >= 3
        assert max(group) <= sum(group) / 2


def test_what_is_shown_is_rounded_to_tens_with_the_range_of_the_truth_and_the_rest_is_secret() -> None:
    rows = number_rows(
        {"VVT": [13, 27, 41, 8, 0, 11], "GGZ": [5, 6, 7, 8, 9, 10], "SW": [9, 9, 9, 9, 9, 9]},
        {"VVT": [40, 30, 30], "GGZ": [30, 15], "SW": [30, 24]},
    )
    found = rounded_numbers(rows)
    assert found.select(KEY).equals(rows.select(KEY))
    seen = found.filter(pl.col("branch_code").is_in(["SMAL", "VVT"]))
    assert (seen["value"] % 10 == 0).all()
    true = seen.select(*KEY).join(rows, on=KEY, nulls_equal=True, maintain_order="left")["value"]
    assert ((seen["lower"] <= true) & (true <= seen["upper"])).all()
    assert ((seen["upper"] - seen["lower"]) >= 9).all()
    hidden = found.filter(pl.col("branch_code").is_in(["GGZ", "SW"]))
    assert set(hidden["status"]) == {"secret"}
    assert hidden.select("value", "lower", "upper", "numerator", "denominator").null_count().row(0) == (24,) * 5


@settings(max_examples=20, deadline=None)
@given(
    st.fixed_dictionaries(
        {code: st.lists(st.integers(0, 30), min_size=6, max_size=6) for code in ("VVT", "GGZ", "SW")}
    ),
    st.sampled_from([[8, 8], [6, 5, 5]]),
)
def test_published_counts_add_up_and_nobody_can_work_one_out(counts: dict[str, list[int]], ggz: list[int]) -> None:
    organisations = {"VVT": [40, 30, 30], "GGZ": ggz, "SW": [9, 8]}
    found = rounded_numbers(number_rows(counts, organisations)).filter(pl.col("value").is_not_null())
    cells = found.with_row_index("cell").with_columns(pl.col("cell").cast(pl.Int64))
    sums = lines_of(cells)
    published = Table(cells["value"].to_list(), [])
    for line in sums.partition_by("line"):
        parts, total = line.filter(~pl.col("total"))["cell"].to_list(), line.filter("total")["cell"].item()
        if len({cells["branch_code"][cell] for cell in [*parts, total]}) == 1:  # SW is secret: branches do not add up
            published.line(parts, total)
    assert not (published.lines @ published.true).any()
    low, high = ranges(published, cells["lower"].to_numpy(), cells["upper"].to_numpy())
    assert (high - low >= 9 - 1e-6).all()


def test_a_percentage_of_a_rounded_total_is_made_of_it_anew() -> None:
    rows = number_rows({"VVT": [13, 27, 41, 8, 0, 12]}, {"VVT": [40, 31, 30]})  # 101 employees
    place = {"region_code": "RA0205", "period": "2026-1", "edition": "2026-1", "contributors": 3}
    response = {"measure": "fase0_response_pct", "value": 100 * 20 / 101, "numerator": 20.0, "denominator": 101.0}
    found = rounded_numbers(pl.concat([rows, table_of([place | response])]).sort(KEY))
    row = found.filter(measure="fase0_response_pct").row(0, named=True)
    assert (row["value"], row["numerator"], row["denominator"]) == (20.0, 20.0, 100.0)


def test_a_percentage_of_a_secret_total_is_secret() -> None:
    rows = number_rows({"VVT": [13, 27, 41, 8, 0, 12]}, {"VVT": [71, 15, 15]})
    place = {"region_code": "RA0205", "period": "2026-1", "edition": "2026-1", "contributors": 3}
    response = {"measure": "fase0_response_pct", "value": 100 * 20 / 101, "numerator": 20.0, "denominator": 101.0}
    found = rounded_numbers(pl.concat([rows, table_of([place | response])]).sort(KEY))
    assert found.filter(measure="fase0_response_pct").select("value", "status").row(0) == (None, "secret")


def test_protection_rounds_and_counts_what_is_secret(own: Any) -> None:
    rows = number_rows(
        {"VVT": [13, 27, 41, 8, 0, 11], "GGZ": [5, 6, 7, 8, 9, 10], "SW": [9, 9, 9, 9, 9, 9]},
        {"VVT": [40, 30, 30], "GGZ": [30, 15], "SW": [30, 24]},
    )
    found = protect([rows], own([]))
    told = {row["source"]: row for row in found.protection["sources"]}["fase0_hr"]  # type: ignore[attr-defined]
    assert (told["rule"], told["public_numbers"], told["public_secret"], told["public_protecting"]) == (
        "rounding",
        48,
        24,
        0,
    )
    assert set(found.numbers.columns).isdisjoint([*BEHIND, "only_contributor"])
    assert (found.numbers.filter(pl.col("value").is_not_null())["value"] % 10 == 0).all()


def test_the_order_of_rows_and_other_regions_change_nothing() -> None:
    rows = number_rows({"VVT": [13, 27, 41, 8, 0, 11]}, {"VVT": [40, 30, 30]})
    other = rows.with_columns(region_code=pl.lit("RA0206"), value=pl.col("value") * 3)
    alone, both = (
        rounded_numbers(rows),
        rounded_numbers(pl.concat([other, rows]).sample(fraction=1, shuffle=True, seed=1)),
    )
    assert both.filter(region_code="RA0205").equals(alone)


def test_a_part_without_its_total_is_refused() -> None:
    rows = number_rows({"VVT": [13, 27, 41, 8, 0, 11]}, {"VVT": [40, 30, 30]})
    with pytest.raises(RaatError, match=r"6 counts to be rounded have no total"):
        rounded_numbers(rows.filter(~((pl.col("breakdown") == "age") & (pl.col("branch_code") == "VVT"))))


def test_a_count_that_is_not_the_sum_of_its_parts_is_refused_with_the_table() -> None:
    rows = number_rows({"VVT": [13, 27, 41, 8, 0, 11]}, {"VVT": [40, 30, 30]})
    wrong = rows.with_columns(pl.when(category="<25/<12").then(14.0).otherwise("value").alias("value"))
    with pytest.raises(RaatError, match="fase0_employees RA0205 2026-1 2026-1"):
        rounded_numbers(wrong)


def test_numbers_of_other_sources_stay_as_they_are() -> None:
    row = {"measure": "employees", "region_code": "RA0205", "period": "2025Q4", "value": 1234.0}
    numbers = table_of([row])
    assert rounded_numbers(numbers).equals(numbers)
