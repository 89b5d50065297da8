"""A tiny source on disk, checked as the stage checks it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from raat_analysis.checks import Checked, check
from tests.checks.adverts_on_disk import adverts, place_export


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., Checked]:
    """Check adverts given as lines: one list per export, dated 1, 2, … September 2026."""

    def run(*exports: list[str], **changes: object) -> Checked:
        for day, lines in enumerate(exports, 1):
            place_export(tmp_path / "raw", lines, f"2026-09-{day:02}")
        return check(tmp_path / "raw", {"adverts": adverts(**changes)}, tmp_path / "checked")

    return run
