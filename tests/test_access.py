"""Tables for analysts."""

from pathlib import Path

import polars as pl
import pytest

import raat_analysis
from raat_analysis.access import describe, load, tables
from raat_analysis.errors import RaatError
from raat_analysis.numbers_table import COLUMNS, KEY


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_table_comes_with_its_title_and_units(project: Path) -> None:
    folder = project / "data" / "processed" / "tidy"
    folder.mkdir(parents=True)
    pl.DataFrame({"organisation_code": ["TW-A01"], "employees": [40]}).write_parquet(folder / "organisations.parquet")
    table = load("organisations")
    assert table["employees"].to_list() == [40]
    assert table.attrs["title"] == "Leden van de werkgeversorganisatie"
    assert table.attrs["units"]["employees"] == "personen"


def test_numbers_come_from_the_measures(project: Path) -> None:
    folder = project / "data" / "processed" / "measures"
    folder.mkdir(parents=True)
    pl.DataFrame({"measure": ["employees"], "value": [1.0]}).write_parquet(folder / "numbers.parquet")
    assert raat_analysis.load("numbers")["value"].to_list() == [1.0]


def test_an_unknown_name_lists_the_names() -> None:
    with pytest.raises(RaatError, match=r"no table vacatures.*vacancies, forecasts.*numbers"):
        load("vacatures")


def test_a_table_not_made_yet_says_how_to_make_it(project: Path) -> None:
    assert project.is_dir()
    with pytest.raises(RaatError, match="make report"):
        load("vacancies")


def test_numbers_are_described_as_they_are() -> None:
    assert describe("numbers")["column"].to_list() == list(COLUMNS)
    assert tables().set_index("table").loc["numbers", "key"] == ", ".join(KEY)


def test_every_table_has_a_title_and_every_column_a_meaning() -> None:
    assert (tables()["title"].str.len() > 5).all()
    for name in tables()["table"]:
        assert (describe(name)["meaning"].str.len() > 3).all()
