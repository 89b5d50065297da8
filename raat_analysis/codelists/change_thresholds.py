"""From which change on a number is large or middling: change_thresholds.yml, held against a strict model."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

FILE = PACKAGE / "codelists" / "change_thresholds.yml"
TOTAL = "total"


class ThresholdsRefused(RaatError):
    """change_thresholds.yml says too little, or something that is no threshold."""


class Threshold(BaseModel):
    """`middle` and `large` are in the unit itself (points) or in percent of the number as it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Literal["points", "percent"]
    middle: float = Field(gt=0)
    large: float = Field(gt=0)
    at_least: float = Field(default=0.0, ge=0)  # in the unit itself: a smaller change is small whatever its percent
    category: str = TOTAL  # of a key figure

    @model_validator(mode="after")
    def _in_order(self) -> "Threshold":
        if self.middle > self.large:
            raise ValueError("middle is above large")
        return self


class Thresholds(BaseModel):
    """By unit, and by key figure in the order of importance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: dict[str, Threshold]
    key_figures: dict[str, Threshold]

    def of(self, measure: str, unit: str) -> Threshold:
        """The threshold of a key figure, else of the unit; a unit without one is a ThresholdsRefused."""
        if measure in self.key_figures:
            return self.key_figures[measure]
        if unit not in self.units:
            raise ThresholdsRefused(
                f"{FILE.name} has no threshold for the unit {unit!r}, of {measure}. "
                "Next step: add it under units; its head says who decides."
            )
        return self.units[unit]


@cache
def change_thresholds(file: Path = FILE) -> Thresholds:
    """The reviewed thresholds; a field that does not fit, or an unknown key figure, is a ThresholdsRefused."""
    try:
        found = Thresholds.model_validate(read_yaml(file))
    except ValidationError as error:
        told = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise ThresholdsRefused(f"{file.name} has {len(told)} faults:\n{cases(told)}\nNext step: mend them.") from error
    if strange := sorted(set(found.key_figures) - set(catalogue())):
        raise ThresholdsRefused(f"{file.name}: {len(strange)} key figures are no measures:\n{cases(strange)}")
    return found
