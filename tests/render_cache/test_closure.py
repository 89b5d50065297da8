"""Which code a report depends on, read from the source: nothing that really runs is missed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from raat_analysis.paths import PACKAGE
from raat_analysis.render_cache import closure
from raat_analysis.render_cache.closure import import_closure, imported_modules
from raat_analysis.rendering.ingredients import WORKER

NOTEBOOKS = PACKAGE.parent / "notebooks"
REPORTS = {
    "factsheet.ipynb": "sheet",
    "fase0_region.ipynb": "fase0_region",
    "fase0_organisation.ipynb": "fase0_organisation",
    "fase0_round_table.ipynb": "fase0_round_table",
}
LOADED = """
import sys
import {module}, raat_analysis.rendering.worker
print("\\n".join(sorted(name for name in sys.modules if name.split(".")[0] == "raat_analysis")))
"""


def modules(paths: list[Path]) -> set[str]:
    found = {path.relative_to(PACKAGE.parent).with_suffix("") for path in paths if path.suffix == ".py"}
    return {".".join(path.parts).removesuffix(".__init__") for path in found}


@pytest.mark.slow
@pytest.mark.parametrize("notebook", REPORTS)
def test_every_module_that_a_report_really_loads_is_in_its_closure(notebook: str) -> None:
    module = f"raat_analysis.factsheets.{REPORTS[notebook]}"
    cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    roots = imported_modules("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
    assert module in roots
    command = [sys.executable, "-c", LOADED.format(module=module)]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    engines = {
        name for name in loaded if name.startswith("raat_analysis.warm_kernels")
    }  # papermill loads each it knows
    made_with = loaded - engines
    assert len(made_with) > 50
    assert made_with - modules(import_closure(roots | {WORKER})) == set()


def test_a_report_does_not_depend_on_sections_of_another_kind() -> None:
    def of(report: str) -> set[str]:
        return modules(import_closure(frozenset({f"raat_analysis.factsheets.{report}", WORKER})))

    assert "raat_analysis.factsheets.fase0_steps" in of("fase0_organisation") - of("sheet")
    assert "raat_analysis.factsheets.training" in of("sheet") - of("fase0_organisation")
    assert "raat_analysis.demo" not in of("sheet") | of("fase0_organisation")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package `raat_analysis` of a few lines."""
    sources = {
        "__init__.py": "",
        "a.py": "import os\nfrom raat_analysis.b import thing\n",
        "b/__init__.py": "def thing():\n    from raat_analysis.c import inner\n    return inner\n",
        "b/data.yml": "x: 1",
        "b/deeper/table.csv": "x",
        "b/part.py": "",
        "c.py": "import typing\nif typing.TYPE_CHECKING:\n    from raat_analysis.d import Only\ninner = 1\n",
        "d.py": "",
        "e.py": "from raat_analysis import b\nfrom raat_analysis.b import part\n",
    }
    root = tmp_path / "raat_analysis"
    for name, source in sources.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(source, encoding="utf-8")
    monkeypatch.setattr(closure, "PACKAGE", root)
    for cached in (closure._imports, closure._files_of, closure._data_beside):
        cached.cache_clear()
    yield root
    for cached in (closure._imports, closure._files_of, closure._data_beside):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("raat_analysis.a", ["__init__.py", "a.py", "b/__init__.py", "b/data.yml", "b/deeper/table.csv", "c.py"]),
        ("raat_analysis.c", ["__init__.py", "c.py"]),  # what only a type checker sees does not count
        (
            "raat_analysis.e",
            ["__init__.py", "b/__init__.py", "b/data.yml", "b/deeper/table.csv", "b/part.py", "c.py", "e.py"],
        ),
        ("raat_analysis.d", ["__init__.py", "d.py"]),
    ],
)
def test_imports_are_followed_also_inside_functions_with_the_data_beside(package: Path, root, expected) -> None:
    found = import_closure(frozenset({root}))
    assert [path.relative_to(package).as_posix() for path in found] == expected
