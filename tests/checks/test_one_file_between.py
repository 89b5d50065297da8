"""`raat check FILE` holds the rules between sources against what the last run left of the other sources."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.checks.between import between_rules
from raat_analysis.checks.between_faults import empty_checked
from raat_analysis.checks.one_file import Page, check_file
from raat_analysis.checks.one_file_page import LINES
from raat_analysis.checks.one_source import check_source
from raat_analysis.contracts import contract
from tests.dirty.exports_on_disk import Row, good, grid, place_export, written

DAY = date(2026, 10, 6)
EMPLOYEE = {"organisation_code": "TW-V01", "round": "2026-1", "employee_number": "1", "function_group": "Verpleging"}
HOURS = {"age_class": "25 tot 35 jaar", "contract_kind": "Vast", "contract_hours": "24", "actual_hours": "24"}


def last_run(folder: Path, source: str, *rows: Row) -> None:
    """The checked table of a source, as a run leaves it."""
    (folder / "checked").mkdir(exist_ok=True)
    place_export(folder / "run", source, written(source, grid(source, rows)))
    assert check_source(folder / "run", contract(source), folder / "checked" / f"{source}.parquet").problems == []


def page(folder: Path, source: str, *rows: Row) -> Page:
    (folder / "new.csv").write_bytes(written(source, grid(source, rows)))
    return check_file(
        folder / "new.csv", source, folder / "raw", DAY, DAY, folder / f"page {len(rows)}", folder / "checked"
    )


def words(found: Page) -> str:
    assert len(found.lines) <= LINES
    return " ".join(" ".join(found.lines).split())


def about(source: str) -> int:
    return sum(source in rule.sources for rule in between_rules())


def test_an_extract_of_an_organisation_that_is_not_registered_cannot_be_added(tmp_path: Path):
    last_run(tmp_path, "organisaties", good("organisaties", organisation_code="TW-V02"))
    found = page(tmp_path, "fase0_hr", {**EMPLOYEE, **HOURS})
    assert not found.can_be_added
    assert "Beside the checked tables of the last make report: fase0_hr and organisaties: 1 of 1" in words(found)
    assert "organisation_code TW-V01" in words(found)


def test_a_rule_that_holds_lets_the_file_through_and_what_was_not_held_is_one_line(tmp_path: Path):
    last_run(tmp_path, "organisaties", good("organisaties", organisation_code="TW-V01", employees="1"))
    found = page(tmp_path, "fase0_hr", {**EMPLOYEE, **HOURS})
    assert found.can_be_added
    with_register = sum({*rule.sources} == {"fase0_hr", "organisaties"} for rule in between_rules())
    assert f"Rules with other sources: {with_register} of {about('fase0_hr')} held against the last" in words(found)
    assert "the others need fase0_leidinggevenden, fase0_medewerkers and are checked by make report." in words(found)


def test_a_rule_that_warns_is_worth_a_look_and_stands_on_the_quality_page(tmp_path: Path):
    last_run(tmp_path, "organisaties", good("organisaties", organisation_code="TW-V02"))
    found = page(tmp_path, "zorgselect", good("zorgselect", organisation_code="TW-V01"))
    assert found.can_be_added
    [rule] = [rule for rule in between_rules() if rule.id == "advert_organisations_are_registered"]
    assert f"Worth a look: {rule.sentence} 1 of 1 comparisons do not hold." in words(found)
    assert "TW-V01" not in words(found), "organisations stay in the file"
    assert rule.sentence.split(";")[0] in (tmp_path / "page 1" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("left", ["nothing", "another version of the contract"])
def test_without_the_other_tables_the_report_checks_them(tmp_path: Path, left: str):
    if left != "nothing":
        (tmp_path / "checked").mkdir()
        older = empty_checked(contract("organisaties")).drop("employees")
        older.write_parquet(tmp_path / "checked" / "organisaties.parquet")
    found = page(tmp_path, "zorgselect", good("zorgselect"))
    assert found.can_be_added
    told = "Rules with other sources: 0 of 1 held against the last make report; the others need organisaties and are"
    assert told in words(found)


def test_a_source_without_such_rules_says_nothing_of_them(tmp_path: Path):
    assert about("azw_verzuim") == 0
    last_run(tmp_path, "organisaties", good("organisaties"))
    found = page(tmp_path, "azw_verzuim", good("azw_verzuim"))
    assert found.can_be_added
    assert "Rules with other sources" not in words(found)


def test_an_empty_table_of_another_source_is_held_as_it_is(tmp_path: Path):
    (tmp_path / "checked").mkdir()
    empty: pl.DataFrame = empty_checked(contract("organisaties"))
    empty.write_parquet(tmp_path / "checked" / "organisaties.parquet")
    assert not page(tmp_path, "fase0_hr", {**EMPLOYEE, **HOURS}).can_be_added
