"""What `raat contract check` and `raat contract write` do, as lines for the reader."""

from collections.abc import Sequence
from pathlib import Path

from raat_analysis.contracts import FOLDER, Contract, ContractRefused
from raat_analysis.contracts.documents import outdated, write_documents
from raat_analysis.contracts.faults import checked
from raat_analysis.errors import cases


def check_package(docs: Path, folder: Path = FOLDER) -> list[str]:
    """One line per contract of the package; its faults, or documents that lag behind, are refused."""
    found = checked(sorted(folder.glob("*.yml")))
    if late := outdated(docs, found):
        raise ContractRefused(
            f"{len(late)} documents do not agree with the contracts:\n{cases(late)}\nNext step: raat contract write."
        )
    return list(map(_line, found))


def check_files(files: Sequence[Path]) -> list[str]:
    """One line per contract in these files."""
    return list(map(_line, checked(files)))


def write_package(docs: Path, folder: Path = FOLDER) -> list[str]:
    """One line per document that was brought up to date."""
    changed = write_documents(docs, checked(sorted(folder.glob("*.yml"))))
    return [f"docs/{name}" for name in changed] or ["docs/data-dictionary.md and docs/schemas were up to date."]


def _line(contract: Contract) -> str:
    counts = f"columns {len(contract.columns)}, rules {len(contract.rules)}, totals {len(contract.totals)}"
    return f"{contract.source}: {counts}"
