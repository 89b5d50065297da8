"""The scorecard sees what it says: every check fails on the fault that it looks for, and nothing of a person is met."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from raat_analysis.cli import raat
from raat_analysis.scorecard import MET, NOT_MET, PERSON, criteria, level, page, scorecard, table, verdict
from raat_analysis.scorecard.evidence import CHECKS
from tests.conftest import ROOT

FAULTS = [
    ("stages", "dvc.yaml", "python pipelines/tidy.py", "Rscript tidy.R"),
    ("locked", "dvc.lock", "\n  tidy:\n", "\n  tidied:\n"),
    ("commands", "Makefile", "\ntest:", "\ntested:"),
    ("one_command", "Makefile", "\nreport:", "\nreports:"),
    ("docstrings", "raat_analysis/rounding.py", '"""', 'f"""'),
    ("folders", "dvc.yaml", "\n  tidy:\n", "\n  tidied:\n"),
    ("functions", "raat_analysis/rounding.py", "\n", "\n" * 301),
    ("standards", "pyproject.toml", "strict = true", "strict = false"),
    ("tests", "tests/test_published.py", "def test_", "def seen_"),
    ("dependencies", "requirements.lock", "alabaster==", "alabaster==1\nalabaster=="),
    ("logs", "dvc.yaml", "quarantine", "set_aside"),
    ("tidy", "raat_analysis/tidy/tables.yml", "meaning:", "means:"),
    ("packaged", "pyproject.toml", 'license = "EUPL-1.2"\n', ""),
    ("continuous", ".ci/run", "raat verify", "true"),
    ("scheduled", "docs/examples/cron", "new-export.sh", "old-export.sh"),
    ("changes", "CHANGELOG.md", "### Corrections", "### Mended"),
]


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """The repository with one file in which `old` is `new`; all else are links to it."""
    here, there, names = folder, ROOT, Path(file).parts
    for name in names:
        here.mkdir(exist_ok=True)
        for path in there.iterdir():
            if path.name != name:
                (here / path.name).symlink_to(path)
        here, there = here / name, there / name
    text = there.read_text(encoding="utf-8")
    assert old in text
    here.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_page_is_what_the_repository_gives():
    assert (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8") == page(scorecard(ROOT))


def test_there_are_eighteen_criteria_on_three_levels_each_with_somebody_who_looks():
    found = criteria()
    assert [each.number for each in found] == list(range(1, 19))
    levels = [each.level for each in found]
    assert [levels.count(name) for name in ("Baseline", "Silver", "Gold")] == [5, 9, 4]
    assert all(each.person or each.check for each in found)
    assert {each.check for each in found if each.check} == set(CHECKS)


@pytest.mark.parametrize(("check", "file", "old", "new"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_check_sees_its_fault(check: str, file: str, old: str, new: str, tmp_path: Path):
    assert CHECKS[check](ROOT).holds
    assert not CHECKS[check](changed(tmp_path / "root", file, old, new)).holds


def test_every_check_has_a_fault():
    assert {fault[0] for fault in FAULTS} == set(CHECKS)


def test_what_a_person_must_say_is_never_met():
    outcomes = scorecard(ROOT)
    assert [each.about.number for each in outcomes if each.outcome == PERSON] == [4, 5, 16, 17]
    assert all(each.outcome == MET for each in outcomes if not each.about.person)
    assert verdict(outcomes).endswith("14 of 18 met; for a person to say: 4, 5, 16, 17.")


@pytest.mark.parametrize(("number", "reached"), [(1, ""), (6, "Baseline"), (18, "Silver")])
def test_one_criterion_that_is_not_met_takes_its_level_away(number: int, reached: str):
    outcomes = [replace(o, outcome=NOT_MET) if o.about.number == number else o for o in scorecard(ROOT)]
    assert level(outcomes) == reached


def test_the_command_says_it_in_forty_lines_and_exits_with_1_below_gold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(ROOT)
    whole = CliRunner().invoke(raat, ["scorecard"])
    assert (whole.exit_code, len(whole.output.splitlines())) == (0, len(table(scorecard(ROOT))))
    assert len(whole.output.splitlines()) <= 40
    monkeypatch.chdir(changed(tmp_path / "root", "CHANGELOG.md", "### Corrections", "### Mended"))
    lacking = CliRunner().invoke(raat, ["scorecard"])
    assert lacking.exit_code == 1
    assert "18 Gold     NOT MET" in lacking.output
