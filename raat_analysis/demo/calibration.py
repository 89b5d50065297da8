"""The figures that the demonstration exports are set to, from calibration.yml, and the axes of every table."""

from functools import cache
from typing import Any

from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml


@cache
def calibration() -> dict[str, Any]:
    """All figures, by subject."""
    return dict(read_yaml(PACKAGE / "demo" / "calibration.yml"))


def figures(subject: str) -> dict[str, Any]:
    return dict(calibration()[subject])


BRANCHES: list[str] = calibration()["branches"]
AGES: list[str] = calibration()["ages"]
SMAL = BRANCHES[:-1]  # all leaves but childcare
