"""Marks in the rows of persons and in free text: in which of all files that a run and a push leave do they stand?"""

import csv
import re
from pathlib import Path

import polars as pl
import pytest
import yaml
from bs4 import BeautifulSoup

from raat_analysis.contracts import contracts
from raat_analysis.sources.metadata import read_metadata
from tests.conftest import ROOT
from tests.privacy.conftest import Marked
from tests.privacy.contents import shows
from tests.privacy.planted import MARKS, NEVER_READ, PERSONAL, git, staged

pytestmark = pytest.mark.slow
SURVEY = ["organisation_code", "round", "response_number"]
ANSWERS = [
    *SURVEY,
    "function_group",
    "age_class",
    "contract_hours",
    "actual_hours",
    "wants",
    "desired_hours",
    "condition",
    "obstacle",
    "discussed",
    "intends_to_leave",
    "leave_reason",
]
TEAMS = [
    *SURVEY,
    "team_size",
    "open_hours",
    "temporary_hours",
    "expects_more_hours",
    "asks_in_review",
    "room_in_budget",
    "feasible_condition",
    "obstacle",
]
STAFF = [
    "organisation_code",
    "round",
    "employee_number",
    "function_group",
    "age_class",
    "contract_kind",
    "contract_hours",
    "actual_hours",
]
CHOICES = ["organisation_code", "round", "survey", "response_number", "question", "code"]
PLACE = ["export_file", "export_line"]
# What an answer has in a checked table only, and before which column: the code of the invitation, and multiple choice.
ASKED = {
    "function_group": "respondent",
    "team_size": "respondent",
    "condition": "conditions",
    "obstacle": "obstacles",
    "feasible_condition": "feasible_conditions",
}


def with_asked(columns: list[str]) -> list[str]:
    managers = "team_size" in columns
    asked = {after: name for after, name in ASKED.items() if not (managers and name == "obstacles")}
    return [name for column in columns for name in (asked.get(column), column) if name]


# The only tables with a row per person, and all that they may hold (docs/privacy.md).
OF_PERSONS = {
    "checked/fase0_medewerkers.parquet": [*with_asked(ANSWERS), *PLACE],
    "checked/fase0_leidinggevenden.parquet": [*with_asked(TEAMS), *PLACE],
    "checked/fase0_hr.parquet": [*STAFF, *PLACE],
    "tidy/answer_choices.parquet": CHOICES,
    "tidy/employee_answers.parquet": ANSWERS,
    "tidy/manager_answers.parquet": TEAMS,
    "tidy/workforce.parquet": STAFF,
}
SET_ASIDE = {f"quarantine/{source}.csv" for source in ("fase0_medewerkers", "fase0_leidinggevenden", "fase0_hr")}
FREE_TEXT = {"checked/zorgselect.parquet", "tidy/vacancies.parquet"}
# What DVC keeps for itself (never in git): the own exports, the tables above, and the copies of both.
KEPT = (".dvc/cache/", ".dvc/own/", *(f"data/raw/{source}/" for source in PERSONAL))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def marked_files(root: Path, marks: tuple[bytes, ...] = MARKS) -> dict[str, list[str]]:
    found = {path.relative_to(root).as_posix(): shows(path, marks) for path in files(root)}
    return {name: shown for name, shown in found.items() if shown}


@pytest.fixture(scope="module")
def everywhere(marked: Marked) -> dict[str, list[str]]:
    return marked_files(marked.root)


def test_rows_of_persons_and_free_text_stand_only_where_the_list_says(everywhere: dict[str, list[str]]):
    made = {name.removeprefix("data/processed/") for name in everywhere if not name.startswith(KEPT)}
    assert made == {*OF_PERSONS, *SET_ASIDE, *FREE_TEXT}


def test_contact_data_and_dates_of_birth_are_in_the_exports_and_nowhere_else(marked: Marked):
    found = marked_files(marked.root, NEVER_READ)
    exports = {name for name in found if name.startswith("data/raw/")}
    assert {name.split("/")[2] for name in exports} == {"fase0_medewerkers", "fase0_hr", "zorgselect"}
    rest = {name: shown for name, shown in found.items() if name not in exports}
    same = {path.read_bytes() for path in (marked.root / name for name in exports)}
    assert [name for name in rest if (marked.root / name).read_bytes() not in same] == []  # DVC's copies of them


def test_nothing_stays_behind_in_the_temporary_files_and_the_home_folder(marked: Marked):
    assert marked_files(marked.elsewhere) == {}


def test_nothing_is_said_of_a_person_while_the_flow_runs(marked: Marked):
    assert "8 stages run" in marked.said
    assert [mark for mark in MARKS if mark.decode() in marked.said] == []


def test_the_tables_of_persons_hold_the_listed_columns_and_no_other(marked: Marked):
    processed = marked.root / "data/processed"
    assert {name: list(pl.read_parquet_schema(processed / name)) for name in OF_PERSONS} == OF_PERSONS


def test_no_other_table_has_a_number_of_a_person_or_a_line_of_an_export_of_persons(marked: Marked):
    processed = marked.root / "data/processed"
    tables = {path.relative_to(processed).as_posix(): pl.read_parquet(path) for path in processed.rglob("*.parquet")}
    others = {name: table for name, table in tables.items() if name not in OF_PERSONS}
    assert len(others) > 40
    numbers = {"response_number", "employee_number"}
    assert [name for name, table in others.items() if numbers & set(table.columns)] == []
    lines = {name: table["export_file"] for name, table in others.items() if "export_file" in table.columns}
    assert [name for name, found in lines.items() if found.cast(pl.String).str.starts_with("fase0_").any()] == []


def test_every_column_of_a_person_in_the_contracts_is_in_the_list():
    found = {
        (source, name)
        for source, contract in contracts().items()
        for name in contract.columns
        if contract.privacy(name) == "personal"
    }
    listed = {(Path(table).stem, name) for table, names in OF_PERSONS.items() for name in names}
    assert found
    assert found <= listed


def test_free_text_of_organisations_is_in_no_published_table(marked: Marked):
    free = {
        name
        for contract in contracts().values()
        for name, column in contract.columns.items()
        if column.type == "text" and not column.pattern and contract.privacy(name) != "public"
    }
    assert {"job_title", "response_number", "employee_number"} <= free
    published = [pl.read_parquet_schema(path) for path in (marked.root / "data/processed/published").rglob("*.parquet")]
    assert len(published) > 10
    assert [sorted(free & set(schema)) for schema in published if free & set(schema)] == []


def test_no_organisation_is_named_in_what_everyone_gets_and_no_other_in_its_own_folder(marked: Marked):
    edition = marked.root / "reports/2026Q3"
    register = pl.read_parquet(marked.root / "data/processed/tidy/organisations.parquet")
    codes = tuple(str(code).encode() for code in register["organisation_code"])
    assert len(codes) > 200
    for_all = [*files(edition / "public"), *files(edition / "quality")]
    assert len(for_all) > 40
    assert {path.name: found for path in for_all if (found := shows(path, codes))} == {}
    for folder in (edition / "members").iterdir():
        assert {code for path in files(folder) for code in shows(path, codes)} == {folder.name}


def secrets(marked: Marked) -> pl.DataFrame:
    """The secret rows that everyone gets and those of organisations, together."""
    published = sorted((marked.root / "data/processed/published").rglob("numbers.parquet"))
    tables = [pl.read_parquet(path) for path in published]
    shared = tables[-1].columns  # of the public numbers
    assert "organisation_code" not in shared
    return pl.concat([table.select(shared) for table in tables]).filter(status="secret")


def test_a_published_secret_row_has_nothing_that_tells_why_it_is_secret(marked: Marked):
    """Secret by itself or to protect another: besides its key, unit and source nothing differs between such rows."""
    rows = secrets(marked)
    assert rows.height > 1000
    given = {"measure", "region_code", "branch_code", "period", "breakdown", "category", "scenario", "edition"}
    rest = [name for name in rows.columns if name not in {*given, "unit", "source"}]
    assert rows.select(rest).unique().rows() == [tuple("secret" if name == "status" else None for name in rest)]


def test_a_secret_number_has_one_form_in_open_data_and_on_the_page(marked: Marked):
    edition = marked.root / "reports/2026Q3/public"
    seen = 0
    for name in ("factsheet.csv", "alle-cijfers.csv"):
        for path in sorted(edition.glob(f"*/{name}")):
            text = path.read_text(encoding="utf-8-sig")
            lines = [row for row in csv.DictReader(text.splitlines(), delimiter=";") if row["Teken"] == "x"]
            figures = ("Waarde", "Teller", "Noemer", "Ondergrens", "Bovengrens", "Marge in procent")
            assert {tuple(row[each] for each in figures) for row in lines} <= {("",) * 6}
            assert {row["Status"] for row in lines} <= {"niet openbaar (x)"}
            seen += len(lines)
    assert seen > 100


def test_the_origin_of_a_secret_number_on_a_page_says_one_and_the_same(marked: Marked):
    said: set[str] = set()
    for path in sorted((marked.root / "reports/2026Q3").glob("*/*/f*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        places = [link["href"][1:] for link in soup.select("a.n") if link.get_text() == "x"]
        items = [soup.find(id=place) for place in places]
        said |= {item.get_text().removeprefix(item.strong.get_text()).partition("Open data")[0] for item in items}
    assert said
    assert [each for each in said if not each.startswith(": x. Niet openbaar (x). ") or re.search("[0-9]", each)] == []


# What git takes comes last: it adds to the index of the copy.
def test_after_a_run_and_a_push_git_takes_only_where_the_exports_come_from(marked: Marked):
    before = staged(marked.root)
    git(marked.root, "add", "-A")
    added = staged(marked.root) - before
    assert all(re.fullmatch(r"data/raw/\w+/[0-9-]+\.dvc|dvc\.lock", name) for name in added), added
    objects = [path for path in (marked.root / ".git").rglob("*") if path.is_file()]
    assert len(objects) > 300
    assert [path for path in objects if shows(path, MARKS)] == []


def test_own_exports_are_pushed_to_the_remote_outside_git_and_tables_to_none(marked: Marked):
    own = [path for path in (marked.root / "data/raw").glob("*/*.dvc") if read_metadata(path).kind == "own"]
    assert len(own) == 4
    hashes = {yaml.safe_load(path.read_text(encoding="utf-8"))["outs"][0]["md5"] for path in own}
    stored = {path.parent.name + path.name for path in (marked.root / ".dvc/own/files/md5").glob("*/*")}
    assert hashes <= stored
    assert len(stored) == 2 * len(own)  # of each the list of files, and its one file
    embedded = {path.parent.name + path.name for path in (marked.root / "data/remote/files/md5").glob("*/*")}
    here = {path.parent.name + path.name for path in (ROOT / "data/remote/files/md5").glob("*/*")}
    assert embedded == here
