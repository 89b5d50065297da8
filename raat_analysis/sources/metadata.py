"""Where an export comes from: the `meta:` block of the .dvc file beside its dated folder."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.errors import ExportRefused
from raat_analysis.paths import replaced
from raat_analysis.yaml_files import loaded

NEXT_STEP = "Next step: raat export add {source} FILE --obtained DATE --kind KIND --origin ORIGIN --licence LICENCE"


class Metadata(BaseModel):
    """What is known about an export: kind, origin, licence, the day it was obtained, and its address if it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["demonstration", "published", "own"]
    origin: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    obtained: date
    url: str = ""
    period: str = ""  # what the export covers, in words


def read_metadata(dvc_file: Path) -> Metadata:
    """The metadata in a .dvc file; a file without a complete `meta:` block is refused."""
    place = f"{dvc_file.parent.name}/{dvc_file.name}"
    try:
        content = loaded(dvc_file.read_text(encoding="utf-8"))
        return Metadata.model_validate((content or {}).get("meta") or {})
    except FileNotFoundError as error:
        raise ExportRefused(f"{place} is missing, so origin and licence are unknown. {_next(dvc_file)}") from error
    except (yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise ExportRefused(f"{place} is not a readable .dvc file: {said}. {_next(dvc_file)}") from error
    except ValidationError as error:
        keys = ", ".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]}))
        raise ExportRefused(f"{place}: meta: missing or wrong: {keys}. {_next(dvc_file)}") from error


def write_metadata(dvc_file: Path, metadata: Metadata) -> None:
    """Put the metadata into a .dvc file, in the place of an older `meta:` block; the rest stays."""
    content: dict[str, Any] = loaded(dvc_file.read_text(encoding="utf-8"))
    block = {name: str(value) for name, value in metadata.model_dump().items() if value != ""}
    text = yaml.safe_dump({**content, "meta": block}, sort_keys=False, allow_unicode=True)
    with replaced(dvc_file) as beside:
        beside.write_text(text, "utf-8")


def described(kind: str, origin: str, licence: str, obtained: date, url: str = "", period: str = "") -> Metadata:
    """The metadata as a person gave them; what is missing or not allowed is refused."""
    given = {"kind": kind, "origin": origin, "licence": licence, "obtained": obtained, "url": url, "period": period}
    try:
        return Metadata.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_url=False))
        raise ExportRefused(
            f"The metadata of the export are not complete: {wrong}. Next step: raat export add --help."
        ) from error


def _next(dvc_file: Path) -> str:
    return NEXT_STEP.format(source=dvc_file.parent.name)
