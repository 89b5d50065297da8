"""All that goes into a report, and its hash: the key under which the cache keeps the report.

Rows (by the hash in the facts), the rules of secrecy in words, notebook, parameters, what the report says about itself,
the package's code that makes it with its data (templates, house style, code lists), and every installed library. What
is not in here cannot reach a report: a worker sees no other table than these rows.
"""

import hashlib
import json
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.file_hash import sha256
from raat_analysis.paths import PACKAGE
from raat_analysis.render_cache.closure import import_closure, imported_modules
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.job import Job
from raat_analysis.rendering.paper import MAIN_TEMPLATES, main_template
from raat_analysis.rendering.templates import TEMPLATES

WORKER = "raat_analysis.rendering.worker"


def ingredients(job: Job, engine: str) -> dict[str, Any]:
    """What a report is made from, each as its hash or as its value."""
    facts, notebook = asdict(job.facts), job.notebook.read_bytes()
    return {
        "rows": facts.pop("data_hash"),
        "rules": hashlib.sha256(job.rules).hexdigest(),
        "notebook": hashlib.sha256(notebook).hexdigest(),
        "parameters": dict(job.parameters),
        "facts": facts,
        "place": job.stem,
        "open data": job.open_data,
        "made with": made_with(notebook, job.facts, engine),
    }


def key_of(found: dict[str, Any]) -> str:
    """SHA-256 of ingredients."""
    return _digest(found)


def made_with(notebook: bytes, facts: Facts, engine: str) -> str:
    """SHA-256 of code, templates, house style, libraries and the way that a notebook is run."""
    unused = {TEMPLATES / name for name in MAIN_TEMPLATES} - {TEMPLATES / main_template(facts)}
    code = {_place(path): _hashed(path) for path in _closure(notebook) if path not in unused}
    return _digest({"code": code, "libraries": libraries(), "engine": engine})


@cache
def libraries() -> list[str]:
    """Every installed library with its version, as its folder of metadata is called, and Python."""
    installed = {path.stem for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    return [f"python-{'.'.join(map(str, sys.version_info[:3]))}", *sorted(installed)]


@cache
def _closure(notebook: bytes) -> tuple[Path, ...]:
    """The files that a notebook and the worker depend on."""
    cells = json.loads(notebook)["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return tuple(import_closure(frozenset({WORKER}) | imported_modules(source)))


@cache
def _hashed(path: Path) -> str:
    return sha256(path)


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _digest(found: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
