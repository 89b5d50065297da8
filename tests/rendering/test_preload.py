"""The server of the pool has all that a report needs, and not what only costs time to import."""

import subprocess
import sys

import pytest

CODE = """
import sys, raat_analysis.rendering.preload
needed = ("seaborn", "raat_analysis.factsheets.sheet", "nbconvert.exporters.templateexporter", "typst")
print([name for name in needed if name not in sys.modules])
print([name for name in ("scipy.stats", "scipy.cluster", "ipywidgets", "rfc3987_syntax") if name in sys.modules])
import scipy.stats
"""


@pytest.mark.slow
def test_the_server_imports_what_reports_need_and_no_extras():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]
