"""docs/dirty-values.md: every row names a test that exists, and every part of these tests is on the page."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "dirty-values.md"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def proofs_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def named() -> list[str]:
    return [row[-1].strip("`") for row in rows()]


def test_every_row_has_five_cells_and_names_one_test():
    assert {len(row) for row in rows()} == {5}
    assert len(set(named())) == len(rows())


def test_every_test_on_the_page_exists():
    existing = set().union(*map(proofs_in, FOLDER.glob("test_*.py")))
    assert set(named()) - existing == set()


def test_every_kind_of_dirt_that_is_tested_is_on_the_page():
    assert [path.name for path in sorted(FOLDER.glob("test_dirty_*.py")) if not proofs_in(path) & set(named())] == [
        "test_dirty_values_page.py"
    ]
