"""What the documentation says is so: examples run, commands exist, links lead somewhere, files are there."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from raat_analysis.cli import raat
from raat_analysis.codelists.catalogue_page import anchors
from raat_analysis.paths import PACKAGE
from tests.conftest import ROOT, Project
from tests.documentation.markdown import PAGES, code, commands, links, named_files, spans

WITH_PYTHON = [page for page in PAGES if code(page, "python")]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def leaf(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words after `raat` call, and what is left of them; an unknown one is a KeyError."""
    command: click.Command = raat
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_PYTHON, ids=name)
def test_the_python_of_a_page_runs_from_top_to_bottom(page: Path, flow: tuple[Project, str]):
    text = "\n".join(code(page, "python"))
    environment = {**os.environ, "PYTHONPATH": str(flow[0].root), "MPLBACKEND": "agg", "GX_ANALYTICS_ENABLED": "false"}
    done = subprocess.run(
        [sys.executable, "-c", text], cwd=flow[0].root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_pages_with_python_are_found():
    assert {"README.md", "docs/new-export.md", "docs/start.md"} <= set(map(name, WITH_PYTHON))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_python_hides_in_a_block_without_a_language(page: Path):
    lines = [line.strip() for block in code(page, "") for line in block.splitlines()]
    assert [line for line in lines if line.startswith(("import ", "from ")) or "raat_analysis." in line] == []


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name)
def test_every_command_line_is_one_that_raat_takes(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for line in commands(page):
        command, words = leaf(shlex.split(line, comments=True)[1:])
        for word in words:
            if "/" in word or word.endswith((".csv", ".xlsx", ".yml")):  # a file that the reader has
                there = tmp_path / word.replace("://", "-")
                there.parent.mkdir(parents=True, exist_ok=True)
                there.touch() if there.suffix else there.mkdir(exist_ok=True)
        assert not isinstance(command, click.Group), line
        command.make_context(command.name, words)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_command_named_in_a_text_exists_with_its_options(page: Path):
    for span in (span for span in spans(page) if span.startswith("raat ") and "…" not in span):
        command, words = leaf(shlex.split(span)[1:])
        known = {option for parameter in command.params for option in parameter.opts}
        assert [word for word in words if word.startswith("--") and word not in {*known, "--help"}] == [], span


def test_a_command_that_does_not_exist_is_noticed():
    with pytest.raises(KeyError):
        leaf(["exports", "add"])
    with pytest.raises(click.NoSuchOption):
        leaf(["render"])[0].make_context("render", ["--faster", "x"])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_page_and_heading(page: Path):
    for url in links(page):
        file, _, anchor = url.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), url
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), url


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_a_page_names_is_there(page: Path):
    below = (ROOT, PACKAGE, ROOT / "docs", page.parent)
    assert [file for file in named_files(page) if not any((folder / file).is_file() for folder in below)] == []
