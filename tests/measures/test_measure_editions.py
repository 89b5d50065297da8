"""What an edition of the forecast changed for the same year, and the published editions."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.errors import RaatError
from raat_analysis.measures.editions import PARTS, revisions

PUBLISHED = pl.read_csv(Path(__file__).with_name("published_forecasts.csv"), schema_overrides={"period": pl.String})
SCHEMA = ["edition", "scenario", "region_code", "branch_code", "period", "demand", "supply", "shortage"]
Numbers = tuple[int, int]


def edition(code: str, years: dict[int, Numbers], scenario: str = "reference", branch: str = "SMAL") -> pl.DataFrame:
    """Cells of Twente: year → demand and supply."""
    rows = [(code, scenario, "RA0205", branch, str(y), d, s, d - s) for y, (d, s) in years.items()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


OLD = edition("2024-12", {2024: (100, 98), 2025: (104, 99), 2034: (150, 120)})
NEW = edition("2025-12", {2025: (106, 100), 2034: (160, 118), 2035: (170, 119)})


def test_a_revision_is_start_level_plus_growth_of_demand_minus_growth_of_supply() -> None:
    """2034: 30 becomes 42. 2025: 5 becomes 6. Demand grows 54 instead of 46, supply 18 instead of 21."""
    (row,) = revisions(pl.concat([OLD, NEW])).iter_rows(named=True)
    assert (row["edition"], row["period"], row["shortage_revision"]) == ("2025-12", "2034", 12)
    assert [row[part] for part in PARTS] == [1, 8, 3]


def test_an_edition_without_predecessor_has_no_revision() -> None:
    assert revisions(OLD).height == 0
    assert revisions(OLD.clear()).height == 0


def test_each_edition_is_held_against_the_one_right_before_it() -> None:
    first = edition("2023-12", {2024: (90, 88), 2034: (140, 120)})
    found = revisions(pl.concat([NEW, first, OLD]))
    assert found.select("edition", "shortage_revision").rows() == [("2024-12", 10), ("2025-12", 12)]


def test_a_scenario_that_one_edition_lacks_has_no_revision() -> None:
    policy = edition("2025-12", {2025: (106, 101), 2034: (150, 118)}, scenario="new_policy")
    assert revisions(pl.concat([OLD, NEW, policy]))["scenario"].to_list() == ["reference"]


def test_a_scenario_that_skips_an_edition_is_not_held_against_an_older_one() -> None:
    rows = [edition("2023-12", {2025: (9, 8)}, "new_policy"), OLD, edition("2025-12", {2025: (9, 7)}, "new_policy")]
    assert revisions(pl.concat(rows)).height == 0


def test_a_branch_that_the_region_has_in_one_edition_only_has_no_revision() -> None:
    umc = edition("2025-12", {2034: (10, 9)}, branch="UMC")
    assert revisions(pl.concat([OLD, NEW, umc]))["branch_code"].to_list() == ["SMAL"]


def test_editions_without_a_common_year_have_no_revision() -> None:
    assert revisions(pl.concat([edition("2024-12", {2034: (9, 8)}), edition("2025-12", {2035: (9, 8)})])).height == 0


def test_with_one_common_year_the_parts_are_not_known() -> None:
    late = edition("2025-12", {2034: (160, 118), 2035: (170, 119)})
    (row,) = revisions(pl.concat([OLD, late])).iter_rows(named=True)
    assert row["shortage_revision"] == 12
    assert [row[part] for part in PARTS] == [None, None, None]


def test_an_edition_whose_shortage_is_not_demand_minus_supply_stops() -> None:
    broken = NEW.with_columns(pl.when(period="2034").then(7).otherwise("shortage").alias("shortage"))
    with pytest.raises(RaatError, match=r"1 shortages are not the level(.|\n)*RA0205"):
        revisions(pl.concat([OLD, broken]))


FIGURES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=2, max_size=6)


@settings(deadline=None)
@given(FIGURES, FIGURES)
def test_the_parts_add_up_to_the_revision(old: list[Numbers], new: list[Numbers]) -> None:
    one = edition("2024-12", dict(enumerate(old, start=2025)))
    other = edition("2025-12", dict(enumerate(new, start=2025)))
    (row,) = revisions(pl.concat([one, other])).iter_rows(named=True)
    assert sum(row[part] for part in PARTS) == row["shortage_revision"]


def published(edition: str, period: str) -> pl.DataFrame:
    return PUBLISHED.filter(measure="shortage", scenario="reference", edition=edition, period=period)


@pytest.mark.parametrize(("period", "total"), [("2025", 66_400), ("2034", 265_600)])
def test_the_published_branches_of_december_2024_add_up(period: str, total: int) -> None:
    rows = published("2024-12", period)
    branches = rows.filter(pl.col("branch_code") != "SMAL")
    assert branches.height == 10
    assert branches["persons"].sum() == rows.filter(branch_code="SMAL")["persons"].item() == total


def test_the_published_shortage_of_2033_went_from_195000_to_240000_in_one_edition() -> None:
    """Only the shortage was published, so nothing is known about its parts."""
    rows = [published(code, "2033") for code in ("2023-12", "2024-12")]
    cells = pl.concat(rows).with_columns(
        region_code=pl.lit("NL01"), demand=pl.lit(None, pl.Int64), supply=pl.lit(None, pl.Int64), shortage="persons"
    )
    (row,) = revisions(cells.select(SCHEMA)).iter_rows(named=True)
    assert row["shortage_revision"] == 45_000
    assert [row[part] for part in PARTS] == [None, None, None]
