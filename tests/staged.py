"""Checks of files before a commit: `python -m tests.staged notebooks|large|exports FILE…`; exits with 1 on a fault."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from raat_analysis.errors import cases

LARGEST = 500_000  # bytes: the lock has 416,040, a font 401,964
TABLES = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".sav", ".parquet"}
# Of the package, its tests and the tutorial, and what editions published; data/remote holds files without a name.
LEDGER = "data/editions/ledger.csv"  # about 2 MB an edition, and only ever added to: git stores what is new
OWN_TABLES = ("raat_analysis/", "tests/", "docs/tutorial/", LEDGER)
MADE = ("data/processed/", "reports/2", ".raat/", ".dvc/cache/", ".dvc/own/")


def shows_outputs(path: Path) -> bool:
    """Whether a stored notebook holds an output or an execution count."""
    code = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    return any(cell["outputs"] or cell["execution_count"] for cell in code)


def is_large(path: Path) -> bool:
    return path.as_posix() != LEDGER and path.stat().st_size > LARGEST


def is_export(path: Path) -> bool:
    """Whether a path, from the root of the repository, is of an export, a table or what was made from them."""
    name = path.as_posix()
    dated = name.startswith("data/raw/") and path.suffix not in {".dvc", ".yml"}
    return dated or name.startswith(MADE) or (path.suffix.lower() in TABLES and not name.startswith(OWN_TABLES))


HOOKS = {
    "notebooks": (shows_outputs, "notebooks hold outputs. Next step: clear all outputs and save."),
    "large": (is_large, f"files are larger than {LARGEST:,} bytes. Next step: leave them out, or raat export add."),
    "exports": (is_export, "files are exports or tables. Next step: git restore --staged; they stay with DVC."),
}


def faults(hook: str, names: Sequence[str]) -> str:
    """What is wrong with the files, '' when nothing is; `hook` is one of HOOKS."""
    fails, message = HOOKS[hook]
    wrong = [name for name in names if fails(Path(name))]
    return f"{len(wrong)} {message}\n{cases(wrong)}" if wrong else ""


if __name__ == "__main__":
    sys.exit(faults(sys.argv[1], sys.argv[2:]) or 0)
