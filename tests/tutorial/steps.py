"""What the tutorial asks of its reader, read from the page itself: commands, edits and files, and what is seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.documentation.markdown import PARSE

EDITS = ["file", "find", "write"]  # the header of a table of edits


@dataclass(frozen=True)
class Commands:
    """A block of commands, run one after the other."""

    lines: list[str]


@dataclass(frozen=True)
class Seen:
    """What the commands just above show: each line, with anything where it has …"""

    lines: list[str]

    def missing(self, shown: str) -> list[str]:
        """The lines that the output lacks; how it is broken into lines does not matter."""
        text = " ".join(shown.split())
        return [line for line in self.lines if not re.search(_pattern(line), text)]


@dataclass(frozen=True)
class Edit:
    """In a file one text, that stands there once, becomes another."""

    file: str
    find: str
    write: str


@dataclass(frozen=True)
class NewFile:
    """A file to make, with what it holds."""

    file: str
    text: str


Step = Commands | Seen | Edit | NewFile


def steps(page: Path) -> Iterator[Step]:
    """The steps in the order of the page."""
    for token in PARSE(page.read_text(encoding="utf-8")):
        if token["type"] == "block_code":
            yield _block(token.get("attrs", {}).get("info", ""), token["raw"])
        elif token["type"] == "table":
            yield from _edits(token)


def _block(language: str, text: str) -> Step:
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    if language == "yaml":
        return NewFile(lines[0].removeprefix("# "), text)
    return Seen([" ".join(line.split()) for line in lines]) if language == "text" else Commands(lines)


def _edits(table: dict[str, Any]) -> Iterator[Edit]:
    head, body = table["children"]
    assert [cell["children"][0]["raw"] for cell in head["children"]] == EDITS
    for row in body["children"]:
        yield Edit(*(cell["children"][0]["raw"] for cell in row["children"]))


def _pattern(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split("…"))
