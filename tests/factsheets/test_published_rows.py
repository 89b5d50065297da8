"""Which rows a report uses, their hash, and the same rows as open data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.factsheets.published import data_hash, data_slice, open_data, shown_rows, spelled
from raat_analysis.factsheets.reading import BESIDE
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.rendering.origins import places
from raat_analysis.sentences.traces import rows_within

Row = dict[str, Any]


def test_a_region_sees_itself_its_area_the_country_and_of_its_siblings_the_totals(published: Path) -> None:
    assert set(data_slice("RA0205", published)["numbers"]["region_code"]) == {"RA0205", "RA02", "NL01"}
    assert set(data_slice("RA0101", published)["numbers"]["region_code"]) == {"RA0101", "NL01"}
    area = data_slice("RA02", published)["numbers"]
    assert set(area["region_code"]) == {"RA02", "NL01", "RA0205"}  # the example has one of its four regions
    of_twente = area.filter(region_code="RA0205")
    assert set(of_twente["branch_code"]) == {"SMAL"}
    assert set(of_twente["breakdown"]) == {"total", "age"}
    assert set(of_twente["measure"]) == set(BESIDE) - {"contract_hours_mean"}  # the example has no contract hours


def test_hashes_differ_between_regions_and_stay_the_same(published: Path) -> None:
    codes = ["RA0205", "RA0101", "RA02", "TW-A01", "TW-A02"]
    hashes = {code: data_hash(code, published) for code in codes}
    assert len(set(hashes.values())) == len(codes)
    assert hashes == {code: data_hash(code, published) for code in codes}


def test_the_hash_does_not_depend_on_the_order_of_rows(published: Path, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    for path in (published / "public").glob("*.parquet"):
        pl.read_parquet(path).reverse().write_parquet(tmp_path / "public" / path.name)
    assert data_hash("RA0205", tmp_path) == data_hash("RA0205", published)


def test_one_changed_number_changes_the_hash_of_its_region_only(published: Path, changed: Callable[..., Path]) -> None:
    def raise_one(row: Row) -> Row:
        mine = row["region_code"] == "RA0205" and row["measure"] == "employees" and row["period"] == "2026Q2"
        return {**row, "value": row["value"] + 1} if mine and row["branch_code"] == "SMAL" else row

    other = changed(raise_one)
    assert data_hash("RA0205", other) != data_hash("RA0205", published)
    assert data_hash("RA0101", other) == data_hash("RA0101", published)


def test_open_data_has_every_row_of_the_region_once_under_dutch_names(published: Path) -> None:
    rows, table = data_slice("RA0205", published)["numbers"], open_data("RA0205", published)
    assert table.filter(Regiocode="RA0205").height == rows.filter(region_code="RA0205").height
    assert set(table.filter(Regiocode="NL01")["Branchecode"]) == {"SMAL"}
    assert table.columns[:4] == ["Begrip", "Begripscode", "Regiocode", "Regio"]
    found = table.filter(Begripscode="employees", Regiocode="RA0205", Branchecode="SMAL", Periode="2026Q2")
    assert found.select("Begrip", "Waarde", "Status", "Regio", "Periode in woorden").rows() == [
        ("Werknemers", 55400.0, "definitief", "Twente", "2e kwartaal 2026")
    ]
    assert table.sort(table.columns).equals(open_data("RA0205", published).sort(table.columns))


def test_open_data_of_an_unknown_region_is_refused(published: Path) -> None:
    with pytest.raises(ParameterRefused, match="Allowed"):
        open_data("RA9999", published)
    with pytest.raises(ParameterRefused, match="Allowed"):
        data_hash("RA9999", published)


def test_rows_that_are_not_published_are_named(published: Path) -> None:
    strange = ("", "employees", "RA0205", "SMAL", "1925Q1", "total", "total", "", "", "")
    with pytest.raises(RaatError, match=r"1 numbers in the report of RA0205 have no published row:\n.*1925Q1"):
        shown_rows("RA0205", {strange}, published)


def test_the_lines_of_the_open_data_are_the_items(published: Path) -> None:
    shown = rows_within(factsheet("RA0205", "2026Q3", published).front().as_data())
    rows = shown_rows("RA0205", shown, published)
    assert list(places(rows)) == sorted(shown)
    assert spelled(rows)["Begripscode"].to_list() == [row[1] for row in places(rows)]
