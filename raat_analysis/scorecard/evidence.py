"""What a machine can see of a criterion: a function each, from the root of the repository to whether it holds."""

import ast
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raat_analysis.publication.changelog import HEADINGS, ChangelogRefused, read_changelog
from raat_analysis.yaml_files import read_yaml

LONGEST, DOCUMENTED_PCT = 300, 90


@dataclass(frozen=True)
class Seen:
    """Whether it holds, and what was counted."""

    holds: bool
    count: str


def stages(root: Path) -> Seen:
    commands = [str(stage["cmd"]) for stage in _stages(root).values()]
    return Seen(all(re.match(r"python (-m )?pipelines[/.]", each) for each in commands), f"{len(commands)} stages")


def locked(root: Path) -> Seen:
    held = read_yaml(root / "dvc.lock")["stages"]
    outputs = [out for stage in held.values() for out in stage["outs"]]
    return Seen(set(held) == set(_stages(root)) and all("md5" in out for out in outputs), f"{len(outputs)} outputs")


def commands(root: Path) -> Seen:
    named = set(re.findall(r"(?:^ {4}|`)make (\w+)", _text(root / "README.md"), re.MULTILINE))
    return Seen({"report", "test"} <= named <= _offered(root), f"{len(named)} make commands")


def one_command(root: Path) -> Seen:
    return Seen("report" in _offered(root), f"make report, {len(_stages(root))} stages")


def docstrings(root: Path) -> Seen:
    modules = _modules(root)
    public = [node for module in modules for node in module.body if _is_public(node)]
    said = sum(
        ast.get_docstring(node) is not None for node in public if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    whole = all(ast.get_docstring(module) for module in modules)
    return Seen(
        whole and 100 * said >= DOCUMENTED_PCT * len(public), f"{len(modules)} modules, {said} of {len(public)} names"
    )


def folders(root: Path) -> Seen:
    scripts = {path.stem for path in (root / "pipelines").glob("*.py")}
    return Seen(scripts == set(_stages(root)), f"{len(scripts)} scripts")


def functions(root: Path) -> Seen:
    longest = max(len(_text(path).splitlines()) for path in (root / "raat_analysis").rglob("*.py"))
    number = sum(isinstance(node, ast.FunctionDef) for module in _modules(root) for node in ast.walk(module))
    return Seen(longest <= LONGEST, f"{number} functions, longest module {longest} lines")


def standards(root: Path) -> Seen:
    tools = _project(root)["tool"]
    rules = tools["ruff"]["lint"]["select"]
    return Seen(bool(rules) and tools["mypy"]["strict"] is True, f"{len(rules)} groups of rules")


def tests(root: Path) -> Seen:
    found = [re.findall(r"^def test_", _text(path), re.MULTILINE) for path in (root / "tests").rglob("test_*.py")]
    back = re.findall(r"^def test_", _text(root / "tests" / "test_published.py"), re.MULTILINE)
    return Seen(bool(back), f"{sum(map(len, found))} tests in {len(found)} files, {len(back)} of published figures")


def dependencies(root: Path) -> Seen:
    pins = re.split(r"^(?=[A-Za-z0-9])", _text(root / "requirements.lock"), flags=re.MULTILINE)[1:]
    return Seen(bool(pins) and all("--hash=sha256:" in pin for pin in pins), f"{len(pins)} pins")


def logs(root: Path) -> Seen:
    outs = [name for out in _stages(root)["check"]["outs"] for name in out]
    kept = [name for name in outs if name.endswith(("quality", "quarantine"))]
    return Seen(len(kept) == 2, f"{len(kept)} folders")


def tidy(root: Path) -> Seen:
    tables = read_yaml(root / "raat_analysis" / "tidy" / "tables.yml")
    columns = [column for table in tables.values() for column in table["columns"].values()]
    said = all({"type", "unit", "meaning"} <= set(column) for column in columns)
    return Seen(
        said and all(table["row"] for table in tables.values()), f"{len(tables)} tables, {len(columns)} columns"
    )


def packaged(root: Path) -> Seen:
    project = _project(root)["project"]
    return Seen({"name", "version", "license", "scripts"} <= set(project), f"version {project['version']}")


def continuous(root: Path) -> Seen:
    text = _text(root / ".ci" / "run")
    steps = [step for step in ("make test", "make report", "raat verify") if step in text]
    return Seen(len(steps) == 3, f"{len(steps)} steps")


def scheduled(root: Path) -> Seen:
    examples = root / "docs" / "examples"
    workflow = read_yaml(examples / "github-actions-new-export.yml")
    begins = workflow.get(True) or {}  # YAML reads `on` as true
    starters = [
        _text(examples / "cron"),
        *(str(step.get("run", "")) for step in workflow["jobs"]["new-export"]["steps"]),
    ]
    starts = sum("new-export.sh" in each for each in starters)
    return Seen(starts == 2 and {"push", "schedule"} <= set(begins), f"{starts} starters")


def changes(root: Path) -> Seen:
    edition = read_yaml(root / "params.yaml")["edition"]
    try:
        parts = read_changelog(root / "CHANGELOG.md").get(edition, {})
    except ChangelogRefused:
        return Seen(False, "CHANGELOG.md cannot be read")
    return Seen(set(parts) == set(HEADINGS), f"{edition}, {sum(map(len, parts.values()))} lines")


CHECKS: dict[str, Callable[[Path], Seen]] = {
    check.__name__: check
    for check in (
        *(stages, locked, commands, one_command, docstrings, folders, functions, standards),
        *(tests, dependencies, logs, tidy, packaged, continuous, scheduled, changes),
    )
}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _stages(root: Path) -> dict[str, Any]:
    return dict(read_yaml(root / "dvc.yaml")["stages"])


def _project(root: Path) -> dict[str, Any]:
    return tomllib.loads(_text(root / "pyproject.toml"))


def _offered(root: Path) -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^(\w+):", _text(root / "Makefile"), re.MULTILINE))


def _modules(root: Path) -> list[ast.Module]:
    return [ast.parse(_text(path)) for path in sorted((root / "raat_analysis").rglob("*.py"))]


def _is_public(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
