"""`raat contract check` says what is wrong with the rules between sources, without an export."""

from pathlib import Path

import polars as pl
import pytest

from raat_analysis.checks.between import FILE, between_rules
from raat_analysis.checks.between_faults import check_between, empty_checked
from raat_analysis.checks.one_source import check_source
from raat_analysis.contracts import ContractRefused, contract
from tests.dirty.exports_on_disk import good, grid, place_export, written

ASKED = (
    "SELECT org.employees, hr.organisation_code FROM organisaties AS org JOIN fase0_hr AS hr USING(organisation_code)"
)
RULE = """- id: {id}
  sources: [fase0_hr, organisaties]
  rows: "{rows}"
  holds: "{holds}"
  severity: stop
  sentence: "{sentence}"
"""


def rules(folder: Path, *changes: dict[str, str]) -> Path:
    """A file with one rule for each set of changes to a good one."""
    usual = {"rows": ASKED, "holds": "employees > 0", "sentence": "Dit klopt."}
    file = folder / "between.yml"
    texts = [RULE.format(**{**usual, "id": f"rule_{number}", **change}) for number, change in enumerate(changes)]
    file.write_text("".join(texts), encoding="utf-8")
    return file


def test_the_rules_of_the_package_have_no_fault():
    assert check_between() == f"between_sources: rules {len(between_rules(FILE))}"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rows": ASKED.replace("org.employees", "org.salary")}, "rows: cannot be asked of these sources: "),
        ({"rows": ASKED.replace("organisaties", "opleidingen")}, "sources: organisaties is not asked in rows"),
        ({"rows": "words about organisaties, fase0_hr"}, "rows: cannot be asked of these sources: "),
        ({"holds": "salary > 1"}, "holds: cannot be evaluated on columns of these types: "),
        ({"holds": "employees > 'many'"}, "holds: cannot be evaluated on columns of these types: "),
        ({"holds": "HALF(employees) > 1"}, "holds: cannot be evaluated on columns of these types: "),
        ({"holds": "employees + 1"}, "holds: gives Int64, not true or false"),
        ({"holds": "SUM(employees) > 1"}, "holds: gives one answer for all rows together"),
        ({"sentence": "?"}, "sentence: say it in Dutch, it is still ?"),
        ({"sentence": " "}, "sentence: say it in Dutch, it is still empty"),
    ],
)
def test_a_rule_that_does_not_fit_its_sources_is_a_fault(tmp_path: Path, change: dict[str, str], fault: str):
    with pytest.raises(ContractRefused) as refused:
        check_between(rules(tmp_path, change))
    assert f"\n  - rule_0.{fault}" in str(refused.value)
    assert "faults in 1 contract files:\nbetween.yml:" in str(refused.value)
    assert str(refused.value).endswith("Next step: mend them, then raat contract check.")


def test_the_faults_of_all_rules_come_at_once(tmp_path: Path):
    file = rules(tmp_path, {"sentence": "?", "holds": "salary > 1"}, {}, {"holds": "employees"})
    with pytest.raises(ContractRefused) as refused:
        check_between(file)
    told = str(refused.value)
    assert told.startswith("3 faults in 1 contract files:\nbetween.yml:\n  - rule_0.sentence: ")
    assert "rule_1" not in told
    assert "rule_2.holds: gives Int64" in told


@pytest.mark.parametrize("change", [{"severity: stop": "severity: loud"}, {"organisaties]": "organisatie]"}])
def test_a_severity_or_source_that_does_not_exist_is_refused_with_the_rule(tmp_path: Path, change: dict[str, str]):
    file = rules(tmp_path, {})
    for old, new in change.items():
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContractRefused, match=r"between\.yml: 1 things to mend"):
        check_between(file)


@pytest.mark.parametrize("source", ["zorgselect", "azw_kerncijfers", "azw_verzuim", "organisaties"])
def test_an_empty_checked_table_has_the_columns_of_one_with_rows(source: str, tmp_path: Path):
    place_export(tmp_path, source, written(source, grid(source, [good(source)])))
    assert check_source(tmp_path, contract(source), tmp_path / "table.parquet").problems == []
    assert empty_checked(contract(source)).schema == pl.read_parquet(tmp_path / "table.parquet").schema
    assert empty_checked(contract(source)).height == 0
