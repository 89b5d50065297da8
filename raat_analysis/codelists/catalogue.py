"""What measures.yml may say: one line per measure, held against this model whenever the codelist is loaded.

The model also refuses a line that would allow a wrong sum: a rate over anything, a stock or a twelve-month flow
over periods (T3, T4), an amount in fte without the hours of a full week or year (T7).
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import key_lines, read_yaml

FILE = PACKAGE / "codelists" / "measures.yml"
NONE = "none"  # as source: no export is connected that holds it; `needs` says which one would
Dimension = Literal["municipality", "region", "branch", "age", "qualification", "destination", "route", "period"]
Property = Literal["scope", "region_by", "full_time"]
Text = Field(min_length=1)


class CatalogueRefused(RaatError):
    """measures.yml holds a line that is no measure, or that allows a wrong sum."""


class Measure(BaseModel):
    """One measure. `mixes` and `full_time` are explained in docs/methods/measures.md#what-may-be-combined."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    name: str = Text  # as on the page
    name_en: str = Text
    definition: str = Text
    numerator: str = Text
    denominator: str  # empty for a count
    unit: str = Text
    decimals: int = Field(ge=0, le=3)
    better: Literal["higher", "lower", "none"]
    kind: Literal["stock", "flow"]  # at one moment, or over the window
    window: Literal["quarter", "12m", "year", "cumulative", "round"]
    scope: Literal["smal", "breed", "both", "board"]  # both: given for each apart; board: adverts on ZorgSelect
    region_by: Literal["home", "work", "mixed"]
    source: str
    line: Literal["goal", "choose", "learn", "work", "none"]  # of the programme
    sums_over: list[Dimension]
    first: str | None = Field(default=None, alias="from", pattern=r"^20[0-9]{2}Q[1-4]$")
    method: str | None = Field(default=None, pattern=r"^[a-z0-9-]+\.md(#[a-z0-9_-]+)?$")  # in docs/methods
    needs: str = ""
    full_time: str = ""  # the hours of one fte
    mixes: list[Property] = Field(default_factory=list)  # in which a ratio's parts differ knowingly
    parts_from: list[str] = Field(default_factory=list)  # other sources whose numbers go into it
    method_version: int = Field(default=1, ge=1)  # one more when the same exports give another number
    method_changed_in: str | None = Field(default=None, pattern=r"^20[0-9]{2}Q[1-4]$")  # the edition with that version

    @model_validator(mode="after")
    def _fits_together(self) -> "Measure":
        if found := list(_clashes(self)):
            raise ValueError("; ".join(found))
        return self


@cache
def catalogue(file: Path = FILE) -> dict[str, Measure]:
    """Code → measure; everything that is wrong with the file is in one refusal, with line and field."""
    found, faults = _read(file)
    if faults:
        raise CatalogueRefused(
            f"{file.name} has {len(faults)} faults:\n{cases(faults)}\nNext step: mend them, then raat contract check."
        )
    return found


def is_rate(measure: Measure) -> bool:
    """Whether it is a number per something: it is made anew for a total, never added.

    An amount in fte has the hours of one fte as denominator, the same for all: it is an amount.
    """
    return measure.unit != "fte" and (
        bool(measure.denominator) or measure.unit == "%" or measure.unit.startswith("per ")
    )


def _read(file: Path) -> tuple[dict[str, Measure], list[str]]:
    content = read_yaml(file)
    if not isinstance(content, dict):
        return {}, ["it holds no measures: each line is code: {name: …}"]
    lines = key_lines(file.read_text(encoding="utf-8"))
    found: dict[str, Measure] = {}
    faults: list[str] = []
    for code, entry in content.items():
        try:
            found[str(code)] = Measure.model_validate(entry)
        except ValidationError as error:
            faults += [f"line {lines[str(code)]}, {code}: {fault}" for fault in _told(error)]
    return found, faults


def _told(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        said: Any = fault["msg"].removeprefix("Value error, ")
        field = ".".join(map(str, fault["loc"]))
        yield from (f"{field}: {clash}" if field else clash for clash in said.split("; "))


def _clashes(measure: Measure) -> Iterator[str]:
    if measure.source != NONE and measure.source not in _sources():
        yield f"source: {measure.source} is no contract of raat_analysis/contracts, nor {NONE}"
    if strange := sorted(set(measure.parts_from) - _sources()):
        yield f"parts_from: {', '.join(strange)} is no contract of raat_analysis/contracts"
    if (measure.method_version > 1) != bool(measure.method_changed_in):
        yield "method_changed_in: names the edition of the last change, exactly when method_version is above 1"
    if (measure.source == NONE) != bool(measure.needs):
        yield f"needs: names the source that would give it, exactly when source is {NONE}"
    if measure.source != NONE and not measure.method:
        yield "method: the page below docs/methods that says how the number is made"
    if measure.sums_over and is_rate(measure):
        yield "sums_over: a rate is never added; make it anew from numerator and denominator"
    if "period" in measure.sums_over and (measure.kind == "stock" or measure.window == "12m"):
        yield "sums_over: a stock and a twelve-month flow are never added over period (T3, T4)"
    if re.search(r"\bfte\b", measure.unit) and not measure.full_time:
        yield "full_time: says the hours of one fte, for the unit is in fte (T7)"


@cache
def _sources() -> frozenset[str]:
    return frozenset(path.stem for path in (PACKAGE / "contracts").glob("*.yml"))
