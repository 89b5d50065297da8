"""`raat render`: one report again by its name, in the place where the stages put it."""

import shutil
from pathlib import Path

import pytest
import yaml

from raat_analysis.errors import ParameterRefused
from raat_analysis.rendering.again import render_again
from raat_analysis.rendering.batch import How
from raat_analysis.rendering.failures import SheetsFailed
from tests.publication.conftest import NOTEBOOKS, _example

ASKED = {"edition": "2026Q3", "publisher": "WGV", "regions": ["RA0205", "RA02"], "fase0_region": "RA0205"}


@pytest.fixture
def published_project(project: Path) -> Path:
    """A project of which nothing was rendered yet."""
    (project / "params.yaml").write_text(yaml.safe_dump(ASKED), encoding="utf-8")
    example, folder = _example(), project / "data/processed/published"
    example.write_published(folder, example.example_rows())
    example.write_member(folder, "TW-A01", 120)
    shutil.copytree(NOTEBOOKS, project / "notebooks")
    return project


@pytest.mark.slow
def test_one_report_is_made_in_its_place_and_then_comes_from_the_cache(published_project: Path) -> None:
    names = ["factsheets/twente/factsheet", "members/TW-A01/fase0"]
    assert [one.made for one in render_again(names, How())] == [True, True]
    rendered = published_project / "data/processed/rendered"
    assert sorted(path.relative_to(rendered).as_posix() for path in rendered.rglob("*.*")) == [
        "factsheets/twente/alle-cijfers.csv",
        *(f"factsheets/twente/factsheet.{ending}" for ending in ("csv", "html", "pdf", "xlsx")),
        "members/TW-A01/fase0.html",
        "members/TW-A01/fase0.pdf",
    ]
    assert [one.made for one in render_again(names, How())] == [False, False]


@pytest.mark.slow
def test_a_broken_notebook_is_told_with_cell_and_command_and_mended_with_it(published_project: Path) -> None:
    name, notebook = "factsheets/twente/factsheet", published_project / "notebooks/factsheet.ipynb"
    whole = notebook.read_text(encoding="utf-8")
    older = published_project / "data/processed/rendered" / f"{name}.html"
    older.parent.mkdir(parents=True)
    older.touch()
    notebook.write_text(whole.replace("sheet.vacancies()", "sheet.vacanies()"), encoding="utf-8")
    with pytest.raises(SheetsFailed) as failed:
        render_again([name], How())
    for said in ("1 of 1 reports", "Twente", "cell 10", "AttributeError", "sheet.vacanies()", f"raat render {name}"):
        assert said in str(failed.value)
    assert not older.exists()
    notebook.write_text(whole, encoding="utf-8")
    assert [one.failure for one in render_again([name], How())] == [""]


def test_an_unknown_name_is_refused_with_names_that_look_like_it(published_project: Path) -> None:
    assert published_project.is_dir()
    with pytest.raises(ParameterRefused, match=r"1 of 1 names(.|\n)*do you mean factsheets/twente/factsheet"):
        render_again(["factsheets/twnte/factsheet"], How())
