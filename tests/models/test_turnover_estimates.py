"""From public numbers to rows: what is made of what, and what is not made at all."""

import numpy as np
import polars as pl
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.contributors import PRIVATE
from raat_analysis.models.turnover_ages import REFERENCE_YEAR
from raat_analysis.models.turnover_differences import difference
from raat_analysis.models.turnover_estimates import turnover_estimates
from raat_analysis.numbers_table import number_rows

AGES = [code for code in entries("age_classes") if code != "total"]
BRANCHES = ["GGZ", "VVT", "VV", "TZ"]
YEARS = ["2021", "2022"]
Row = dict[str, object]


def rate(region: str, year: str, left: float, people: float, **more: object) -> Row:
    known = {"value": 100 * left / people if people else None, "status": "final" if people else "missing"}
    place = {"measure": "outflow_sector_pct", "region_code": region, "period": year}
    return place | known | {"numerator": left, "denominator": people} | more


def public(seed: int = 5_511) -> pl.DataFrame:
    """Outflow of 28 regions and the country, in total by branch and by age for the sector, in two years."""
    random = np.random.default_rng(seed)
    rows: list[Row] = []
    for year in YEARS:
        people = random.integers(200, 3_000, (28, len(BRANCHES), 5)).astype(float)
        left = random.binomial(people.astype(int), 0.09).astype(float)
        places = [*region_codes(), "NL01"]
        for place, n, y in zip(places, [*people, people.sum(axis=0)], [*left, left.sum(axis=0)], strict=True):
            by_branch = zip(BRANCHES, y.sum(axis=1), n.sum(axis=1), strict=True)
            rows += [rate(place, year, a, b, branch_code=code) for code, a, b in by_branch]
            by_age = zip(AGES, y.sum(axis=0), n.sum(axis=0), strict=True)
            rows += [rate(place, year, a, b, breakdown="age", category=age) for age, a, b in by_age]
            rows.append(rate(place, year, float(y.sum()), float(n.sum())))
    return number_rows(rows).drop(PRIVATE)


def one(made: pl.DataFrame, measure: str, **where: str) -> dict[str, object]:
    asked = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total", "period": "2022"} | where
    return made.filter(measure=f"outflow_sector_{measure}", **asked).row(0, named=True)


def number(table: pl.DataFrame, column: str, **where: str) -> float:
    asked = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total", "period": "2022"} | where
    return float(table.filter(**asked)[column].item())


def hidden(table: pl.DataFrame, *conditions: pl.Expr) -> pl.DataFrame:
    """The table with the rows that fit made secret."""
    chosen = pl.all_horizontal(*conditions)
    figures = ("value", "numerator", "denominator")
    return table.with_columns(
        *(pl.when(chosen).then(None).otherwise(pl.col(name)).alias(name) for name in figures),
        status=pl.when(chosen).then(pl.lit("secret")).otherwise("status"),
    )


def test_newcombe_1998_published_example() -> None:
    row = difference((56, 70), (48, 80))
    assert (row["lower"], row["upper"]) == (pytest.approx(5.24, abs=0.005), pytest.approx(33.39, abs=0.005))


def test_a_region_is_set_against_the_rest_of_the_country_with_the_interval_of_the_difference() -> None:
    table = public()
    row = one(turnover_estimates(table), "rest_difference_pp")
    here = [number(table, name) for name in ("numerator", "denominator")]
    rest = [
        number(table, name, region_code="NL01") - own
        for name, own in zip(("numerator", "denominator"), here, strict=True)
    ]
    assert row["value"] == pytest.approx(100 * (here[0] / here[1] - rest[0] / rest[1]))
    low, high = confint_proportions_2indep(*here, *rest, method="newcomb", compare="diff")
    assert (row["lower"], row["upper"]) == pytest.approx((100 * low, 100 * high))


def test_the_first_year_has_no_change_and_a_gap_between_years_neither() -> None:
    table = public()
    made = turnover_estimates(table)
    changes = made.filter(pl.col("measure").str.contains("year_difference|effect"))
    assert set(changes["period"]) == {"2022"}
    gap = table.with_columns(pl.col("period").replace({"2021": "2020"}))
    assert turnover_estimates(gap).filter(pl.col("measure").str.contains("year_difference|effect")).is_empty()


def test_the_parts_of_a_change_add_up_to_the_change_also_by_age() -> None:
    made = turnover_estimates(public())
    change = one(made, "year_difference_pp")["value"]
    parts = [one(made, f"{part}_effect_pp")["value"] for part in ("rate", "age")]
    assert sum(parts) == pytest.approx(change, abs=1e-9)  # type: ignore[arg-type]
    for part, whole in zip(("rate", "age"), parts, strict=True):
        rows = made.filter(measure=f"outflow_sector_{part}_effect_pp", breakdown="age", region_code="RA0205")
        assert rows.height == 5
        assert rows["value"].sum() == pytest.approx(whole, abs=1e-9)


def test_the_country_itself_is_standardised_to_its_own_ages_in_the_reference_year() -> None:
    table = public()
    made = turnover_estimates(table)
    where = {"region_code": "NL01", "period": REFERENCE_YEAR}
    assert one(made, "standardised_pct", **where)["value"] == pytest.approx(number(table, "value", **where))


def test_without_the_reference_year_there_are_no_standardised_rates() -> None:
    later = public().with_columns(pl.col("period").replace({"2021": "2023", "2022": "2024"}))
    made = turnover_estimates(later)
    assert made.filter(pl.col("measure").str.ends_with("standardised_pct")).is_empty()
    assert made.filter(pl.col("measure").str.ends_with("verdict")).height == 56


def test_a_secret_age_leaves_its_region_without_a_standardised_rate_and_without_parts() -> None:
    table = hidden(public(), pl.col("region_code") == "RA0205", pl.col("category").is_in(["<25", "55+"]))
    made = turnover_estimates(table).filter(region_code="RA0205")
    assert made.filter(pl.col("measure").str.contains("standardised|effect")).is_empty()


def test_an_age_without_people_joins_its_neighbour_and_parts_are_given_in_total_only() -> None:
    empty = (pl.col("region_code") == "RA0205") & (pl.col("category") == "<25")
    zeros = [pl.when(empty).then(0.0).otherwise(pl.col(name)).alias(name) for name in ("numerator", "denominator")]
    gone = pl.when(empty)
    table = public().with_columns(
        *zeros,
        value=gone.then(None).otherwise("value"),
        status=gone.then(pl.lit("missing")).otherwise("status"),
    )
    made = turnover_estimates(table).filter(region_code="RA0205")
    assert made.filter(measure="outflow_sector_standardised_pct").height == 2
    assert set(made.filter(measure="outflow_sector_rate_effect_pp")["breakdown"]) == {"total"}


def test_small_cells_exist_for_the_branches_of_a_sheet_and_for_the_parts_of_vvt() -> None:
    made = turnover_estimates(public()).filter(measure="outflow_sector_modelled_pct")
    assert set(made["branch_code"]) == set(BRANCHES)
    assert made.height == 28 * 4 * 2
    assert (made["lower"] <= made["value"]).all()
    assert (made["value"] <= made["upper"]).all()
    assert set(made["interval_pct"]) == {90}


def test_modelled_rates_add_up_to_the_leavers_of_the_country() -> None:
    table = public()
    made = turnover_estimates(table).filter(measure="outflow_sector_modelled_pct", period="2022", branch_code="GGZ")
    leavers = (made["value"] * made["denominator"]).sum() / 100
    assert leavers == pytest.approx(number(table, "numerator", region_code="NL01", branch_code="GGZ"), rel=1e-8)


def test_a_secret_cell_is_modelled_on_the_other_regions_and_a_branch_that_a_region_has_not_is_left_out() -> None:
    here = [pl.col("region_code") == "RA0205", pl.col("branch_code") == "GGZ", pl.col("period") == "2022"]
    made = turnover_estimates(hidden(public(), *here)).filter(*here, measure="outflow_sector_modelled_pct")
    assert made["value"].item() == pytest.approx(9.0, abs=1.5)
    assert made["denominator"].item() is None
    nobody = pl.all_horizontal(*here)
    absent = public().with_columns(
        *(pl.when(nobody).then(0.0).otherwise(pl.col(name)).alias(name) for name in ("numerator", "denominator")),
        value=pl.when(nobody).then(None).otherwise("value"),
        status=pl.when(nobody).then(pl.lit("missing")).otherwise("status"),
    )
    assert turnover_estimates(absent).filter(*here).is_empty()


def test_a_branch_with_four_public_regions_is_not_modelled() -> None:
    few = [pl.col("branch_code") == "GGZ", pl.col("region_code").is_in(region_codes()[4:])]
    made = turnover_estimates(hidden(public(), *few)).filter(measure="outflow_sector_modelled_pct")
    assert "GGZ" not in set(made["branch_code"])


def test_fewer_than_ten_regions_get_no_verdict() -> None:
    table = public().filter(pl.col("region_code").is_in([*region_codes()[:9], "NL01"]))
    assert turnover_estimates(table).filter(pl.col("measure").str.ends_with("verdict")).is_empty()


def test_everything_secret_makes_no_rows_but_breaks_nothing() -> None:
    assert turnover_estimates(hidden(public(), pl.lit(True))).is_empty()
    assert turnover_estimates(public().clear()).is_empty()


def test_the_order_of_rows_makes_no_difference() -> None:
    table = public()
    assert turnover_estimates(table.sample(fraction=1, shuffle=True, seed=3)).equals(turnover_estimates(table))
