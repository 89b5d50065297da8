"""Strict parameters: papermill only warns about an unknown parameter and never looks at types."""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, region_codes
from raat_analysis.errors import ParameterRefused, cases
from raat_analysis.factsheets.published import ORGANISATION

TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
EDITION = re.compile(r"20\d{2}Q[1-4]")


@cache
def declared(notebook: Path) -> dict[str, type]:
    """Name → type of a notebook's parameters, from its one cell with the tag `parameters`."""
    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise ParameterRefused(f"{notebook.name}: one cell must have the tag `parameters`; {len(tagged)} have it.")
    return dict(_declaration(line, notebook) for line in ast.parse(tagged[0].source).body)


def _declaration(line: ast.stmt, notebook: Path) -> tuple[str, type]:
    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(line.annotation, ast.Name):
        return line.target.id, TYPES[line.annotation.id]
    raise ParameterRefused(f"{notebook.name}: write each parameter with its type, as `edition: str = ''`.")


def checked_parameters(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters for a run of `notebook`; all that is wrong with them is one ParameterRefused."""
    names = declared(notebook)
    found = [f"unknown: {name}" for name in given if name not in names]
    found += [f"missing: {name}" for name in names if name not in given]
    for name in names.keys() & given.keys():
        found += _wrong(name, given[name], names[name])
    if found:
        raise ParameterRefused(
            f"{notebook.name}: {len(found)} parameters cannot be used:\n{cases(sorted(found))}\n"
            f"Allowed: {', '.join(f'{name} ({kind.__name__})' for name, kind in names.items())}."
        )
    return dict(given)


def _wrong(name: str, value: Any, kind: type) -> list[str]:
    said = str(value)
    if type(value) is not kind:
        return [f"{name} must be {kind.__name__}, not {type(value).__name__}: {value!r}"]
    if name == "region_code" and value not in (allowed := [*region_codes(), AREA]):
        return [f"region_code {value!r} is no region. Allowed: {', '.join(allowed)}"]
    if name == "branch_code" and value not in (branches := entries("branches")):
        return [f"branch_code {value!r} is no branch. Allowed: {', '.join(branches)}"]
    if name == "edition" and not EDITION.fullmatch(said):
        return [f"edition {value!r} is no edition. Allowed: a year and a quarter, as 2026Q3"]
    if name == "organisation_code" and not ORGANISATION.fullmatch(said):
        return [f"organisation_code {value!r} is no code. Allowed: as TW-A01"]
    return []
