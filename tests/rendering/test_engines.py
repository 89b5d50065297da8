"""The in-process engine against the ordinary kernel, and what a failing cell says."""

import sys
from pathlib import Path

import nbformat
import nbformat.v4 as nb
import pytest

from raat_analysis.rendering.engine import engine_name
from raat_analysis.rendering.executed import executed
from raat_analysis.rendering.failures import CellFailed
from raat_analysis.rendering.job import KERNEL

GIVEN = {"region_code": "RA0205", "edition": "2026Q3"}
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
PARAMETERS = nb.new_code_cell('region_code: str = ""\nedition: str = ""', metadata={"tags": ["parameters"]})


def notebook(tmp_path: Path, *sources: str) -> Path:
    cells = [PARAMETERS, *(nb.new_code_cell(source) for source in sources)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    path = tmp_path / "small.ipynb"
    path.write_text(nbformat.writes(nb.new_notebook(cells=cells, metadata={"kernelspec": SPEC})), encoding="utf-8")
    return path


def test_parameters_reach_the_notebook(tmp_path):
    run = executed(notebook(tmp_path, "region_code + edition"), GIVEN)
    assert run.cells[-1].outputs[0].data["text/plain"] == "'RA02052026Q3'"


def test_two_runs_are_the_same_and_know_nothing_of_each_other(tmp_path):
    path = notebook(tmp_path, "'seen' in globals()", "seen = 1", "print('x')\nseen")
    first, second = executed(path, GIVEN), executed(path, GIVEN)
    assert nbformat.writes(first) == nbformat.writes(second)
    assert second.cells[2].outputs[0].data["text/plain"] == "False"


def test_the_engine_leaves_main_alone(tmp_path):
    before = sys.modules["__main__"]
    executed(notebook(tmp_path, "1"), GIVEN)
    assert sys.modules["__main__"] is before


def test_a_failing_cell_is_named_with_its_source_and_message(tmp_path):
    path = notebook(tmp_path, "1 + 1", "raise ValueError('geen cijfers voor ' + region_code)", "2")
    with pytest.raises(CellFailed, match=r"small.ipynb, cell 4, ValueError: geen cijfers voor RA0205") as refused:
        executed(path, GIVEN)
    assert "raise ValueError" in str(refused.value)
    outputs = [cell.outputs for cell in refused.value.notebook.cells if cell.cell_type == "code"]
    assert "geen cijfers voor RA0205" in str(outputs)
    assert nbformat.validator.isvalid(refused.value.notebook)


def test_an_unknown_engine_is_an_error():
    with pytest.raises(ValueError, match="in_process, kernel"):
        engine_name("warm")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_ordinary_kernel_gives_the_same_notebook(sample):
    sample_path = Path(__file__).parent / "data" / "sample.ipynb"
    assert nbformat.writes(executed(sample_path, GIVEN, KERNEL)) == nbformat.writes(sample)
