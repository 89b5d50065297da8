"""`raat status`: what it says, how long it is, and with which code it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from raat_analysis.cli import main, raat
from tests.conftest import ROOT
from tests.status.conftest import Add, make


def said(*arguments: str) -> Result:
    return CliRunner().invoke(raat, ["status", *arguments])


def ends_with(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr("sys.argv", ["raat", "status", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_the_edition_of_the_repository_is_told_in_forty_lines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    shown = said("2026Q3", "--on", "2026-10-20")
    lines = shown.output.splitlines()
    assert (shown.exit_code, lines[0]) == (0, "Edition 2026Q3, looked at on 2026-10-20.")
    assert len(lines) <= 40
    board = next(line for line in lines if line.startswith("zorgselect "))
    assert board.split()[1:6] == ["quarter", "2026Q3", "2026-10-14", "2026-10-06", "2026Q3"]
    assert board.split()[-2:] == ["demonstration", "arrived"]
    assert lines[-1].startswith("Next step:")


def test_columns_stand_under_their_heads(project: Path):  # noqa: ARG001
    table = said("--on", "2026-10-20").output.split("\n\n")[1].splitlines()
    start = table[0].index("state")
    assert {line[start - 2 : start] for line in table} == {"  "}
    assert {line[start:] for line in table[1:]} == {"LATE", "arrived", "expected", "there", "missing"}


def test_programs_get_the_same(project: Path):
    make(project)
    found = json.loads(said("--on", "2026-10-20", "--json").output)
    board = next(each for each in found["sources"] if each["source"] == "zorgselect")
    assert (found["edition"], found["on"], found["sign_off"]) == ("2026Q3", "2026-10-20", None)
    assert (board["due"], board["state"], board["published_to"]) == ("2026-10-14", "late", "2026Q2")


def test_changed_is_0_for_a_new_export_and_1_for_none(project: Path, add: Add):
    make(project)
    nothing = said("--changed")
    assert (nothing.exit_code, nothing.output) == (1, "No new export.\n")
    add("zorgselect", "2026-10-06")
    something = said("--changed")
    assert (something.exit_code, something.output) == (0, "1 new exports: zorgselect/2026-10-06\n")


def test_changed_is_2_when_it_cannot_be_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (project / "data/raw/zorgselect/2026-10-06.dvc").write_text("outs: []\n", encoding="utf-8")
    assert ends_with(monkeypatch, "--changed") == 2
    assert "zorgselect/2026-10-06.dvc: meta: missing" in capsys.readouterr().err


def test_an_unknown_edition_is_refused_in_words(
    project: Path,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    assert ends_with(monkeypatch, "2026Q5") == 1
    assert "2026Q5 is no edition. Next step: name a quarter" in capsys.readouterr().err


@pytest.mark.parametrize("sources", [20, 60])
def test_more_sources_than_fit_are_counted(sources: int, project: Path, monkeypatch: pytest.MonkeyPatch):  # noqa: ARG001
    from raat_analysis.contracts import contracts

    background = contracts()["cbs_banen"]
    many = {
        f"b{i}": background.model_copy(update={"source": f"b{i}", "required_source": False}) for i in range(sources)
    }
    monkeypatch.setattr("raat_analysis.contracts.contracts", lambda: {**contracts(), **many})
    shown = said("--on", "2026-10-20").output.splitlines()
    assert len(shown) <= 40
    left = int(next(line for line in shown if "more sources" in line).split()[1])
    listed = [line.split()[0] for line in shown[3 : shown.index("", 3) - 1]]
    assert len(listed) + left == len(contracts()) + sources
    assert {"zorgselect", "cbs_inwoners"} <= set(listed)  # late, and missing: never among those left out
