from pathlib import Path

import nbformat
import nbformat.v4 as nb
import pytest

from raat_analysis.errors import ParameterRefused
from raat_analysis.rendering.parameters import checked_parameters, declared

SAMPLE = Path(__file__).parent / "data" / "sample.ipynb"
GOOD = {"region_code": "RA0205", "edition": "2026Q3"}


def test_good_parameters_pass_as_they_are():
    assert checked_parameters(SAMPLE, GOOD) == GOOD


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**GOOD, "regio": "RA0205"}, "unknown: regio"),
        ({"edition": "2026Q3"}, "missing: region_code"),
        ({**GOOD, "region_code": 205}, "region_code must be str, not int: 205"),
        ({**GOOD, "region_code": "RA9999"}, "RA0205, RA0206"),
        ({**GOOD, "region_code": "NL01"}, "'NL01' is no region"),
        ({**GOOD, "region_code": ""}, "'' is no region"),
        ({**GOOD, "region_code": "Twente"}, "'Twente' is no region"),
        ({**GOOD, "edition": ""}, "as 2026Q3"),
        ({**GOOD, "edition": "2026Q5"}, "'2026Q5' is no edition"),
        ({**GOOD, "edition": "2026Q3 "}, "is no edition"),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(given, said):
    with pytest.raises(ParameterRefused, match="Allowed: region_code \\(str\\), edition \\(str\\)") as refused:
        checked_parameters(SAMPLE, given)
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ParameterRefused, match="3 parameters cannot be used"):
        checked_parameters(SAMPLE, {"region_code": "", "edition": "nu", "extra": 1})


@pytest.mark.parametrize("source", ["edition = ''", "for x in []: pass", "edition: list[str] = []"])
def test_a_notebook_must_declare_types(tmp_path, source):
    cell = nb.new_code_cell(source, metadata={"tags": ["parameters"]})
    path = tmp_path / "untyped.ipynb"
    path.write_text(nbformat.writes(nb.new_notebook(cells=[cell])))
    with pytest.raises(ParameterRefused, match="with its type"):
        declared(path)


def test_a_notebook_without_parameters_cell_is_refused(tmp_path):
    path = tmp_path / "none.ipynb"
    path.write_text(nbformat.writes(nb.new_notebook()))
    with pytest.raises(ParameterRefused, match="one cell must have the tag"):
        declared(path)
