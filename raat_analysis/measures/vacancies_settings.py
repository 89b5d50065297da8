"""The settings of the measures of vacancies, from vacancies.yml."""

from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.yaml_files import read_yaml


@cache
def settings() -> dict[str, Any]:
    return dict(read_yaml(Path(__file__).with_name("vacancies.yml")))
