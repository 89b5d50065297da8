"""One contract per export: columns, headers, types, limits and rules. A researcher changes these files, no Python."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from raat_analysis.codelists import normalised, spellings
from raat_analysis.codelists.places import region_of_place, regions_by_place
from raat_analysis.contracts.model import CODE, Column, Compared, Contract, Rule, Total
from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import loaded

__all__ = [
    "Column",
    "Compared",
    "Contract",
    "ContractRefused",
    "Rule",
    "Total",
    "accepted",
    "codes",
    "contract",
    "contracts",
    "load",
    "opened",
]

FOLDER = PACKAGE / "contracts"


class ContractRefused(RaatError):
    """A contract file cannot be read, or says something that does not fit together."""


@cache
def contracts() -> dict[str, Contract]:
    """Every contract of the package by source, in the order of the source's name."""
    return {path.stem: load(path) for path in sorted(FOLDER.glob("*.yml"))}


def contract(source: str) -> Contract:
    """The contract of a source; an unknown source is refused with the list of known ones."""
    if source not in contracts():
        raise ContractRefused(
            f"There is no contract for source {source}. Known: {', '.join(contracts())}. "
            f"Next step: add raat_analysis/contracts/{source}.yml (see docs/new-export.md)."
        )
    return contracts()[source]


def load(path: Path) -> Contract:
    """The contract in a file. Errors name the file and the key."""
    found, faults = opened(path)
    if found is None:
        told = faults[0] if len(faults) == 1 else f"{len(faults)} keys to mend:\n{cases(faults)}"
        raise ContractRefused(
            f"{path.name} is not a valid contract: {told}\nNext step: mend it, then raat contract check."
        )
    return found


def opened(path: Path) -> tuple[Contract | None, list[str]]:
    """The contract in a file, or everything that keeps it from being one."""
    try:
        found = Contract.model_validate(_mapping(path))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [f"it is not readable as YAML: {error}"]
    except ValidationError as error:
        return None, _broken(error)
    if found.source != path.stem:
        return None, [f"source: {found.source} must be the name of the file ({path.stem})"]
    return found, []


def codes(column: Column) -> dict[str, str]:
    """Normalised label → code for a code column: the contract's own `codes` and the codelist's spellings.

    For codelist `places` the code is the region in which the place lies; a place in several regions is left out.
    """
    found: dict[str, str] = {}
    if column.codelist == "places":
        regions = {label: region_of_place(label) for label in regions_by_place()}
        found = {label: region for label, region in regions.items() if region is not None}
    elif column.codelist:
        found = {label: hits[0] for label, hits in spellings(column.codelist).items() if len(hits) == 1}
    return found | {normalised(label): code for label, code in column.codes.items()}


def accepted(column: Column) -> tuple[str, ...]:
    """The normalised labels that a code column may hold, sorted."""
    return tuple(sorted(codes(column))) if column.type == CODE else ()


def _mapping(path: Path) -> dict[str, Any]:
    content = loaded(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise yaml.YAMLError("it holds no keys: is it a contract?")
    return content


def _broken(error: ValidationError) -> list[str]:
    """One line per clash: a validator of our own says several in one message."""
    found = []
    for fault in error.errors(include_url=False):
        place = ".".join(map(str, fault["loc"])) or "contract"
        found += [f"{place}: {clash}" for clash in fault["msg"].removeprefix("Value error, ").split("; ")]
    return found
