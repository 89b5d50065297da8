"""Reports on a cluster: workers in folders of their own, which share only the render cache, give the same bytes."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from raat_analysis.errors import RaatError
from raat_analysis.rendering.batch import Batch, How
from tests.rendering.test_batch import CODES, ROOT, files, with_cell

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("project")]


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@dataclass
class Cluster:
    """A scheduler and workers, each a process of its own in a folder of its own with its own copy of the code."""

    folder: Path
    address: str = field(default_factory=lambda: f"tcp://127.0.0.1:{free_port()}")
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, kind: str, *arguments: str) -> "subprocess.Popen[bytes]":
        own = self.folder / f"{kind}-{len(self.processes)}"
        shutil.copytree(ROOT / "raat_analysis", own / "raat_analysis", ignore=shutil.ignore_patterns("__pycache__"))
        environment = {name: value for name, value in os.environ.items() if name != "RAAT_CACHE"}
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
        with (own / "log").open("wb") as log:
            made = subprocess.Popen(
                command, cwd=own, env={**environment, "PYTHONPATH": str(own)}, stdout=log, stderr=subprocess.STDOUT
            )
        self.processes.append(made)
        return made

    def worker(self, nanny: str = "--no-nanny") -> "subprocess.Popen[bytes]":
        return self.start("worker", self.address, "--nthreads", "1", nanny)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "cluster")
    made.start("scheduler", "--host", "127.0.0.1", "--port", made.address.rpartition(":")[2])
    yield made
    for process in made.processes:
        process.kill()
        process.wait()


def workers_of(cluster: Cluster, number: int) -> None:
    """Wait until the scheduler knows so many workers."""
    from distributed import Client

    with Client(cluster.address, timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


KILLING = """
import os, sys, time
while len(os.listdir(sys.argv[1])) < 2:
    time.sleep(0.05)
os.kill(int(sys.argv[2]), 9)
"""


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_the_bytes_are_the_same(
    tmp_path, sample_job, cluster, monkeypatch
):
    marks = tmp_path / "marks"
    marks.mkdir()
    slow = f"import pathlib, time\npathlib.Path({str(marks)!r}, region_code).touch()\ntime.sleep(2)"
    jobs = [with_cell(sample_job(code), tmp_path, slow) for code in [*CODES, "RA0204"]]
    first, _ = cluster.worker(), cluster.worker()
    workers_of(cluster, 2)
    killer = subprocess.Popen([sys.executable, "-c", KILLING, str(marks), str(first.pid)])
    there = Batch({"factsheets": tmp_path / "there"}, How(scheduler=cluster.address)).outcomes(jobs)
    assert (killer.wait(10), first.wait(10)) == (0, -9)
    assert [(one.failure, one.made) for one in there] == [("", True)] * 4
    assert not any(one.made for one in Batch({"factsheets": tmp_path / "again"}).outcomes(jobs))
    monkeypatch.setenv("RAAT_CACHE", str(tmp_path / "other-cache"))
    here = Batch({"factsheets": tmp_path / "here"}).outcomes(jobs)
    assert [(one.failure, one.made) for one in here] == [("", True)] * 4
    assert files(tmp_path / "there") == files(tmp_path / "here") == files(tmp_path / "again")
    assert len(files(tmp_path / "here")) == 8


def test_a_cluster_that_cannot_make_the_report_says_why(tmp_path, sample_job, cluster):
    def refused(address: str = cluster.address) -> str:
        batch = Batch({"factsheets": tmp_path / "out"}, How(scheduler=address))
        try:
            (one,) = batch.outcomes([sample_job("RA0205")])
        except RaatError as error:
            return str(error)
        return one.failure

    assert "No scheduler answers" in refused(f"tcp://127.0.0.1:{free_port()}")
    assert "has no workers" in refused()
    under_nanny = cluster.worker("--nanny")
    workers_of(cluster, 1)
    assert "--no-nanny" in refused()
    under_nanny.terminate()
    under_nanny.wait(30)
    cluster.worker()
    other = cluster.folder / "worker-2" / "raat_analysis" / "rendering" / "brand.yml"
    other.write_text(other.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    workers_of(cluster, 1)
    assert "other code or libraries" in refused()
    assert files(tmp_path / "out") == {}
