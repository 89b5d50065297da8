"""The parameters of an edition: params.yaml, checked strictly."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from raat_analysis.codelists.regions import region_codes, sheet_codes
from raat_analysis.errors import ParameterRefused, cases
from raat_analysis.yaml_files import loaded

ORGANISATION = r"^[A-Z]{2}-[A-Z]\d{2}$"
EDITION = r"^20\d{2}Q[1-4]$"


class Params(BaseModel):
    """What `make report` makes: which edition, for which regions, published by whom."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    edition: Annotated[str, Field(pattern=EDITION)]
    previous_edition: Annotated[str, Field(pattern=EDITION)] | None = None
    publisher: Annotated[str, Field(min_length=1)]
    regions: str | list[str]
    fase0_region: str
    fase0_fewest_respondents: dict[Annotated[str, Field(pattern=ORGANISATION)], int] = {}

    @field_validator("regions")
    @classmethod
    def _known(cls, regions: str | list[str]) -> str | list[str]:
        sheet_codes(regions)
        return regions

    @field_validator("fase0_region")
    @classmethod
    def _one_region(cls, region: str) -> str:
        if region not in region_codes():
            raise ParameterRefused(f"fase0_region: {region} unknown. Allowed: {', '.join(region_codes())}.")
        return region

    @field_validator("previous_edition")
    @classmethod
    def _earlier(cls, previous: str | None, info: ValidationInfo) -> str | None:
        if previous is not None and previous >= info.data.get("edition", "9"):
            raise ParameterRefused(f"previous_edition: {previous} is not before the edition, {info.data['edition']}.")
        return previous

    def sheet_codes(self) -> list[str]:
        """The codes of the regions that get a factsheet."""
        return sheet_codes(self.regions)


def read_params(path: Path) -> Params:
    """Read params.yaml; an unknown name, a wrong type or a value that is not allowed is a ParameterRefused."""
    if not path.is_file():
        raise ParameterRefused(f"{path} does not exist. Take params.yaml from the repository and change it there.")
    try:
        found = loaded(path.read_text(encoding="utf-8"))
        return Params.model_validate(found)
    except yaml.YAMLError as error:
        raise ParameterRefused(f"{path.name} is not valid YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise ParameterRefused(_in_words(path, error)) from error


def _in_words(path: Path, error: ValidationError) -> str:
    found = [f"{'.'.join(str(part) for part in e['loc']) or 'file'}: {e['msg']}" for e in error.errors()]
    allowed = (
        "edition (as 2026Q3), previous_edition (as 2026Q2, or null), publisher (text), "
        "regions (wgv, all or a list of codes), fase0_region (a code), "
        "fase0_fewest_respondents (organisation and number, as {TW-V03: 5}, or {})"
    )
    return f"{path.name}: {len(found)} parameters cannot be used:\n{cases(found)}\nAllowed: {allowed}."
