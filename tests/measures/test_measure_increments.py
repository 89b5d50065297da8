"""Shortage at the end of a period, from the level at its start and the growth since (T12), on published figures."""

from pathlib import Path

import polars as pl
import pytest

from raat_analysis.measures.increments import WrongBaseYear, shortage_after

# National figures as the press quoted them, each with its source; demand and supply grow from 2023 to 2033.
PUBLISHED = pl.read_csv(Path(__file__).with_name("published_forecasts.csv"), schema_overrides={"period": pl.String})
VVT_AND_HOSPITALS = ["TZ", "VV", "ZKH"]


def published(measure: str, period: str, edition: str = "2023-12") -> dict[str, int]:
    """Branch → persons, for the branches whose growth is published too."""
    rows = PUBLISHED.filter(measure=measure, period=period, edition=edition)
    return dict(
        rows.filter(pl.col("branch_code").is_in(VVT_AND_HOSPITALS)).select("branch_code", "persons").iter_rows()
    )


def growth() -> pl.DataFrame:
    demand, supply = published("demand_growth", "2023-2033"), published("supply_growth", "2023-2033")
    rows = [(code, "2023", demand[code], supply[code]) for code in VVT_AND_HOSPITALS]
    return pl.DataFrame(rows, schema=["branch_code", "base_period", "demand_growth", "supply_growth"], orient="row")


def levels(period: str, persons: dict[str, int]) -> pl.DataFrame:
    rows = [(code, period, number) for code, number in persons.items()]
    return pl.DataFrame(rows, schema=["branch_code", "period", "shortage"], orient="row")


def test_verpleging_en_verzorging_goes_from_10200_in_2023_to_the_published_51900_in_2033() -> None:
    """51,9 = 10,2 + 68,7 − 27,0; thuiszorg 27,4 = 4,6 + 101,4 − 78,6; ziekenhuizen 26,5 = 2,5 + 22,5 + 1,5."""
    before = levels("2023", {"VV": 10_200, "TZ": 4_600, "ZKH": 2_500})
    found = shortage_after(before, growth(), ["branch_code"])
    assert dict(found.select("branch_code", "shortage_after").iter_rows()) == published("shortage", "2033")


def test_the_level_of_2024_is_not_where_growth_from_2023_starts() -> None:
    """14,2 + 68,7 − 27,0 would be 55,9."""
    shown = levels("2024", published("shortage", "2024"))
    with pytest.raises(WrongBaseYear, match=r"3 shortages(.|\n)*TZ: growth from 2023, level of 2024(.|\n)*base year"):
        shortage_after(shown, growth(), ["branch_code"])


def test_growth_without_a_level_is_refused() -> None:
    with pytest.raises(WrongBaseYear, match=r"1 shortages(.|\n)*ZKH: growth from 2023, level of no year"):
        shortage_after(levels("2023", {"VV": 10_200, "TZ": 4_600}), growth(), ["branch_code"])
