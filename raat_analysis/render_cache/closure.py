"""Which modules of the package some code depends on: what it imports, and what that imports, and so on.

Read from the source, so that nothing is imported. Imports inside functions count; those for type checkers only do not.
The files that stand beside a module as data count with it: code lists, templates, settings.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from raat_analysis.paths import PACKAGE

NAME = PACKAGE.name


def import_closure(roots: frozenset[str]) -> list[Path]:
    """The files of the package that the modules `roots` (dotted names) depend on, with the modules' data, sorted."""
    found: set[Path] = set()
    waiting = {path for root in roots for path in _files_of(root)}
    while waiting:
        found |= waiting
        waiting = {path for module in waiting for path in _imports(module)} - found
    return sorted(found | {path for module in found for path in _data_beside(module.parent)})


def imported_modules(source: str) -> frozenset[str]:
    """The modules of the package that a source imports, as dotted names: `from a import b` may mean a.b."""
    return frozenset(name for name in _named(ast.parse(source)) if name.split(".")[0] == NAME)


@cache
def _imports(path: Path) -> frozenset[Path]:
    names = imported_modules(path.read_text(encoding="utf-8"))
    return frozenset(file for name in names for file in _files_of(name))


def _named(tree: ast.AST) -> Iterator[str]:
    for node in _running(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only type checkers see."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _running(node)


@cache
def _files_of(name: str) -> tuple[Path, ...]:
    """The file of a module and the __init__.py of every package above it; of a name that is no module only those."""
    steps = [PACKAGE.joinpath(*name.split(".")[1:end]) for end in range(1, len(name.split(".")) + 1)]
    candidates = [path for step in steps for path in (step / "__init__.py", step.with_suffix(".py"))]
    return tuple(path for path in candidates if path.is_file())


@cache
def _data_beside(folder: Path) -> tuple[Path, ...]:
    """The files of a package that are no code, also in folders of its own that are no packages."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            found += [each for each in sorted(path.rglob("*")) if each.is_file()]
        elif path.is_file() and path.suffix != ".py":
            found.append(path)
    return tuple(found)
