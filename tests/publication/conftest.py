"""A small project with published tables and its rendered reports: factsheets, Fase 0, round tables, organisations."""

import importlib.util
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from raat_analysis.params import Params
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering.job import IN_PROCESS
from raat_analysis.rendering.jobs import Asked, every_job
from raat_analysis.rendering.orders import order
from raat_analysis.rendering.worker import report_files

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"


def _example() -> ModuleType:
    """The example of tests/factsheets: published numbers that can be checked by head."""
    spec = importlib.util.spec_from_file_location("published_example", ROOT / "tests" / "factsheets" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PROTECTED = {"public_numbers": 40, "public_secret": 3, "public_protecting": 2}


def quality() -> dict[str, Any]:
    """A quality.json of a public source, one on employers, and one on persons."""
    names = {"azw_kerncijfers": "public", "zorgselect": "business", "fase0_medewerkers": "personal"}
    return {"between": [], "sources": [source_quality(name, kind) for name, kind in names.items()]}


def source_quality(name: str, kind_of_data: str) -> dict[str, Any]:
    """What quality.json says of a source: 60 rows read, 48 used, 12 set aside: 5 without hours, 7 replaced."""
    counts = {"rows_read": 60, "rows_accepted": 48, "rows_set_aside": 12}
    file = {"file": f"{name}/2026-10-01/geheim.csv", "obtained_on": "2026-10-01", "kind": "demonstration", "period": ""}
    reason = {"scope": "row", "column": "", "first": [{"file": file["file"], "line": 4711}]}
    return {
        "source": name,
        "title": f"Titel van {name}",
        "row": "een advertentie",
        "kind_of_data": kind_of_data,
        "files": [{**file, **counts, "covers": ["2026Q1", "2026Q3"]}],
        "reasons": [
            {**reason, "rule": "required", "sentence": "Uren is leeg, maar is verplicht", "count": 5},
            {**reason, "rule": "replaced", "sentence": "Vervangen door een latere export", "count": 7},
        ],
        "warnings": [],
        "rules": [{"id": "one_age", "sentence": "Iemand heeft één leeftijd.", "severity": "row"}],
        "checks": [{"rows_failing": 0}, {"rows_failing": 5}],
    }


@dataclass(frozen=True)
class Rendered:
    """A project's folders, as publish gets them."""

    params: Params
    root: Path

    @property
    def asked(self) -> Asked:
        return Asked(self.params, self.published)

    @property
    def rendered(self) -> Path:
        return self.root / "data" / "processed" / "rendered"

    @property
    def published(self) -> Path:
        return self.root / "data" / "processed" / "published"

    @property
    def quality(self) -> Path:
        return self.root / "data" / "processed" / "quality"

    @property
    def edition(self) -> Path:
        return self.root / "reports" / self.params.edition


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The rendered project; tests change copies of it."""
    params = Params(
        edition="2026Q3", publisher="WGV Zorg en Welzijn", regions=["RA0205", "RA02"], fase0_region="RA0205"
    )
    project = Rendered(params, tmp_path_factory.mktemp("project"))
    (project.root / "params.yaml").touch()
    for name in ("dvc.yaml", "requirements.lock", "pyproject.toml", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, project.root / name)
    shutil.copytree(NOTEBOOKS, project.root / "notebooks")
    example = _example()
    example.write_published(project.published, example.example_rows())
    example.write_member(project.published, "TW-A01", 120)
    example.write_member(project.published, "TW-A02", 7)
    project.quality.mkdir(parents=True)
    shutil.copyfile(ROOT / "tests" / "accessibility" / "good.html", project.quality / "index.html")
    (project.quality / "quality.json").write_text(json.dumps(quality()), encoding="utf-8")
    told = {"sources": [{"source": "zorgselect", "sentence": "Advertenties zijn openbaar.", **PROTECTED}]}
    (project.published / "public" / "protection.json").write_text(json.dumps(told), encoding="utf-8")
    _render(project)
    return project


def _render(project: Rendered) -> None:
    """All reports, one after the other in this process."""
    cache = RenderCache(project.root / ".raat" / "cache")
    for job in every_job(project.asked, NOTEBOOKS):
        for path, content in report_files(order(job, IN_PROCESS, cache), {}).items():
            place = project.rendered / job.group / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


@pytest.fixture
def project(made: Rendered, tmp_path: Path) -> Rendered:
    """A copy that a test may spoil."""
    shutil.copytree(made.root, tmp_path / "project")
    return Rendered(made.params, tmp_path / "project")


@pytest.fixture
def spoil(project: Rendered) -> Callable[[str, str, str], None]:
    """Replace words in a rendered page; the words must be there."""

    def replaced(file: str, old: str, new: str) -> None:
        path = project.rendered / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replaced
