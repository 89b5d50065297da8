"""The figures that the demonstration exports are set to, from calibration.yml, and the axes of every table."""

from functools import cache
from typing import Any

import yaml

from raat_analysis.paths import PACKAGE


@cache
def calibration() -> dict[str, Any]:
    """All figures, by subject."""
    return dict(yaml.safe_load((PACKAGE / "demo" / "calibration.yml").read_text(encoding="utf-8")))


def figures(subject: str) -> dict[str, Any]:
    return dict(calibration()[subject])


BRANCHES: list[str] = calibration()["branches"]
AGES: list[str] = calibration()["ages"]
SMAL = BRANCHES[:-1]  # all leaves but childcare
