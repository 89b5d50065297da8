"""Notebooks show, they do not compute: the rules of the house, held against every notebook in notebooks/."""

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import papermill
import polars as pl
import pytest

from raat_analysis.factsheets.sections import sections
from raat_analysis.rendering.parameters import declared
from raat_analysis.rendering.report import markdown_parts
from tests.exploration.whole_project import whole_project

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(path for path in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
QUESTIONS = [
    "where_do_leavers_go",
    "which_functions_stay_open_longest",
    "what_would_one_more_hour_do",
    "compare_two_municipalities",
    "how_good_were_the_forecasts",
    "a_factsheet_of_my_own_selection",
]
EXPLORED = ["start_here", "measures_and_models", *QUESTIONS]
REPORTS = ["factsheet", "fase0_region", "fase0_organisation", "fase0_round_table"]
ASKED = {"fase0_organisation": ["organisation_code"], "fase0_round_table": ["region_code", "branch_code"]}
COMPUTING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
PATH = re.compile(r"/|\\|\.(?:csv|parquet|xlsx|yml)$")


def cells(path: Path, kind: str = "code") -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def report_calls(name: str) -> list[str]:
    """The methods that a report's notebook shows, in order."""
    sources = [cell.source for cell in cells(FOLDER / f"{name}.ipynb")[2:]]
    return [re.fullmatch(r"\w+\.(\w+)\(\)", source)[1] for source in sources]  # type: ignore[index]


def test_all_notebooks_are_looked_at():
    names = {path.relative_to(FOLDER).as_posix() for path in NOTEBOOKS}
    assert names >= {f"{name}.ipynb" for name in REPORTS} | {f"explore/{name}.ipynb" for name in EXPLORED}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_without_outputs_with_fixed_ids_for_any_python3(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.id for cell in cells(path) if cell.outputs or cell.execution_count] == []
    assert all(re.fullmatch(r"[a-z0-9-]+", cell.id) for cell in notebook.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_few_short_cells_that_compute_nothing(path):
    assert len(cells(path)) <= 15
    for cell in cells(path):
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 5, cell.id
        tree = ast.parse(cell.source)
        assert [node for node in ast.walk(tree) if isinstance(node, COMPUTING)] == [], cell.id
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert [text for text in texts if PATH.search(text)] == [], cell.id


@pytest.mark.parametrize("name", REPORTS)
def test_parameters_have_types_and_no_default_that_makes_a_report(name):
    path = FOLDER / f"{name}.ipynb"
    asked = [*ASKED.get(name, ["region_code"]), "edition"]
    assert declared(path) == dict.fromkeys(asked, str)
    assert cells(path)[0].source == "\n".join(f'{each}: str = ""' for each in asked)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_shows_every_section_in_order_under_its_heading(name):
    wanted = sections(name)
    assert report_calls(name) == [section["method"] for section in wanted]
    headings = [
        part["text"] for cell in cells(FOLDER / f"{name}.ipynb", "markdown") for part in markdown_parts(cell.source)
    ]
    assert headings == [section["heading"] for section in wanted if section["heading"]]
    order = [cell.id for cell in nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells[2:]]
    expected = [[f"heading-{each['method']}", each["method"]][not each["heading"] :] for each in wanted]
    assert order == [name for pair in expected for name in pair]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_start_here_runs_clean_from_top_to_bottom(tmp_path, monkeypatch):
    """With two tiny tidy tables in an empty project, in an ordinary kernel as JupyterLab has it."""
    monkeypatch.delenv("MPLBACKEND", raising=False)
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).touch()
    tidy = tmp_path / "data" / "processed" / "tidy"
    tidy.mkdir(parents=True)
    adverts = {"posted_period": ["2026Q1", "2026Q2", "2026Q2"], "region_code": ["RA0205"] * 3, "positions": [1, 2, 1]}
    pl.DataFrame(adverts).write_parquet(tidy / "vacancies.parquet")
    ages = {"age_class": ["total", "<25", "55+"], "employees": [30, 10, 20]}
    whole = pl.DataFrame(ages).with_columns(
        region_code=pl.lit("RA0205"), branch_code=pl.lit("SMAL"), period=pl.lit("2026Q2")
    )
    whole.write_parquet(tidy / "employment.parquet")
    notebook = papermill.execute_notebook(
        str(FOLDER / "explore" / "start_here.ipynb"), None, cwd=str(tmp_path), progress_bar=False, kernel_name="python3"
    )
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.text for output in outputs if output.output_type == "stream"] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_measures_and_models_runs_clean_and_ends_with_a_number_explained(tmp_path, monkeypatch):
    """With the factsheets' example as published numbers; no cell says that something is not there."""
    monkeypatch.delenv("MPLBACKEND", raising=False)
    notebook = papermill.execute_notebook(
        str(FOLDER / "explore" / "measures_and_models.ipynb"),
        None,
        cwd=str(whole_project(tmp_path)),
        progress_bar=False,
        kernel_name="python3",
    )
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [output for cell in code for output in cell.outputs]
    assert [output.output_type for output in shown] == ["execute_result"] * len(code)
    assert [cell.id for cell in code if 'class="empty"' in cell.outputs[0].data["text/html"]] == []
    assert sum("<svg" in output.data["text/html"] for output in shown) == 10
    assert "Uitstroom uit zorg en welzijn (outflow_sector_pct)" in shown[-1].data["text/html"]


def test_the_first_notebook_leads_to_the_second():
    texts = " ".join(cell.source for cell in cells(FOLDER / "explore" / "start_here.ipynb", "markdown"))
    assert "(measures_and_models.ipynb)" in texts
    assert [name for name in QUESTIONS if f"({name}.ipynb)" not in texts] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_cannot_say_and_where_to_go_on(name):
    headings = [cell.source.partition("\n")[0] for cell in cells(FOLDER / "explore" / f"{name}.ipynb", "markdown")]
    assert headings[0].endswith("?") or name == "a_factsheet_of_my_own_selection"
    assert headings[-2:] == ["## What this cannot say", "## Where to go on"]
