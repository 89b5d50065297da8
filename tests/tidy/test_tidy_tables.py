"""Every tidy table, made from small checked tables and held against tables.yml."""

from pathlib import Path

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.tidy import TABLES, tidy
from raat_analysis.tidy.described import TableDiffers, as_described, descriptions
from raat_analysis.tidy.employment import employment, working_time
from raat_analysis.tidy.published_figures import published_figures
from raat_analysis.tidy.turnover import leavers, turnover

Tables = dict[str, pl.DataFrame]


def test_every_described_table_is_made(checked: Path) -> None:
    made = tidy(checked)
    assert list(made) == [*TABLES, "answer_choices", "published_figures"]
    assert set(made) == set(descriptions())
    assert all(table.height for table in made.values())


def test_the_order_of_the_export_makes_no_difference(checked: Path, tables: Tables) -> None:
    before = tidy(checked)
    for source, table in tables.items():
        table.reverse().write_parquet(checked / f"{source}.parquet")
    after = tidy(checked)
    assert all(after[name].equals(before[name]) for name in before)


def test_a_source_that_was_not_checked_is_named(checked: Path) -> None:
    (checked / "opleidingen.parquet").unlink()
    with pytest.raises(RaatError, match=r"opleidingen.parquet does not exist.*make report"):
        tidy(checked)


def test_leavers_are_the_seven_destinations_of_each_row(tables: Tables) -> None:
    long = leavers(tables["uitstroom"])
    assert long.height == 7 * tables["uitstroom"].height
    found = dict(long.select("destination", "leavers").iter_rows())
    assert (found["same_branch"], found["pension"], sum(found.values())) == (1, 6, 28)


def test_ten_leave_and_ten_join_is_an_outflow_of_ten(tables: Tables) -> None:
    ten = tables["uitstroom"].with_columns(inflow=10, outflow=10, employees_end=pl.col("employees_start"))
    assert turnover(ten)["outflow"].to_list() == [10]


def test_employment_has_a_row_for_all_ages_and_each_age(tables: Tables) -> None:
    table = employment(tables["azw_kerncijfers"])
    found = dict(table.select("age_class", "employees").iter_rows())
    assert found == {"total": 15, "<25": 1, "25-35": 2, "35-45": 3, "45-55": 4, "55+": 5}


def test_a_star_in_the_source_is_provisional(tables: Tables) -> None:
    figures = tables["azw_kerncijfers"]
    final = figures.with_columns(period_provisional=False)
    assert [working_time(t)["status"].item() for t in (figures, final)] == ["provisional", "final"]


def test_published_figures_keep_value_unit_and_page(tables: Tables) -> None:
    table = published_figures(tables).filter(source="azw_prognose_landelijk")
    row = table.row(0, named=True)
    assert (row["topic"], row["category"], row["branch_code"]) == ("shortage", "2023-12 new_policy", "SMAL")
    assert (row["value"], row["unit"], row["status"]) == (190000.0, "personen", "forecast")
    assert row["url"].startswith("https://")


def test_a_branch_the_source_leaves_open_gets_no_code(tables: Tables) -> None:
    assert published_figures(tables).filter(source="azw_vacatures")["branch_code"].to_list() == [""]


def made_population(checked: Path) -> pl.DataFrame:
    return tidy(checked)["population"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda t: t.drop("labour_force"), "columns are"),
        (lambda t: t.with_columns(pl.col("inhabitants").cast(pl.Float64)), "inhabitants is Float64"),
        (lambda t: t.with_columns(region_code=pl.lit(None, pl.String)), "region_code: 1 empty cells"),
        (lambda t: pl.concat([t, t]), "key occurs more than once"),
    ],
)
def test_a_table_that_differs_from_its_description_stops(checked: Path, change: object, fault: str) -> None:
    assert callable(change)
    with pytest.raises(TableDiffers, match=f"(?s)population: 1 differences.*{fault}"):
        as_described("population", change(made_population(checked)))
