"""The examples of a scheduled run do what docs/scheduled-run.md says: run with a `raat` that only notes its calls."""

import configparser
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from raat_analysis.yaml_files import read_yaml
from tests.conftest import ROOT
from tests.documentation.markdown import code

EXAMPLES = ROOT / "docs" / "examples"
SCRIPT = "docs/examples/new-export.sh"
FAKE = """#!/bin/sh
echo "raat $*" >>"$CALLS"
echo "said of $1" >&2
if [ "$*" = "status --changed" ]; then
    [ "$CHANGED" = 1 ] && echo "No new export."
    [ "$CHANGED" = 0 ] && echo "1 new exports: zorgselect/2026-10-06"
    exit "$CHANGED"
fi
[ "$1" = "$FAILS" ] && exit "$CODE"
exit 0
"""


@dataclass(frozen=True)
class Clone:
    """A home folder with a clone that has the examples, and a `raat` that notes its calls."""

    home: Path

    @property
    def root(self) -> Path:
        return self.home / "raat_analysis"

    def run(self, command: str, changed: int = 0, fails: str = "", code: int = 3) -> tuple[int, list[str], str]:
        """The exit code, the calls of `raat` and what was said, of a shell command that starts elsewhere."""
        calls = self.home / "calls"
        settings = {"CALLS": str(calls), "CHANGED": str(changed), "FAILS": fails, "CODE": str(code)}
        environment = {**os.environ, "HOME": str(self.home), **settings}
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.home, env=environment, capture_output=True, text=True, check=False
        )
        called = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return done.returncode, called, done.stdout + done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(tmp_path)
    for file, text in (
        (SCRIPT, (ROOT / SCRIPT).read_text(encoding="utf-8")),
        (".venv/bin/raat", FAKE),
        ("data/raw/zorgselect/2026-10-06.dvc", "meta:\n  kind: demonstration\n"),
    ):
        (made.root / file).parent.mkdir(parents=True, exist_ok=True)
        (made.root / file).write_text(text, encoding="utf-8")
    (made.root / ".venv/bin/raat").chmod(0o755)
    return made


def cron() -> tuple[list[str], str]:
    """The five fields and the command of the one line that runs."""
    lines = (EXAMPLES / "cron").read_text(encoding="utf-8").splitlines()
    (line,) = (each for each in lines if each and not each.startswith("#") and not re.match(r"[A-Z]+=", each))
    *fields, command = line.split(maxsplit=5)
    return fields, command


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(EXAMPLES / name, encoding="utf-8")
    return parser


def by_systemd() -> str:
    return unit("raat-new-export.service")["Service"].get("ExecStart", raw=True).replace("%h", "$HOME")


def workflow() -> dict[Any, Any]:
    return dict(read_yaml(EXAMPLES / "github-actions-new-export.yml"))


def step(words: str) -> str:
    """What the step of the workflow whose name holds these words runs."""
    (found,) = (each["run"] for each in workflow()["jobs"]["new-export"]["steps"] if words in each.get("name", ""))
    return str(found)


STARTERS = {"cron": cron()[1], "systemd": by_systemd(), "actions": f"cd raat_analysis && {step('what is different')}"}
started = pytest.mark.parametrize("command", STARTERS.values(), ids=STARTERS)


@started
def test_a_new_export_makes_the_edition_and_then_the_difference(clone: Clone, command: str):
    code, calls, said = clone.run(command, changed=0)
    assert (code, calls) == (0, ["raat status --changed", "raat report", "raat difference", "raat status"])
    assert said.startswith("1 new exports: zorgselect/2026-10-06\n")


@started
def test_without_a_new_export_nothing_is_made_and_nothing_is_said(clone: Clone, command: str):
    assert clone.run(command, changed=1) == (0, ["raat status --changed"], "")


@started
@pytest.mark.parametrize(("fails", "last"), [("report", 2), ("difference", 3)])
def test_what_fails_is_said_with_its_code_and_nothing_comes_after_it(clone: Clone, command: str, fails: str, last: int):
    code, calls, said = clone.run(command, fails=fails, code=130)
    assert (code, calls[-1], len(calls)) == (130, f"raat {fails}", last)
    assert f"raat {fails} failed with exit code 130" in said
    assert f"said of {fails}" in said
    assert f"said of {fails}" in (clone.root / ".raat/new-export.log").read_text(encoding="utf-8")


@started
def test_not_knowing_whether_there_is_a_new_export_is_a_failure(clone: Clone, command: str):
    code, calls, said = clone.run(command, changed=2)
    assert (code, calls) == (2, ["raat status --changed"])
    assert "said of status\nraat status --changed failed with exit code 2" in said


def test_a_program_that_broke_is_not_taken_for_nothing_new(clone: Clone):
    raat = clone.root / ".venv/bin/raat"
    raat.write_text('#!/bin/sh\necho "Traceback (most recent call last):" >&2\nexit 1\n', encoding="utf-8")
    code, _, said = clone.run(STARTERS["cron"])
    assert code == 1
    assert "Traceback" in said


def test_without_raat_it_fails(clone: Clone, monkeypatch: pytest.MonkeyPatch):
    (clone.root / ".venv/bin/raat").unlink()
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert clone.run(STARTERS["cron"])[0] == 127


def test_cron_looks_once_on_each_working_day():
    fields, command = cron()
    assert fields == ["15", "6", "*", "*", "1-5"]
    assert "%" not in command  # cron takes it for the end of the line


def test_the_page_shows_the_lines_of_the_example():
    (shown,) = code(ROOT / "docs/scheduled-run.md", "text")
    lines = (EXAMPLES / "cron").read_text(encoding="utf-8").splitlines()
    assert shown.strip().splitlines() == [line for line in lines if not line.startswith("#")]


def test_the_timer_starts_the_service_also_when_the_computer_was_off():
    timer = unit("raat-new-export.timer")["Timer"]
    assert (timer["OnCalendar"], timer["Persistent"]) == ("Mon..Fri 06:15", "true")


def test_the_action_starts_by_a_new_export_and_by_the_clock():
    begins = workflow()[True]  # YAML reads `on` as true
    assert begins["push"] == {"paths": ["data/raw/**/*.dvc"]}
    assert [each["cron"].split()[2:4] for each in begins["schedule"]] == [["15", "1,4,7,10"]]
    assert workflow()["permissions"] == {"contents": "read"}
    kept = workflow()["jobs"]["new-export"]["steps"][-1]["with"]
    assert (kept["path"], kept["if-no-files-found"]) == ("reports/*/difference", "ignore")


@pytest.mark.parametrize(("kind", "code"), [("demonstration", 0), ("own", 1), ("'own'", 1)])
def test_the_action_refuses_exports_of_our_own(clone: Clone, kind: str, code: int):
    (clone.root / "data/raw/zorgselect/2026-10-07.dvc").write_text(f"meta:\n  kind: {kind}\n", encoding="utf-8")
    assert clone.run(f"cd raat_analysis\n{step('of our own')}")[0] == code


def test_the_page_of_the_action_says_how_the_edition_stands(clone: Clone, monkeypatch: pytest.MonkeyPatch):
    summary = clone.home / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    (clone.root / ".venv/bin/raat").write_text("#!/bin/sh\necho 'Edition 2026Q3'\n", encoding="utf-8")
    assert clone.run(f"cd raat_analysis\n{step('how the edition stands')}")[0] == 0
    assert summary.read_text(encoding="utf-8") == "```\nEdition 2026Q3\n```\n"
