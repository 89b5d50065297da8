"""Two runs in one clone, and the end of one that is stopped."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from raat_analysis.errors import RunRefused
from raat_analysis.running.run_lock import one_run

HOLDS = """
import sys, time
from pathlib import Path
from raat_analysis.running.run_lock import one_run
with one_run(Path(sys.argv[1])):
    print("holds", flush=True)
    time.sleep(60)
"""
# A program that starts one that starts one, as raat starts dvc and that a stage
STARTS = """
import subprocess, sys
from raat_analysis.running.child_processes import stop
from raat_analysis.cli_errors import plain_errors
SLEEPS = "import time, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
INNER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEPS!r}])"
@plain_errors
def main():
    process = subprocess.Popen([sys.executable, "-c", INNER], text=True)
    try:
        print("runs", flush=True)
        process.wait()
    except BaseException:
        stop(process)
        raise
main()
"""


def holder(root: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOLDS, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "holds\n"
    return process


def test_the_second_run_is_told_which_process_works_and_what_to_do(tmp_path):
    first = holder(tmp_path)
    try:
        with pytest.raises(RunRefused) as told, one_run(tmp_path):
            raise AssertionError("two runs at once")
    finally:
        first.kill()
        first.communicate()
    assert f"process {first.pid}, since " in str(told.value)
    assert f"kill {first.pid}" in str(told.value)


def test_the_lock_of_a_killed_run_is_gone(tmp_path):
    first = holder(tmp_path)
    first.kill()
    first.communicate()
    with one_run(tmp_path):
        pass


@pytest.mark.parametrize("command", [["report"], ["publish", "2026Q3"], ["fase0", "package", "TW-V03"], ["demo"]])
def test_no_command_that_writes_begins_beside_another(tmp_path, command: list[str]):
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).write_text("")
    first = holder(tmp_path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "raat_analysis", *command], cwd=tmp_path, capture_output=True, text=True
        )
    finally:
        first.kill()
        first.communicate()
    assert done.returncode == 1
    assert "Another run works in this clone" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_one_line_and_leaves_no_process(sent: int):
    process = subprocess.Popen(
        [sys.executable, "-c", STARTS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    family = psutil.Process(process.pid)
    while len(family.children(recursive=True)) < 2:
        time.sleep(0.05)
    started = family.children(recursive=True)
    process.send_signal(sent)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.strip().startswith("Stopped.")
    assert len(said.strip().splitlines()) == 1
    assert [one for one in started if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []
