"""What a CBS OData v3 capture must look like: anything else in it is refused before it is read as data."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, TypeAdapter, ValidationError

from raat_analysis.errors import ExportRefused, cases

TIME, TOPIC, GROUP = "Cbs.OData.TimeDimension", "Cbs.OData.Topic", "Cbs.OData.TopicGroup"
STRICT = ConfigDict(strict=True, frozen=True)  # true is no number, and 12 no text
NEXT_STEP = "Next step: fetch it again."
Cell = float | int | str | None


def _cell(value: object) -> object:
    """One plain sentence, where pydantic would say of every kind why it is not that one."""
    if type(value) not in (float, int, str, type(None)) or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError("neither a number, nor a text, nor empty")
    return value


class Property(BaseModel):
    """A column or a group of columns."""

    model_config = STRICT
    kind: str = Field(alias="odata.type")
    id: int = Field(alias="ID")
    parent: int | None = Field(None, alias="ParentID")
    key: str = Field("", alias="Key")
    title: str = Field(alias="Title")


class Category(BaseModel):
    """An entry in the list of a dimension; one of time has a status."""

    model_config = STRICT
    key: str = Field(alias="Key")
    title: str = Field(alias="Title")
    status: str | None = Field(None, alias="Status")


class Table(BaseModel):
    model_config = STRICT
    identifier: str = Field("", alias="Identifier")


class Capture(BaseModel):
    """The parts of a capture; `lists` are the categories by dimension."""

    model_config = STRICT
    tables: list[Table] = Field([], alias="TableInfos")
    properties: list[Property] = Field(alias="DataProperties")
    rows: list[dict[str, Annotated[Cell, PlainValidator(_cell)]]] = Field(alias="TypedDataSet")
    lists: dict[str, list[Category]] = {}

    @property
    def columns(self) -> list[Property]:
        return [p for p in self.properties if p.kind != GROUP]

    @property
    def dimensions(self) -> list[Property]:
        return [p for p in self.columns if p.kind != TOPIC]


def capture(path: Path, file: str) -> Capture:
    """A capture whose every part is there and of its kind; refused otherwise."""
    content = _content(path, file)
    try:
        found = Capture.model_validate(content)
        lists = {dimension.key: _categories(dimension, content) for dimension in found.dimensions}
    except ValidationError as error:
        wrong = [f"{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False)]
        raise ExportRefused(f"{file} is not a CBS OData v3 capture:\n{cases(wrong)}\n{NEXT_STEP}") from error
    except KeyError as error:
        raise ExportRefused(f"{file}: the list of dimension {error.args[0]} is missing. {NEXT_STEP}") from error
    whole = found.model_copy(update={"lists": lists})
    _refuse_doubles(whole, file)
    _refuse_gaps(whole, file)
    return whole


def _content(path: Path, file: str) -> dict[str, Any]:
    text = path.read_bytes()
    if not text.strip():
        raise ExportRefused(f"{file} is empty. {NEXT_STEP}")
    try:
        content = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ExportRefused(f"{file} is not readable as JSON: {error}. {NEXT_STEP}") from error
    parts = content if isinstance(content, dict) else {}
    missing = [part for part in ("DataProperties", "TypedDataSet") if not isinstance(parts.get(part), list)]
    if missing:
        raise ExportRefused(f"{file} is not a CBS OData v3 capture: {', '.join(missing)} is missing. {NEXT_STEP}")
    return parts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; Python itself would keep the last of two values under one name, and half a sign in a text."""
    found = dict(pairs)
    "".join(text for pair in pairs for text in pair if isinstance(text, str)).encode()
    if len(found) != len(pairs):
        raise ValueError(f"{', '.join(_twice(name for name, _ in pairs))} stands twice in one object")
    return found


def _categories(dimension: Property, content: dict[str, Any]) -> list[Category]:
    return TypeAdapter(list[Category]).validate_python(content[dimension.key])


def _refuse_doubles(found: Capture, file: str) -> None:
    keys = {"DataProperties": [p.key for p in found.columns]}
    keys |= {name: [category.key for category in entries] for name, entries in found.lists.items()}
    doubles = [f"{name}: {key}" for name, those in keys.items() for key in _twice(those)]
    if doubles:
        raise ExportRefused(f"{file}: {len(doubles)} keys have two meanings:\n{cases(doubles)}\n{NEXT_STEP}")


def _refuse_gaps(found: Capture, file: str) -> None:
    """CBS writes null for a figure that is not there: a row without a name, or with another one, was damaged."""
    keys = {"ID", *(column.key for column in found.columns)}
    differ = [(n, sorted(keys ^ row.keys())) for n, row in enumerate(found.rows, 1)]
    gaps = [f"row {n}: {', '.join(names)}" for n, names in differ if names]
    for time in (dimension for dimension in found.dimensions if dimension.kind == TIME):
        gaps += [f"{time.key} {entry.key}: Status" for entry in found.lists[time.key] if entry.status is None]
    if gaps:
        raise ExportRefused(f"{file}: {len(gaps)} rows lack a column or have one too many:\n{cases(gaps)}\n{NEXT_STEP}")


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
