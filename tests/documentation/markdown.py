"""The pages of the documentation, and what stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mistune

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PARSE = mistune.create_markdown(renderer="ast", plugins=["table"])
PLACEHOLDER = re.compile(r"[<>*{}… ]")


def tokens(page: Path, *kinds: str) -> Iterator[dict[str, Any]]:
    """The tokens of these kinds anywhere in a page, in order: block_code, codespan, link, image."""
    waiting = list(reversed(PARSE(page.read_text(encoding="utf-8"))))
    while waiting:
        token = waiting.pop()
        if token["type"] in kinds:
            yield token
        waiting.extend(reversed(token.get("children", [])))


def code(page: Path, language: str) -> list[str]:
    """The blocks of code of a page in a language; '' is a block without one."""
    found = [(t.get("attrs", {}).get("info", ""), t["raw"]) for t in tokens(page, "block_code")]
    return [text for info, text in found if info == language]


def commands(page: Path) -> list[str]:
    """The lines of its blocks that call raat, continued lines joined."""
    lines = "\n".join(code(page, "")).replace("\\\n", " ").splitlines()
    return [line.strip().removeprefix(".venv/bin/") for line in lines if re.match(r"\s*(\.venv/bin/)?raat ", line)]


def spans(page: Path) -> list[str]:
    """What stands between backticks in its text."""
    return [token["raw"] for token in tokens(page, "codespan")]


def links(page: Path) -> list[str]:
    """The addresses inside the repository that it links to or shows."""
    found = [token["attrs"]["url"] for token in tokens(page, "link", "image")]
    return [url for url in found if not re.match(r"https?:|mailto:", url)]


def named_files(page: Path) -> list[str]:
    """The files with a path that it names between backticks, but those that a run makes, and patterns."""
    endings = r"\.(py|yml|yaml|md|ipynb|csv|j2|typ|css|toml)$"
    made = ("data/processed", "data/editions", "data/raw", "reports/", "public/", "quarantine/", "members/")
    return [
        s
        for s in spans(page)
        if "/" in s and re.search(endings, s) and not (PLACEHOLDER.search(s) or s.startswith(made))
    ]
