"""A small project with published tables and its rendered reports: factsheets, Fase 0, round tables, organisations."""

import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

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


@dataclass(frozen=True)
class Rendered:
    """A project's folders, as publish gets them."""

    params: Params
    root: Path

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
    _render(project)
    return project


def _render(project: Rendered) -> None:
    """All reports, one after the other in this process."""
    cache = RenderCache(project.root / ".raat" / "cache")
    for job in every_job(Asked(project.params, project.published), NOTEBOOKS):
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
