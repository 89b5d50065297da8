"""A first contract for an export that nobody has described yet: proposed from its headers and values, never decided.

What a person must still say begins with `?`, and `raat contract check` refuses it until it is said. No value of a row
stands in a draft, except the labels of short lists that do not look like persons.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from raat_analysis.contracts import Contract, ContractRefused, contracts
from raat_analysis.contracts.faults import OPEN
from raat_analysis.paths import replaced
from raat_analysis.sources.drafting.columns import Drafted, drafted
from raat_analysis.sources.drafting.delivered import Delivered, delivered
from raat_analysis.sources.drafting.keys import proposed_key
from raat_analysis.sources.drafting.names import snake_case
from raat_analysis.yaml_files import loaded

__all__ = ["draft", "write_draft"]


def draft(path: Path, source: str = "", known: Mapping[str, Contract] | None = None) -> str:
    """A contract for the export in a file, as YAML. `known` are the contracts whose headers are recognised."""
    if source and source != snake_case(source):
        raise ContractRefused(f"{source} is no name for a source. Next step: call it {snake_case(source)}.")
    found = delivered(path)
    columns = drafted(found, contracts() if known is None else known)
    text = _written(path.name, _contract(source or snake_case(path.stem), found, columns))
    Contract.model_validate(loaded(text))  # a draft that does not load would be a fault of ours
    return text


def write_draft(text: str, out: Path) -> None:
    """Write a draft to a file that is not there yet."""
    if out.exists():
        raise ContractRefused(f"{out.name} exists already and is not overwritten. Next step: give another --out.")
    with replaced(out) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def _contract(source: str, found: Delivered, columns: Drafted) -> dict[str, Any]:
    key = proposed_key(found, columns)
    for name in key:  # a key column is required, also when this export leaves it empty somewhere
        columns.columns[name] = {k: v for k, v in columns.columns[name].items() if k != "unknown"} | {"required": True}
    return {
        "source": source,
        "title": OPEN,
        "row": OPEN,
        "format": found.format,
        **({"decimal_mark": "."} if found.decimal_mark == "." else {}),
        "kind_of_data": "personal" if columns.drop else "business",
        "cadence": None,
        "key": key,
        "later_export_replaces": True,
        "allowed_set_aside_pct": 0,
        **({"drop": columns.drop} if columns.drop else {}),
        "columns": columns.columns,
        "rules": [],
    }


def _written(file: str, contract: dict[str, Any]) -> str:
    lines = [
        f"# Drafted from {file}. Fill in cadence and what has a {OPEN}, see whether kind_of_data, key and drop are",
        "# right, give the columns and codes English names, and run raat contract check.",
    ]
    for key, value in contract.items():
        if key == "columns":
            lines += ["columns:", *(f"  {name}: {_flow(column)}" for name, column in value.items())]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")
