"""One rule held against one file: how many things it looked at, and what it found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Found = tuple[int, list[str]]  # things looked at, findings
File = TypeVar("File")


@dataclass(frozen=True)
class Checked:
    """A rule, how many elements of the file it looked at, and its findings: file, place, what is wrong, next step."""

    rule: str
    seen: int
    findings: tuple[str, ...] = ()


def held(rules: Mapping[str, Callable[[File], Found]], file: File, name: str) -> list[Checked]:
    """Every rule held against a file; each finding begins with the file's name."""
    found = [(rule, *look(file)) for rule, look in rules.items()]
    return [Checked(rule, seen, tuple(f"{name}: {finding}" for finding in said)) for rule, seen, said in found]


def all_findings(checks: list[Checked]) -> list[str]:
    """The findings of all rules, in their order."""
    return [finding for check in checks for finding in check.findings]
