"""The validator of RO-Crate's own community (roc-validator), without a network."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import rocrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.utils.http import HttpRequester

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
RENAMED = "https://bioschemas.org/terms/"  # in 1.3; in 1.1 they were https://bioschemas.org/ComputationalWorkflow


class _Answer:
    """What the address of the context answers."""

    def __init__(self, content: Any) -> None:
        self.status_code, self.headers, self.content = 200, {"Content-Type": "application/ld+json"}, content
        self.text = json.dumps(content)

    def json(self) -> Any:
        return self.content


def _context() -> Any:
    """The names of RO-Crate 1.1, from the context of 1.3 that the library rocrate carries."""
    found = json.loads((Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text(encoding="utf-8"))
    terms = {name: _older(name, term) for name, term in found["@context"].items()}
    return {**found, "@id": CONTEXT, "@context": terms}


def _older(name: str, term: Any) -> Any:
    if not isinstance(term, str) or not term.startswith(RENAMED):
        return term
    inside = "ComputationalWorkflow#" if name in ("input", "output") else ""
    return f"https://bioschemas.org/{inside}{term.removeprefix(RENAMED)}"


@contextmanager
def _offline() -> Iterator[list[str]]:
    """Answer for the address of the context only; any other address is an error of the crate."""
    asked: list[str] = []

    def get(_: Any, url: str, *__: Any, **___: Any) -> _Answer:
        asked.append(url)
        assert url == CONTEXT, url
        return _Answer(_context())

    with patch.object(HttpRequester, "get", get, create=True):
        yield asked


def issues(folder: Path, profile: str, severity: Severity = Severity.REQUIRED) -> list[str]:
    """What the validator has against the crate in a folder, as its check and message."""
    settings = ValidationSettings(
        rocrate_uri=str(folder), profile_identifier=profile, requirement_severity=severity, offline=True
    )
    with _offline():
        result = services.validate(settings)
    return sorted({f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()})
