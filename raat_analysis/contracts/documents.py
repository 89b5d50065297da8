"""What is written from the contracts for people and programs: docs/data-dictionary.md and docs/schemas/*.json."""

import json
from collections.abc import Iterable
from pathlib import Path

from raat_analysis.contracts import Contract
from raat_analysis.contracts.dictionary import data_dictionary
from raat_analysis.contracts.frictionless import table_schema
from raat_analysis.paths import replaced

SCHEMAS = "schemas"


def documents(contracts: Iterable[Contract]) -> dict[str, str]:
    """Path below docs/ → text, for every document that the contracts make."""
    listed = list(contracts)
    schemas = {f"{SCHEMAS}/{c.source}.json": _json(table_schema(c)) for c in listed}
    return {"data-dictionary.md": data_dictionary(listed), **schemas}


def outdated(docs: Path, contracts: Iterable[Contract]) -> list[str]:
    """The documents below docs/ that are missing, differ from the contracts, or have no contract (any more)."""
    made = documents(contracts)
    changed = [name for name, text in made.items() if _text(docs / name) != text]
    orphans = [f"{SCHEMAS}/{path.name}" for path in (docs / SCHEMAS).glob("*.json")]
    return sorted({*changed, *(name for name in orphans if name not in made)})


def write_documents(docs: Path, contracts: Iterable[Contract]) -> list[str]:
    """Bring docs/ up to date; gives the documents that were written or removed."""
    listed = list(contracts)
    made, changed = documents(listed), outdated(docs, listed)
    for name in changed:
        if name in made:
            with replaced(docs / name) as beside:
                beside.write_text(made[name], encoding="utf-8", newline="\n")
        else:
            (docs / name).unlink()
    return changed


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
