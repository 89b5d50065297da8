"""The Table Schemas made from the contracts, read by another program (frictionless) and held against the exports."""

import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from frictionless import Dialect, Report, Resource, Schema, formats, system

from raat_analysis.contracts import contract, contracts
from raat_analysis.contracts.frictionless import FORMS, table_schema
from raat_analysis.demo import BY_OPTION, EXPORTS
from tests.demo.conftest import CP1252

TEXTS = sorted(folder for folder, entry in EXPORTS.items() if entry["file"].endswith(".csv"))
OTHER_HEADERS = ("zorgselect/2024-01-09", *BY_OPTION)
# What frictionless finds is what our own check sets aside: the dirt that the demonstration put in.
DIRTY = {
    "zorgselect/2026-01-08": {"", "Standplaats", "Datum plaatsing"},
    "zorgselect/2026-10-06": {"", "Standplaats", "Datum plaatsing"},
}


def validated(path: Path, source: str, encoding: str = "utf-8-sig") -> Report:
    statline = contract(source).format == "statline"
    dialect = Dialect(header_rows=[3], comment_char="Bron") if statline else Dialect()
    dialect.controls.append(formats.CsvControl(delimiter=";"))
    with system.use_context(trusted=True):  # a path outside the working directory
        resource = Resource(path=str(path), schema=schema(source), dialect=dialect, encoding=encoding)
        return resource.validate(limit_errors=1000)


def schema(source: str) -> Schema:
    return Schema.from_descriptor(table_schema(contract(source)))


def columns_at_fault(report: Report) -> set[str]:
    assert report.errors == []
    return {getattr(error, "field_name", "") for task in report.tasks for error in task.errors}


@pytest.mark.parametrize("source", contracts())
def test_another_program_takes_the_schema_of_every_source(source: str):
    assert schema(source).field_names == [
        *(column.header for column in contract(source).columns.values()),
        *contract(source).drop,
    ]


@pytest.mark.parametrize("folder", [folder for folder in TEXTS if folder not in OTHER_HEADERS])
def test_another_program_finds_only_the_dirt_that_was_put_in(demo: SimpleNamespace, folder: str):
    path = demo.raw / folder / EXPORTS[folder]["file"]
    report = validated(path, folder.split("/")[0], "cp1252" if folder in CP1252 else "utf-8-sig")
    assert columns_at_fault(report) == DIRTY.get(folder, set())


def test_another_program_refuses_what_the_contract_does_not_allow(demo: SimpleNamespace, tmp_path: Path):
    header, good, *_ = (demo.raw / "organisaties/2026-09-01/organisaties.csv").read_text("utf-8").splitlines()
    bad = ["AH-1;Achterhoek;VVT;10;ja", "AH-G98;Achterhoek;VVT;0;ja", "AH-G99;Achterhoek;VVT;1,5;misschien", good]
    path = tmp_path / "organisaties.csv"
    path.write_text("\n".join([header, good, *bad]), encoding="utf-8")
    (task,) = validated(path, "organisaties").tasks
    found = Counter((error.type, getattr(error, "field_name", "")) for error in task.errors)
    assert found == {
        ("constraint-error", "Organisatiecode"): 1,
        ("constraint-error", "Medewerkers"): 1,
        ("type-error", "Medewerkers"): 1,
        ("constraint-error", "Doet mee aan Fase 0"): 1,
        ("primary-key", ""): 1,
    }


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("quarter", ["2026 3e kwartaal*", "2026KW03", "2026Q3", "2026-Q3"], ["2026", "2026Q5", "2026 Q"]),
        ("period", ["2026KW03**", "2026JJ00", "2026*", "2026"], ["26", "2026JJ01"]),
        ("hours", ["24", "24-32", "24 tot 32,5", "7,5 – 8"], ["n.o.t.k.", "24-", "24.5"]),
    ],
)
def test_a_form_that_table_schema_does_not_know_is_a_pattern(kind: str, right: list[str], wrong: list[str]):
    assert [text for text in right if not re.search(FORMS[kind], text)] == []
    assert [text for text in wrong if re.search(FORMS[kind], text)] == []


def test_what_table_schema_cannot_say_stands_beside_it():
    fields = {field["title"]: field for field in table_schema(contract("zorgselect"))["fields"] if "title" in field}
    assert fields["hours_per_week"]["raat:limits"] == {"minimum": 1, "maximum": 40}
    assert fields["organisation_code"]["raat:privacy"] == "business"
    assert fields["place"]["raat:codelist"] == "places"
    assert fields["posted_on"]["constraints"]["minimum"] == "01-01-2015"
    dropped = [field["name"] for field in table_schema(contract("zorgselect"))["fields"] if "raat:dropped" in field]
    assert dropped == ["Contactpersoon", "E-mail contact"]
