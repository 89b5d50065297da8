"""`raat difference`: the page of what was rendered, before or after it was published."""

import shutil

import pytest
from click.testing import CliRunner

from raat_analysis.cli import raat
from tests.publication.difference.conftest import BEFORE, employees

PARAMETERS = (
    f"edition: 2026Q3\nprevious_edition: {BEFORE}\npublisher: WGV Zorg en Welzijn\nregions: [RA0205]\n"
    "fase0_region: RA0205\nfase0_fewest_respondents: {}\n"
)


@pytest.fixture
def project(editions, monkeypatch):
    """A project with the two editions in the folders of its stages."""
    editions.numbers([employees("2026Q2", 105)], [employees("2026Q2", 100)])
    processed = editions.root / "data" / "processed"
    shutil.copytree(editions.tables, processed / "published" / "public")
    shutil.copytree(editions.public, processed / "rendered" / "factsheets")
    shutil.copytree(editions.editions, editions.root / "data" / "editions")
    (editions.root / "params.yaml").write_text(PARAMETERS, encoding="utf-8")
    (editions.root / "dvc.yaml").touch()
    monkeypatch.chdir(editions.root)
    return editions.root


@pytest.mark.parametrize(("options", "opened"), [([], 0), (["--open"], 1)])
def test_it_makes_the_page_says_what_matters_and_opens_it_when_asked(project, monkeypatch, options, opened):
    seen: list[str] = []
    monkeypatch.setattr("webbrowser.open", seen.append)
    told = CliRunner().invoke(raat, ["difference", *options], catch_exceptions=False)
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert len(lines) <= 20
    assert lines[0].startswith("2026Q3 beside 2026Q2: 1 newest numbers changed much (groot), 1 numbers were revised.")
    assert "  - `employees`: 1 numbers were revised without a reason." in lines
    assert (project / "data" / "processed" / "difference" / "index.html").is_file()
    assert len(seen) == opened
    assert all(each.endswith("/data/processed/difference/index.html") for each in seen)
