"""What the how-to pages show is taken by the code that it is for."""

import textwrap
from pathlib import Path

import yaml
from click.testing import CliRunner

from raat_analysis.cli import raat
from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.contracts import FOLDER
from raat_analysis.factsheets.sections import sections
from raat_analysis.params import read_params
from tests.conftest import ROOT
from tests.documentation.markdown import code

HOW_TO = ROOT / "docs" / "how-to"


def shown(page: str) -> str:
    """The YAML that a page shows."""
    (text,) = code(HOW_TO / f"{page}.md", "yaml")
    return textwrap.dedent(text)


def test_the_line_of_a_measure_is_one_that_the_catalogue_takes(tmp_path: Path):
    file = tmp_path / "measures.yml"
    file.write_text(shown("measure"), encoding="utf-8")
    assert catalogue(file)["men_per_100_women"].unit == "per 100 vrouwen"


def test_the_line_of_a_section_stands_in_the_list_of_sections():
    (line,) = yaml.safe_load(shown("section"))
    assert line in sections("factsheet")


def test_the_parameters_of_another_organisation_are_taken(tmp_path: Path):
    file = tmp_path / "params.yaml"
    file.write_text(shown("another-organisation"), encoding="utf-8")
    assert read_params(file).sheet_codes() == ["RA0101", "RA0102"]


def test_the_choice_of_an_organisation_is_taken(tmp_path: Path):
    file = tmp_path / "params.yaml"
    text = (ROOT / "params.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("fase0_fewest_respondents")]
    file.write_text("\n".join([*kept, shown("organisation")]), encoding="utf-8")
    assert read_params(file).fase0_fewest_respondents == {"TW-V03": 5}


def test_a_new_header_under_aliases_is_all_that_a_contract_needs(tmp_path: Path):
    asked = yaml.safe_load((FOLDER / "zorgselect.yml").read_text(encoding="utf-8"))
    asked["columns"]["positions"].setdefault("aliases", []).append("Aantal plekken")
    file = tmp_path / "zorgselect.yml"
    file.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")
    done = CliRunner().invoke(raat, ["contract", "check", str(file)])
    assert done.output.startswith("zorgselect: columns"), done.output


def test_a_header_that_two_columns_claim_is_refused(tmp_path: Path):
    asked = yaml.safe_load((FOLDER / "organisaties.yml").read_text(encoding="utf-8"))
    asked["columns"]["branch"]["aliases"] = ["Regio"]
    file = tmp_path / "organisaties.yml"
    file.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")
    assert "two columns are headed regio" in str(CliRunner().invoke(raat, ["contract", "check", str(file)]).exception)


def test_the_example_for_github_runs_what_ci_runs_on_a_push_and_once_a_quarter():
    example = yaml.safe_load((ROOT / "docs" / "examples" / "github-actions.yml").read_text(encoding="utf-8"))
    (job,) = example["jobs"].values()
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    asked = example[True]  # YAML reads the key `on` as true
    assert set(asked) == {"push", "schedule"}
    assert asked["schedule"] == [{"cron": "0 5 1 1,4,7,10 *"}]
