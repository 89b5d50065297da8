"""Leavers stay secret whatever else of turnover is published: an attacker with all published equations finds none."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.disclosure.estimates import with_estimates
from raat_analysis.disclosure.protect import protect
from raat_analysis.errors import RaatError
from raat_analysis.measures.turnover import turnover

AGES = [code for code in entries("age_classes") if code != "total"]
DESTINATIONS = list(entries("destinations"))
LEAVES = ["UMC", "ZKH", "GGZ", "HA", "OVZ", "VV", "TZ", "GHZ", "JZ", "SW", "KO"]
SECTOR = [entries("destinations")[code]["level"] == "sector" for code in DESTINATIONS]
BRANCH = [entries("destinations")[code]["level"] != "employer" for code in DESTINATIONS]
KEY = ["region_code", "branch_code", "age_class", "year"]


def tidy(seed: int, regions: list[str], chance: float = 0.02) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Few leavers in every cell, so that many counts are secret; one year."""
    random = np.random.default_rng(seed)
    cells = [(r, b, a, 2025) for r in regions for b in LEAVES for a in AGES]
    start = random.integers(20, 400, len(cells))
    left = random.binomial(start[:, None] // 7, chance, (len(cells), 7))
    came = random.binomial(start, 0.1) + left.sum(axis=1)
    names = dict(zip(KEY, zip(*cells, strict=True), strict=True))
    table = pl.DataFrame(names | {"employees_start": start, "inflow": came, "outflow": left.sum(axis=1)})
    table = table.with_columns(employees_end=pl.col("employees_start") + pl.col("inflow") - pl.col("outflow"))
    wide = pl.DataFrame(names | {code: left[:, k] for k, code in enumerate(DESTINATIONS)})
    return table, wide.unpivot(DESTINATIONS, index=KEY, variable_name="destination", value_name="leavers")


def equation(row: dict[str, Any]) -> np.ndarray:
    """What a number counts of the leavers by branch, age and destination, as a vector over them and the inflow."""
    shape = (len(LEAVES), len(AGES), len(DESTINATIONS) + 1)
    counted = np.zeros(shape)
    branches = [branch_in(code, row["branch_code"]) for code in LEAVES]
    ages = [row["breakdown"] != "age" or row["category"] == age for age in AGES]
    where = np.ix_(branches, ages)
    flow = row["measure"].removeprefix("stability_").removeprefix("outflow_").removesuffix("_pct").removesuffix("_avg")
    if flow == "inflow":
        kept = [False] * 7 + [True]
    else:
        concept = {"employer": [True] * 7, "branch": BRANCH, "sector": SECTOR}
        kept = [not s for s in SECTOR] if flow == "through_flow" else list(concept[flow])
        only = row["category"] if row["breakdown"] == "destination" else None
        kept = [k and only in (None, code) for k, code in zip(kept, DESTINATIONS, strict=True)] + [False]
    counted[where] = np.array(kept, dtype=float)
    return counted.ravel()


def branch_in(code: str, total: str) -> bool:
    return code == total or total in entries("branches")[code]["part_of"]


def small(row: dict[str, Any]) -> bool:
    count = row["numerator"] if row["numerator"] is not None else row["value"]
    return count is not None and 0 < count < 10 and not row["measure"].startswith("stability")


def attacked(numbers: pl.DataFrame, published: pl.DataFrame) -> Iterator[str]:
    """Small counts of leavers that follow exactly from the published equations of their region."""
    rows = list(zip(numbers.iter_rows(named=True), published.iter_rows(named=True), strict=True))
    of_people = [(a, b) for a, b in rows if not a["measure"].startswith("flow_balance")]
    known = [equation(a) for a, b in of_people if b["value"] is not None]
    # Stocks are public, so inflow minus outflow is known wherever the balance is.
    for a, b in rows:
        if a["measure"] == "flow_balance" and b["value"] is not None:
            known.append(equation(a | {"measure": "inflow"}) - equation(a | {"measure": "outflow_employer"}))
    basis = row_space(np.unique(np.array(known), axis=0))
    for a, _ in of_people:
        if small(a) and (vector := equation(a)).any():
            rest = vector - basis.T @ (basis @ vector)
            if np.abs(rest).max() < 1e-7:
                yield f"{a['measure']} {a['branch_code']} {a['category']}"


def row_space(equations: np.ndarray) -> np.ndarray:
    _, sizes, directions = np.linalg.svd(equations, full_matrices=False)
    return np.asarray(directions[sizes > 1e-9])


@pytest.mark.parametrize("seed", [88_001, 88_002, 88_003])
def test_no_small_count_of_leavers_follows_from_everything_that_is_published(own: Any, seed: int) -> None:
    numbers = turnover(*tidy(seed, ["RA0205"]))
    published = protect([numbers], own([])).numbers
    both = numbers.sort(published.columns[:9]), published
    assert published["value"].null_count() > 100
    assert list(attacked(*both)) == []


def test_the_attacker_finds_a_leaver_that_stability_gives_away(own: Any) -> None:
    """Proof that the test above can fail: the same numbers with the stayers left open."""
    numbers = turnover(*tidy(88_004, ["RA0205"]))
    published = protect([numbers], own([])).numbers
    sorted_numbers = numbers.sort(published.columns[:9])
    stays = pl.col("measure") == "stability_sector_pct"
    leaking = published.with_columns(value=pl.when(stays).then(sorted_numbers["value"]).otherwise("value"))
    assert any("outflow_sector" in found for found in attacked(sorted_numbers, leaking))


@pytest.mark.parametrize(
    "row",
    [
        {"measure": "stability_sector_pct", "numerator": 495.0, "denominator": 500.0, "value": 99.0},
        {"measure": "outflow_sector_avg_pct", "numerator": 5.0, "denominator": 510.0, "value": 100 / 102},
        {"measure": "through_flow_pct", "numerator": 5.0, "denominator": 500.0, "value": 1.0},
        {"measure": "through_flow", "value": 5.0},
    ],
)
def test_a_number_that_shows_five_leavers_is_secret(table: Any, own: Any, row: dict[str, object]) -> None:
    assert set(protect([table([row])], own([])).numbers["status"]) == {"secret"}


def test_stayers_are_secret_with_the_leavers_they_leave_over(table: Any, own: Any) -> None:
    rows: list[dict[str, object]] = [
        {"measure": "outflow_sector", "value": 12.0},
        {"measure": "stability_sector_pct", "numerator": 78.0, "denominator": 90.0, "value": 100 * 78 / 90},
    ]
    assert set(protect([table(rows)], own([])).numbers["status"]) == {"secret"}  # a base under a hundred


def test_who_moves_within_care_is_not_left_over_from_employer_and_sector(table: Any, own: Any) -> None:
    rows: list[dict[str, object]] = [
        {"measure": "outflow_employer", "value": 40.0},
        {"measure": "outflow_sector", "value": 35.0},
        {"measure": "through_flow", "value": 5.0},
    ]
    found = protect([table(rows)], own([])).numbers
    assert found.filter(status="secret")["measure"].to_list() == ["outflow_sector", "through_flow"]


def test_inflow_into_the_sector_does_not_give_away_who_moves_within_it(table: Any, own: Any) -> None:
    rows: list[dict[str, object]] = [
        {"measure": "inflow", "value": 45.0},
        {"measure": "inflow_sector", "value": 40.0},
        {"measure": "through_flow", "value": 5.0},
    ]
    found = protect([table(rows)], own([])).numbers
    assert found.filter(status="secret").height == 2


def test_estimates_of_public_numbers_are_refused_when_they_come_before_protection(table: Any, own: Any) -> None:
    row = {"measure": "outflow_sector_modelled_pct", "value": 8.0}
    with pytest.raises(RaatError, match=r"before protection(.|\n)*outflow_sector_modelled_pct"):
        protect([table([row])], own([]))


def test_a_secret_cell_gets_the_estimate_of_any_region_so_its_own_count_is_not_in_it(own: Any) -> None:
    numbers = turnover(*tidy(88_005, region_codes(), chance=0.3))
    published = protect([numbers], own([]))
    few = (pl.col("branch_code") == "GGZ") & pl.col("region_code").is_in(["RA0204", "RA0205", "RA0206"])
    figures = ("value", "numerator", "denominator", "lower", "upper")
    secret = published.numbers.with_columns(
        *(pl.when(few).then(None).otherwise(pl.col(name)).alias(name) for name in figures),
        status=pl.when(few).then(pl.lit("secret")).otherwise("status"),
    )
    made = with_estimates(replace(published, numbers=secret)).numbers
    modelled = made.filter(few, measure="outflow_sector_modelled_pct")
    assert modelled.height == 3
    assert modelled.select(pl.col("value", "lower", "upper").n_unique()).row(0) == (1, 1, 1)
    assert modelled["denominator"].null_count() == 3


def test_an_estimate_that_is_not_declared_is_refused(table: Any, own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = table([{"measure": "outflow_sector", "value": 50.0}])
    monkeypatch.setattr("raat_analysis.disclosure.estimates.turnover_estimates", lambda _: strange)
    with pytest.raises(
        RaatError, match=r"1 measures are made of public numbers(.|\n)*outflow_sector(.|\n)*policy\.yml"
    ):
        with_estimates(protect([table([])], own([])))


@given(seed=st.integers(100_000, 200_000))
@settings(max_examples=4, deadline=None)
def test_no_small_count_follows_for_any_draw(own: Any, seed: int) -> None:
    numbers = turnover(*tidy(seed, ["RA0101"], chance=0.05))
    published = protect([numbers], own([])).numbers
    assert list(attacked(numbers.sort(published.columns[:9]), published)) == []
