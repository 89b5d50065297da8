"""The licence gate: every source says where it is from, and under a licence that someone has read."""

from functools import cache
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, HttpUrl, TypeAdapter

from raat_analysis.yaml_files import read_yaml


class Licence(BaseModel):
    """A licence as licences.yml has it: may figures of the source be published, its title for readers, its address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figures: bool
    title: str
    url: HttpUrl | None
    reason: str


@cache
def licences() -> dict[str, Licence]:
    """The licences that were read, by the words in a .dvc file."""
    return TypeAdapter(dict[str, Licence]).validate_python(read_yaml(Path(__file__).parent / "licences.yml"))


def licence_findings(sources: pl.DataFrame) -> list[str]:
    """The deliveries of `sources.parquet` whose origin or licence keeps their figures from being published."""
    rows = sources.sort("source", "obtained_on", "file").iter_rows(named=True)
    return [f"{row['file']}: {said}" for row in rows for said in _wrong(row)]


def _wrong(row: dict[str, object]) -> list[str]:
    origin, licence = (str(row[name] or "").strip() for name in ("origin", "licence"))
    described = f"data/raw/{row['source']}/{row['obtained_on']}.dvc"
    found = [] if origin else [f"says no origin; write `origin` in {described}"]
    if not licence:
        found.append(f"says no licence; ask its owner, and write `licence` in {described}")
    elif licence not in licences():
        found.append(
            f"has a licence that nobody has read: {licence!r}; read it, and add it to publication/licences.yml "
            f"or mend `licence` in {described}"
        )
    elif not licences()[licence].figures:
        found.append(f"its licence, {licence!r}, does not let figures be published; take the source out of the edition")
    return found
