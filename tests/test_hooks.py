"""The checks before a commit are all in the repository, pass on what is in it, and stop what must not come in."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.staged import LARGEST, faults
from tests.test_repository import tracked

CONFIGURED = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
HOOKS = {hook["id"]: hook for repo in CONFIGURED for hook in repo["hooks"]}
KINDS = {"python": ".py", "pyi": ".pyi", "jupyter": ".ipynb"}


def files(hook: dict[str, object]) -> list[str]:
    """The tracked files that a hook is given."""
    kinds = hook.get("types_or", hook.get("types", []))
    endings = tuple(KINDS[kind] for kind in kinds)  # type: ignore[attr-defined]
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    left_out = str(hook.get("exclude", "^$")).strip("^")
    return [name for name in names if name.endswith(endings or "") and not name.startswith(left_out)]


def test_no_hook_comes_from_elsewhere():
    assert {repo["repo"] for repo in CONFIGURED} == {"local"}
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}
    assert set(HOOKS) == {"lint", "format", "notebooks", "large", "exports"}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_passes_on_the_repository(name: str):
    program, *arguments = shlex.split(HOOKS[name]["entry"])
    assert program == "python"
    given = files(HOOKS[name])
    assert given
    done = subprocess.run([sys.executable, *arguments, *given], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_notebook_with_an_output_is_stopped(tmp_path: Path):
    cell = {"cell_type": "code", "outputs": [{"text": "Jansen"}], "execution_count": None}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert faults("notebooks", [str(tmp_path / "a.ipynb")]).startswith("1 notebooks hold outputs")


def test_a_large_file_is_stopped(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"0" * (LARGEST + 1))
    (tmp_path / "b").write_bytes(b"0" * LARGEST)
    assert faults("large", [str(tmp_path / "a"), str(tmp_path / "b")]).endswith("\n  - " + str(tmp_path / "a"))


def test_exports_tables_and_reports_are_stopped_and_the_packages_own_lists_are_not():
    stopped = ["data/raw/zorgselect/2027-01-05/export.txt", "wie.XLSX", "reports/2026Q3/members/TW-G02/fase0.html"]
    passed = ["raat_analysis/codelists/regions.csv", "data/raw/zorgselect/2026-10-06.dvc", "reports/README.md"]
    passed += ["data/editions/ledger.csv", "docs/tutorial/arbeidsmarkt_2026q4.csv"]
    assert faults("exports", [*stopped, *passed]).startswith("3 files are exports or tables")
