"""The desk on which one report is made: a folder that looks like a project and holds only what that report may use."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raat_analysis.errors import RaatError
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering.job import Order

MARKS = ("params.yaml", "dvc.yaml")  # by which a project is known (paths.project_root); here empty


@contextmanager
def at_desk(order: Order) -> Iterator[Path]:
    """Lay out the order's notebook and tables in a new folder and work there; the folder goes afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="raat-") as made:
        desk = Path(made).resolve()
        for name in MARKS:
            (desk / name).touch()
        for place, content in order.desk.items():
            _lay(RenderCache(order.cache), content, desk / place)
        os.chdir(desk)
        try:
            yield desk
        finally:
            os.chdir(before)


def _lay(cache: RenderCache, name: str, target: Path) -> None:
    content = cache.objects.get(name)
    if content is None:
        raise RaatError(f"{target.name} is not in the render cache {cache.folder} (any more). Next step: run again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
