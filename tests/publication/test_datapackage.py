"""The open data by their own description: another program accepts them, and reads back the published rows."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from frictionless import Package, system

from raat_analysis.factsheets.published import fase0_open_data, open_data, spelled
from raat_analysis.numbers_table import number_rows
from raat_analysis.publication.edition import publish
from raat_analysis.rendering.explanation import columns

POLARS = {"string": pl.String, "number": pl.Float64, "integer": pl.Int32}


@pytest.fixture
def public(project) -> Path:
    publish(project.asked, project.rendered, project.quality, project.edition)
    return project.edition / "public"


def described(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def read_by_schema(folder: Path, table: dict) -> pl.DataFrame:
    """The CSV with nothing known but its description."""
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    texts = pl.read_csv(
        folder / table["path"],
        separator=table["dialect"]["delimiter"],
        schema_overrides=dict.fromkeys(fields, pl.String),
        encoding="utf8",
        null_values=table["schema"]["missingValues"],
    )
    assert texts.columns == list(fields)
    return texts.select(_read(field).alias(name) for name, field in fields.items())


def _read(field: dict) -> pl.Expr:
    text = pl.col(field["name"])
    text = text.str.replace(field["decimalChar"], ".", literal=True) if field["type"] == "number" else text
    return text.cast(POLARS[field["type"]])


@pytest.mark.parametrize("folder", ["twente", "oost-nederland", "fase0", "."])
def test_another_program_finds_every_table_as_described(public, folder):
    with system.use_context(trusted=True):  # a path outside the working directory
        package = Package(str(public / folder / "datapackage.json"))
        report = package.validate()
    assert len(package.resources) == (6 if folder == "." else 2)
    assert report.flatten(["name", "rowNumber", "note"]) == []
    assert report.valid


def test_another_program_finds_a_value_that_is_no_number(public):
    file = public / "twente" / "factsheet.csv"
    file.write_bytes(file.read_bytes().replace(b";55400;", b";veel;", 1))
    with system.use_context(trusted=True):
        report = Package(str(public / "twente" / "datapackage.json")).validate()
    assert {row[0] for row in report.flatten(["type"])} >= {"type-error", "hash-count"}


def test_read_by_its_description_a_table_is_the_published_rows(public, project):
    table = described(public / "twente")["resources"][1]
    rows = open_data("RA0205", project.published)
    empty = [pl.col(name).replace("", None) for name, kind in rows.schema.items() if kind == pl.String]
    assert read_by_schema(public / "twente", table).equals(rows.with_columns(*empty))


def test_the_tables_of_fase0_hold_what_its_page_shows_and_all_its_public_numbers(public, project):
    about = described(public / "fase0")
    assert about["title"] == "Fase 0, onbenut potentieel in zorg en welzijn, Twente, 3e kwartaal 2026"
    shown, every = (read_by_schema(public / "fase0", table) for table in about["resources"])
    rows = fase0_open_data("RA0205", project.published)
    empty = [pl.col(name).replace("", None) for name, kind in rows.schema.items() if kind == pl.String]
    assert every.equals(rows.with_columns(*empty))
    assert {"fase0_medewerkers", "fase0_hr"} <= set(every["Bron"])
    own = shown.filter(pl.col("Bron").str.starts_with("fase0_"))  # it shows the shortage and a lever beside them
    assert own.join(every, on=every.columns, how="anti", nulls_equal=True).is_empty()
    assert set(shown["Begripscode"]) - set(own["Begripscode"]) == {"shortage", "lever_effect_persons"}
    hours = shown.filter(Uitsplitsing="contractomvang", Branchecode="SMAL")
    assert hours.filter(Categorie="24-28").select("Waarde", "Ondergrens", "Bovengrens").row(0) == (1000, 991, 1009)


def test_sizes_and_hashes_are_those_of_the_files(public):
    tables = [(public, each) for each in described(public)["resources"]]
    tables += [(public / "twente", each) for each in described(public / "twente")["resources"]]
    for folder, table in tables:
        written = (folder / table["path"]).read_bytes()
        assert (table["bytes"], table["hash"]) == (len(written), f"sha256:{hashlib.sha256(written).hexdigest()}")


def test_a_package_says_whose_it_is_of_when_and_that_it_is_a_demonstration(public):
    about = described(public / "twente")
    assert about["name"] == "arbeidsmarkt-zorg-en-welzijn-twente-2026q3"
    assert about["title"] == "Arbeidsmarkt zorg en welzijn, Twente, 3e kwartaal 2026"
    assert about["version"] == "2026Q3"
    assert about["licenses"][0]["name"] == "CC-BY-4.0"
    assert about["contributors"] == [{"title": "WGV Zorg en Welzijn", "roles": ["publisher"]}]
    assert about["description"].startswith("Demonstratie")
    assert about["sources"]


def test_every_column_is_described_and_none_that_is_not_there(project):
    assert list(columns()) == open_data("RA0205", project.published).columns


STATES = {
    "final": ("", "definitief"),
    "provisional": ("*", "voorlopig"),
    "secret": ("x", "niet openbaar (x)"),
    "missing": (".", "geen cijfer (.)"),
    "forecast": ("", "verwachting"),
}


@pytest.mark.parametrize("status", STATES)
def test_sign_and_status_say_the_same(status):
    value = None if status in ("secret", "missing") else 5.0
    row = {"measure": "employees", "region_code": "RA0205", "period": "2026Q2", "value": value, "status": status}
    assert spelled(number_rows([row])).select("Teken", "Status").row(0) == STATES[status]
