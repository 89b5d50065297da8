"""`make docs`: the site needs no other host, and neither a dead link nor a page outside the navigation gets through."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT
from tests.documentation.conftest import build

ELSEWHERE = re.compile(r"^(https?:)?//")
LOADED_BY_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)")


@pytest.mark.slow
def test_every_page_of_docs_is_in_the_site(site: Path):
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert pages - {path.relative_to(site) for path in site.rglob("*.html")} == set()


@pytest.mark.slow
def test_no_page_loads_anything_from_another_host(site: Path):
    found: list[str] = []
    for page in site.rglob("*.html"):
        parts = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        loaded = [tag.get("src") or tag.get("data") for tag in parts.find_all(["script", "img", "iframe", "object"])]
        loaded += [tag.get("href") for tag in parts.find_all("link")]
        found += [f"{page.name}: {url}" for url in loaded if url and ELSEWHERE.match(url)]
        found += [
            f"{page.name}: {url}" for style in parts.find_all("style") for url in LOADED_BY_STYLE.findall(style.text)
        ]
    for sheet in site.rglob("*.css"):
        found += [f"{sheet.name}: {url}" for url in LOADED_BY_STYLE.findall(sheet.read_text(encoding="utf-8"))]
    assert found == []


def test_a_font_of_another_host_would_be_noticed():
    assert ELSEWHERE.match("//fonts.example/a.css")
    assert ELSEWHERE.match("https://cdn.example/a.js")
    assert LOADED_BY_STYLE.findall('@import "https://fonts.example/a.css"; b {background: url(own.png)}')
    assert not ELSEWHERE.match("_static/basic.css")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pages", "fault"),
    [
        ({"index.md": "# A\n\n[gone](gone.md)\n"}, "gone.md"),
        ({"index.md": "# A\n\n[gone](#gone)\n"}, "gone"),
        ({"index.md": "# A\n", "alone.md": "# Alone\n"}, "alone"),
    ],
    ids=["dead link", "dead heading", "outside the navigation"],
)
def test_a_fault_ends_the_build(pages: dict[str, str], fault: str, tmp_path: Path):
    source = tmp_path / "docs"
    source.mkdir()
    shutil.copy(ROOT / "docs" / "conf.py", source)
    for folder in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / folder, source / folder)
    for name, text in pages.items():
        (source / name).write_text(text, encoding="utf-8")
    done = build(source, tmp_path)
    assert done.returncode == 1
    assert fault in done.stderr


@pytest.mark.slow
def test_a_wide_table_and_a_block_of_code_can_be_scrolled_with_the_keyboard(site: Path):
    page = BeautifulSoup((site / "new-export.html").read_text(encoding="utf-8"), "html.parser")
    tables, blocks = page.find_all("table"), page.find_all("pre")
    assert (len(tables) > 3, len(blocks) > 3) == (True, True)
    assert {table.parent["class"][0] for table in tables} == {"scrolling"}
    assert {each["tabindex"] for each in [*blocks, *(table.parent for table in tables)]} == {"0"}
