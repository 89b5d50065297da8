"""What a program loads before it begins: seconds for who waits, so each heavy library has a reason."""

import subprocess
import sys

import pytest

HEAVY = {
    *("great_expectations", "pandas", "polars", "scipy", "statsmodels", "matplotlib", "seaborn", "papermill"),
    *("nbconvert", "IPython", "typst", "highspy", "pikepdf", "pypdfium2", "pydantic", "rapidfuzz", "dvc"),
}
TABLES = {"polars", "pydantic"}
# statsmodels loads pandas and scipy; matplotlib comes with the reports' own modules
MAY_LOAD = {
    "raat_analysis.cli": set(),
    "raat_analysis.reproduction": {"pydantic"},
    "pipelines.check": TABLES,
    "pipelines.tidy": TABLES,
    "pipelines.measure": TABLES | {"rapidfuzz", "scipy", "statsmodels", "pandas"},
    "pipelines.model": TABLES | {"scipy", "statsmodels", "pandas"},
    "pipelines.protect": TABLES | {"highspy", "scipy", "statsmodels", "pandas"},
    "pipelines.render_factsheets": TABLES | {"matplotlib"},
    "pipelines.render_fase0": TABLES | {"matplotlib"},
    "pipelines.publish": TABLES | {"highspy", "scipy", "matplotlib", "pikepdf", "pypdfium2"},
}
LOADED = "import sys, {0}; print(*[name for name in sys.modules if '.' not in name and sys.modules[name]])"


@pytest.mark.parametrize("module", MAY_LOAD)
def test_a_program_loads_no_heavy_library_but_its_own(module: str):
    done = subprocess.run([sys.executable, "-c", LOADED.format(module)], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) <= MAY_LOAD[module]
