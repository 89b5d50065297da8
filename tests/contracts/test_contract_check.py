"""`raat contract check`: everything that is wrong with all contracts comes in one refusal."""

from pathlib import Path

import polars as pl
import pytest
import yaml
from click.testing import CliRunner

from raat_analysis.cli import raat
from raat_analysis.contracts import Contract, ContractRefused, contracts
from raat_analysis.contracts.command import check_files, check_package, write_package
from raat_analysis.contracts.faults import contract_faults, empty_table

ROOT = Path(__file__).parents[2]
SECTORS = {"header": "Sector", "type": "code", "codes": {"Zorg": "care", "Welzijn": "welfare", "Alles": "all"}}
GOOD = {
    "source": "counts",
    "title": "Tellingen",
    "row": "een sector",
    "format": "csv",
    "kind_of_data": "public",
    "cadence": "once",
    "key": ["sector"],
    "later_export_replaces": True,
    "allowed_set_aside_pct": 0,
    "columns": {
        "sector": {**SECTORS, "required": True, "description": "Sector"},
        "people": {"header": "Mensen", "type": "integer", "description": "Mensen"},
        "since": {"header": "Sinds", "type": "date", "description": "Begin"},
    },
}


def contract(**changes: object) -> Contract:
    return Contract.model_validate({**GOOD, **changes})


def rule(holds: str) -> dict[str, str]:
    return {"id": "first", "holds": holds, "severity": "stop", "sentence": "Dit moet kloppen."}


def total(**changes: object) -> dict[str, object]:
    whole = {"id": "all_sectors", "over": "sector", "total": "all", "parts": ["care", "welfare"], "columns": ["people"]}
    return {**whole, "severity": "stop", "sentence": "De delen tellen op.", **changes}


def place(folder: Path, name: str, **changes: object) -> Path:
    path = folder / f"{name}.yml"
    path.write_text(yaml.safe_dump({**GOOD, "source": name, **changes}), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", contracts())
def test_a_contract_of_the_package_has_no_fault(name: str):
    assert contract_faults(contracts()[name]) == []


@pytest.mark.parametrize(
    "holds",
    [
        "people > 0",
        "sector = 'Zorg' OR since >= CAST('2020-01-01' AS DATE)",
        "sector IN ('Zorg', 'Alles')",
        "people % 2 = 0",
    ],
)
def test_a_rule_that_fits_its_columns_is_right(holds: str):
    assert contract_faults(contract(rules=[rule(holds)])) == []


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        ("people + 1", "gives Int64, not true or false"),
        ("people > sector", "cannot be evaluated"),
        ("since - people > 3", "cannot be evaluated"),
        ("sector <> 'Zorgg'", "'Zorgg' is not a label or code of its columns"),
        ("sector <> 'care'", "'care' is not a label or code of its columns"),
        ("REGEXP_LIKE(sector, '[')", "cannot be evaluated"),
        ("SUM(people) > 3", "gives one answer for all rows together"),
    ],
)
def test_a_rule_that_does_not_fit_its_columns_is_a_fault(holds: str, words: str):
    (fault,) = contract_faults(contract(rules=[rule(holds)]))
    assert fault.startswith("rules.first.holds: ")
    assert words in fault


def test_a_rule_sees_each_column_with_its_type():
    own = {"sector": pl.String, "people": pl.Int64, "since": pl.Date}
    assert empty_table(contract()).schema == {**own, "export_date": pl.Date, "export_quarter": pl.String}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"total": "everything"}, "totals.all_sectors: everything is not a code of sector"),
        ({"parts": ["care", "all"]}, "totals.all_sectors: the total and its parts must all be different codes"),
        ({"parts": ["care", "care"]}, "totals.all_sectors: the total and its parts must all be different codes"),
    ],
)
def test_a_total_names_codes_that_exist_and_differ(changes: dict[str, object], fault: str):
    assert contract_faults(contract(totals=[total(**changes)])) == [fault]


def test_a_rule_and_a_total_cannot_share_a_name():
    shared = contract(totals=[total(id="first")], rules=[rule("people > 0")])
    assert contract_faults(shared) == ["first is the name of a rule and of a total"]


def test_the_same_numbers_can_only_be_found_in_sums():
    (fault,) = contract_faults(contract(compared={"same": True}))
    assert fault.startswith("compared: same:")


@pytest.mark.parametrize("words", ["?", "? naam van de kolom", " "])
def test_what_a_draft_left_open_is_a_fault(words: str):
    columns = {**GOOD["columns"], "people": {**GOOD["columns"]["people"], "description": words}}
    (fault,) = contract_faults(contract(columns=columns))
    assert fault.startswith("columns.people.description: say it in Dutch")


def test_the_faults_of_all_files_come_at_once(tmp_path: Path):
    files = [
        place(tmp_path, "first", rules=[rule("people")]),
        place(tmp_path, "second", title="?", format="pdf"),
        place(tmp_path, "third", title="?", row="?"),
        place(tmp_path, "fourth"),
    ]
    with pytest.raises(ContractRefused) as refused:
        check_files(files)
    message = str(refused.value)
    assert message.startswith("4 faults in 3 contract files:\nfirst.yml:\n")
    assert [word in message for word in ("rules.first", "second.yml", "format", "title:", "row:")] == [True] * 5
    assert "fourth" not in message
    assert "Next step" in message


def test_a_contract_without_faults_is_one_line(tmp_path: Path):
    assert check_files([place(tmp_path, "first")]) == ["first: columns 3, rules 0, totals 0"]


def test_documents_that_lag_behind_are_refused_until_they_are_written(tmp_path: Path):
    docs, folder = tmp_path / "docs", tmp_path / "contracts"
    folder.mkdir()
    place(folder, "first")
    with pytest.raises(ContractRefused, match=r"2 documents .*\n.*data-dictionary[\s\S]*raat contract write"):
        check_package(docs, folder)
    assert write_package(docs, folder) == ["docs/data-dictionary.md", "docs/schemas/first.json"]
    assert check_package(docs, folder) == ["first: columns 3, rules 0, totals 0"]
    assert write_package(docs, folder) == ["docs/data-dictionary.md and docs/schemas were up to date."]


def test_the_schema_of_a_source_that_is_gone_is_removed(tmp_path: Path):
    docs, folder = tmp_path / "docs", tmp_path / "contracts"
    folder.mkdir()
    gone = place(folder, "first")
    write_package(docs, folder)
    gone.rename(folder / "second.yml")
    place(folder, "second")
    changed = ["docs/data-dictionary.md", "docs/schemas/first.json", "docs/schemas/second.json"]
    assert write_package(docs, folder) == changed
    assert [path.name for path in (docs / "schemas").iterdir()] == ["second.json"]


def test_a_faulty_contract_is_never_documented(tmp_path: Path):
    place(tmp_path, "first", title="?")
    with pytest.raises(ContractRefused, match="title: say it in Dutch"):
        write_package(tmp_path / "docs", tmp_path)
    assert not (tmp_path / "docs").exists()


def test_the_documents_in_the_repository_agree_with_the_contracts():
    assert [line.split(":")[0] for line in check_package(ROOT / "docs")] == list(contracts())


def test_the_command_checks_the_package_and_the_files_that_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    whole = CliRunner().invoke(raat, ["contract", "check"])
    assert (whole.exit_code, len(whole.output.splitlines())) == (0, len(contracts()) + 3)
    assert whole.output.splitlines()[-3].startswith("between_sources: rules ")
    assert whole.output.splitlines()[-2].startswith("glossary: ")
    assert whole.output.splitlines()[-1].startswith("measures: ")
    named = CliRunner().invoke(raat, ["contract", "check", str(place(tmp_path, "first"))])
    assert named.output == "first: columns 3, rules 0, totals 0\n"


def test_the_command_writes_nothing_when_all_is_up_to_date(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    assert "were up to date" in CliRunner().invoke(raat, ["contract", "write"]).output
