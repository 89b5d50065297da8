"""Branches of survey figures: what a reader finds by subtracting them from the sector keeps the rule too."""

from itertools import combinations
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.contributors import contributions_of
from raat_analysis.disclosure.policy import checked
from raat_analysis.disclosure.protect import protect
from raat_analysis.errors import RaatError
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml
from tests.disclosure.conftest import number_table

Sizes = dict[str, list[int]]  # branch → answers of each organisation that took part
ROUND = {"period": "2026-1", "edition": "2026-1"}
SHARE = {"measure": "condition_pct", "breakdown": "condition", "category": "pay", "status": "modelled", **ROUND}
FEWEST_IN_BRANCH = 5
BRANCHES = ("VVT", "GGZ", "GHZ", "SW", "ZKH")


def published(sizes: Sizes) -> pl.DataFrame:
    """The share of the sector and its branches: a fifth of the answers. Below five organisations none is made."""
    whole = {"SMAL": [size for each in sizes.values() for size in each]} | sizes
    rows = []
    for code, answers in whole.items():
        behind = dict(contributions_of((f"{code}{n}", float(size)) for n, size in enumerate(answers)))
        made = code == "SMAL" or len(answers) >= FEWEST_IN_BRANCH
        total = float(sum(answers))
        figures = {"value": 20.0, "numerator": total / 5, "denominator": total} if made else {"status": "missing"}
        rows.append(SHARE | behind | {"branch_code": code} | figures)
    return protect(
        [number_table(rows)], number_table([]).select(pl.lit("").alias("organisation_code"), pl.all())
    ).numbers


def shown(sizes: Sizes) -> list[str]:
    found = published(sizes).filter(pl.col("value").is_not_null())
    return sorted(found["branch_code"])


def may_be_told(answers: list[int]) -> bool:
    """The rule by head: three organisations, ten answers, none half of them, the largest not known to the next."""
    ordered = sorted(answers, reverse=True)
    enough = len(ordered) >= 3 and sum(ordered) >= 10
    return enough and ordered[0] <= sum(ordered) / 2 and sum(ordered[2:]) >= ordered[0] / 10


@pytest.mark.parametrize(
    ("sizes", "codes"),
    [
        ({"VVT": [20] * 5}, ["SMAL", "VVT"]),  # nobody is left
        ({"VVT": [20] * 5, "GGZ": [30, 20, 20]}, ["SMAL", "VVT"]),  # three organisations are left
        ({"VVT": [20] * 5, "GGZ": [30, 20]}, ["SMAL"]),  # two are left: VVT would give them away
        ({"VVT": [20] * 5, "GGZ": [30], "SW": [20], "GHZ": [15]}, ["SMAL", "VVT"]),  # three, in three branches
        ({"VVT": [20] * 6, "GGZ": [20] * 5, "SW": [30]}, ["SMAL", "VVT"]),  # GGZ is left out to hide SW
        ({"VVT": [90, 20, 20, 20, 20], "GGZ": [20] * 5}, ["SMAL"]),  # more than half is of one organisation
    ],
)
def test_the_smallest_branch_is_left_out_when_the_rest_would_be_told(sizes: Sizes, codes: list[str]) -> None:
    assert shown(sizes) == codes


organisations = st.lists(st.integers(10, 120), min_size=0, max_size=8)


@given(drawn=st.lists(organisations, min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_subtraction_tells_what_the_rule_keeps_secret(drawn: list[list[int]]) -> None:
    sizes = {code: answers for code, answers in zip(BRANCHES, drawn, strict=True) if answers}
    codes = shown(sizes) if sizes else []
    if "SMAL" not in codes:
        return
    branches = [code for code in codes if code != "SMAL"]
    for number in range(len(branches) + 1):
        for taken in combinations(branches, number):
            left = [size for code, answers in sizes.items() if code not in taken for size in answers]
            assert not left or may_be_told(left), (sizes, taken)


def test_a_branch_without_an_estimate_has_no_row_and_a_secret_one_has_no_figures() -> None:
    found = published({"VVT": [20] * 6, "GGZ": [20] * 5, "SW": [30]})
    assert found.select("branch_code", "status", "value").rows() == [
        ("GGZ", "secret", None),
        ("SMAL", "modelled", 20.0),
        ("VVT", "modelled", 20.0),
    ]


def test_how_many_organisations_took_part_is_public_for_every_branch(table: Any, own: Any) -> None:
    row = {"measure": "fase0_organisations", "branch_code": "GGZ", "value": 1.0, "contributors": 1, **ROUND}
    assert protect([table([row])], own([])).numbers["value"].to_list() == [1.0]


def test_participation_is_a_count_of_organisations_and_of_nothing_else() -> None:
    content = read_yaml(PACKAGE / "disclosure" / "policy.yml")
    content["sources"]["fase0_medewerkers"]["participation"] = ["fase0_respondents"]
    with pytest.raises(RaatError, match=r"fase0_respondents: no count of organisations"):
        checked(content)
