"""CHANGELOG.md read strictly: per edition the entries under Data, Method and Corrections."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import RaatError, cases
from raat_analysis.params import EDITION

HEADINGS = ("Data", "Method", "Corrections")
Entries = Mapping[str, tuple[str, ...]]  # heading → its entries, each on one line


class ChangelogRefused(RaatError):
    """CHANGELOG.md has a line that is no heading of an edition, no entry, and no part of one."""


@dataclass
class _Reader:
    """The place reached in the file: edition and heading, what was read, and the lines that fit nowhere."""

    found: dict[str, dict[str, list[str]]]
    faults: list[str]
    edition: str = ""
    heading: str = ""

    def read(self, number: int, line: str) -> None:
        """One line; before the first edition anything may be said."""
        if line.startswith("## "):
            self._open_edition(number, line[3:])
        elif not self.edition or not line.strip():
            return
        elif line.startswith("### "):
            self._open_heading(number, line[4:])
        elif line.startswith("- ") and self.heading:
            self._entries().append(line[2:].strip())
        elif line.startswith("  ") and self.heading and self._entries():
            self._entries()[-1] += f" {line.strip()}"
        else:
            self.faults.append(f"line {number}: {line[:80]!r} is no heading and no entry ('- …')")

    def _open_edition(self, number: int, name: str) -> None:
        if not re.match(EDITION, name) or name in self.found:
            self.faults.append(f"line {number}: '## {name}' is no edition (2026Q3), or stands there twice")
        self.edition, self.heading = name, ""
        self.found.setdefault(name, {})

    def _open_heading(self, number: int, name: str) -> None:
        if name not in HEADINGS or name in self.found[self.edition]:
            self.faults.append(f"line {number}: '### {name}' is none of {', '.join(HEADINGS)}, or stands there twice")
        self.heading = name
        self.found[self.edition].setdefault(name, [])

    def _entries(self) -> list[str]:
        return self.found[self.edition][self.heading]


def read_changelog(path: Path) -> dict[str, Entries]:
    """Edition → heading → entries. A file that is not there, or any line that does not fit, is a ChangelogRefused."""
    if not path.is_file():
        raise ChangelogRefused(f"{path.name} does not exist in {path.parent.name}. It says per edition what changed.")
    reader = _Reader({}, [])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        reader.read(number, line)
    if reader.faults:
        raise ChangelogRefused(
            f"{path.name} has {len(reader.faults)} lines that do not fit:\n{cases(reader.faults)}\n"
            "Next step: write them as its head says."
        )
    return {
        edition: {heading: tuple(entries) for heading, entries in parts.items()}
        for edition, parts in reader.found.items()
    }


def names_measure(entries: tuple[str, ...], measure: str) -> bool:
    """Whether an entry has the measure's code in backticks."""
    return any(f"`{measure}`" in entry for entry in entries)
