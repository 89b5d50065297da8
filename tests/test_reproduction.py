"""What a run fetches before its first stage: exports, and what earlier editions published."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from raat_analysis import reproduction


def test_a_fresh_clone_also_fetches_what_an_earlier_edition_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without it `protect` would stop: previous_edition names numbers that only DVC has."""
    for name in ("data/raw/zorgselect/2026-10-06.dvc", "data/editions/2026Q3/numbers.parquet.dvc", "params.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    asked: list[str] = []

    def run(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        asked.extend(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    for name in ("refuse_own_in_git", "refuse_changed", "read_params", "_say_result"):
        monkeypatch.setattr(reproduction, name, lambda *_: SimpleNamespace(edition=""))
    monkeypatch.setattr(reproduction, "project_root", lambda: tmp_path)
    monkeypatch.setattr(reproduction, "_repro", lambda _: 0)
    monkeypatch.setattr(reproduction.subprocess, "run", run)
    reproduction.reproduce()
    assert asked[-2:] == ["data/raw/zorgselect/2026-10-06.dvc", "data/editions/2026Q3/numbers.parquet.dvc"]
