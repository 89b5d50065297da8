"""The attacker and the protector share no code: an error in one cannot hide the same error in the other."""

import ast
from pathlib import Path

import raat_analysis

PACKAGE = Path(raat_analysis.__file__).parent
# What knows nothing of counts. `processes`, which the protector uses too, only carries work to workers and back.
ALLOWED = {"attacker", "codelists", "errors", "paths", "running", "yaml_files", "parquet"}


def parts_imported(folder: str) -> set[str]:
    """The parts of raat_analysis that the modules of a folder import, anywhere in them."""
    found = set()
    for path in (PACKAGE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name.split(".")[1] for name in names if name.startswith("raat_analysis.")}
    return found


def test_the_attacker_uses_nothing_that_protects_or_makes_reports():
    assert parts_imported("attacker") <= ALLOWED
    assert "errors" in parts_imported("attacker")


def test_the_protector_uses_nothing_of_the_attacker():
    assert "attacker" not in parts_imported("disclosure")
    assert parts_imported("disclosure")
