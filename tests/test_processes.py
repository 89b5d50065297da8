"""Work spread over processes: the same as in one, errors with their words, and nobody stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from raat_analysis.errors import GateRefused, ParameterRefused, RaatError
from raat_analysis.running.processes import WORKERS, spread

STAYS = """
import os, sys, time
from pathlib import Path
from raat_analysis.running.processes import spread
from tests_of_processes import stay
if __name__ == "__main__":
    spread(stay, [Path(sys.argv[1]) / name for name in "ab"])
"""
STAY = """
import os, time
def stay(path):
    path.with_suffix(".begun").write_text(str(os.getpid()))
    path.with_suffix(".begun").rename(path)
    time.sleep(600)
"""


def halved(number: int) -> tuple[float, int]:
    """Half a number, by which process; the first of 4 and 2 takes longest."""
    time.sleep(number / 20)
    return number / 2, os.getpid()


def refused(number: int) -> int:
    if number > 2:
        raise GateRefused(f"number {number} is too large")
    return number


def dies(number: int) -> int:
    os._exit(number)


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS, "2")


@pytest.mark.usefixtures("two_workers")
def test_what_other_processes_made_comes_in_the_order_of_the_items():
    made = spread(halved, [4, 2, 0, 1])
    assert [half for half, _ in made] == [2, 1, 0, 0.5]
    assert os.getpid() not in {process for _, process in made}


def test_with_one_worker_all_is_made_in_this_process(monkeypatch):
    monkeypatch.setenv(WORKERS, "1")
    assert spread(halved, [2, 0]) == [(1, os.getpid()), (0, os.getpid())]


@pytest.mark.usefixtures("two_workers")
def test_what_is_not_worth_it_is_made_in_this_process():
    assert spread(halved, [2, 0], worth=False) == [(1, os.getpid()), (0, os.getpid())]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_first_error_in_the_order_of_the_items_is_told_in_its_own_words(monkeypatch, workers):
    monkeypatch.setenv(WORKERS, workers)
    with pytest.raises(GateRefused, match=r"^number 4 is too large$"):
        spread(refused, [1, 4, 3])


@pytest.mark.usefixtures("two_workers")
def test_a_worker_that_dies_is_told_with_a_next_step():
    with pytest.raises(RaatError, match=r"ended without a word(.|\n)*Next step: run again with RAAT_WORKERS=1"):
        spread(dies, [1, 2])


@pytest.mark.parametrize("asked", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused(monkeypatch, asked):
    monkeypatch.setenv(WORKERS, asked)
    with pytest.raises(ParameterRefused, match=f"RAAT_WORKERS is '{asked}'"):
        spread(halved, [1, 2])


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_stays_when_who_asked_is_interrupted_or_killed(tmp_path, sign):
    (tmp_path / "tests_of_processes.py").write_text(STAY, encoding="utf-8")
    (tmp_path / "asks.py").write_text(STAYS, encoding="utf-8")
    paths = [tmp_path / "a", tmp_path / "b"]
    environment = {**os.environ, WORKERS: "2", "PYTHONPATH": f"{Path(__file__).parents[1]}:{tmp_path}"}
    command = [sys.executable, str(tmp_path / "asks.py"), str(tmp_path)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as asking:
        until(lambda: all(path.is_file() for path in paths))
        asking.send_signal(sign)
        asking.wait()
    workers = [int(path.read_text()) for path in paths]
    until(lambda: not any(psutil.pid_exists(each) for each in workers))
    assert [psutil.pid_exists(each) for each in workers] == [False, False]


def until(true) -> None:
    """Wait until something is true, for at most a minute."""
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
