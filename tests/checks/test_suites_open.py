"""The suites beside the quality page open with Great Expectations' own tools and say what the contract says."""

import json
import re
from pathlib import Path
from typing import Any

import great_expectations as gx
import polars as pl
import pytest

from raat_analysis import offline
from raat_analysis.checks import Checked, check, great
from raat_analysis.checks.expected import expected
from raat_analysis.checks.view import accepted_view
from raat_analysis.checks.writing import write_quality
from raat_analysis.contracts import contract, contracts
from tests.checks.adverts_on_disk import adverts, place_export

ROWS = ["Z1;Almelo;24;1;01-09-2026;;", "Z2;Hengelo;24-32;1;01-09-2026;05-09-2026;", "Z3;Atlantis;24;1;01-09-2026;;"]


@pytest.fixture
def found(tmp_path: Path) -> Checked:
    place_export(tmp_path / "raw", ROWS)
    found = check(tmp_path / "raw", {"adverts": adverts()}, tmp_path / "checked")
    write_quality(found, tmp_path / "quality")
    return found


@pytest.fixture
def context(tmp_path: Path) -> Any:
    """A folder of Great Expectations itself, with the written suite in it as a person would put it there."""
    offline.stay_offline()
    (tmp_path / "project").mkdir()
    made = gx.get_context(mode="file", project_root_dir=str(tmp_path / "project"))
    made.variables.progress_bars = {"globally": False}
    return made


def written(source: str) -> dict[str, Any]:
    return json.loads(json.dumps(great.suite_json(contract(source))))


def demands(suite: Any) -> list[tuple[str, str, str]]:
    """Type, column and rule of each expectation, in the suite's order."""
    return [(e.expectation_type, e.configuration.kwargs.get("column", ""), e.meta["rule"]) for e in suite.expectations]


@pytest.mark.parametrize("source", list(contracts()))
def test_a_written_suite_opens_as_the_same_suite(source: str):
    opened = gx.ExpectationSuite(**written(source))
    assert demands(opened) == demands(great.suite(contract(source)))
    assert [rule for _, _, rule in demands(opened)] == [demand.rule for demand in expected(contract(source))]


@pytest.mark.parametrize("source", list(contracts()))
def test_a_suite_has_no_ids_and_no_times(source: str):
    text = json.dumps(written(source))
    assert '"id"' not in text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)
    assert "version" not in text


def test_the_checked_rows_pass_the_written_suite(found: Checked, tmp_path: Path):
    view = accepted_view(found.table("adverts"), adverts())
    suite = gx.ExpectationSuite(**json.loads((tmp_path / "quality/suites/adverts.json").read_text(encoding="utf-8")))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("checked").add_dataframe_asset("adverts")
    whole = batch.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": great.as_pandas(view)})
    assert whole.validate(suite).success
    wrong = view.with_columns(pl.lit(99, dtype=pl.Int64).alias("positions"))
    whole = batch.get_batch_definition("whole").get_batch({"dataframe": great.as_pandas(wrong)})
    failed = [r.expectation_config.kwargs["column"] for r in whole.validate(suite).results if not r.success]
    assert failed == ["positions"]


def test_a_folder_of_great_expectations_takes_the_file_as_it_is(found: Checked, context: Any, tmp_path: Path):
    [folder] = tmp_path.glob("project/**/expectations")
    (folder / "adverts.json").write_bytes((tmp_path / "quality/suites/adverts.json").read_bytes())
    assert found.suites.keys() == {"adverts"}
    assert demands(context.suites.get("adverts")) == demands(great.suite(adverts()))


def test_great_expectations_makes_its_own_pages_of_it(found: Checked, context: Any, tmp_path: Path):
    [folder] = tmp_path.glob("project/**/expectations")
    (folder / "adverts.json").write_bytes((tmp_path / "quality/suites/adverts.json").read_bytes())
    assert found.suites
    context.build_data_docs()
    [page] = tmp_path.glob("project/**/data_docs/**/expectations/adverts.html")
    assert "rule_closed_after_opened" in page.read_text(encoding="utf-8")


def test_a_view_of_checked_rows_knows_the_day_of_their_export(found: Checked):
    view = accepted_view(found.table("adverts"), adverts())
    assert view["row_id"].to_list() == [0, 1]
    assert view["rule_closed_after_opened"].to_list() == [True, True]
