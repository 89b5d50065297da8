"""Many reports at once: the same bytes whatever the number of workers, and failures that stay alone and say why."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import nbformat.v4 as nb
import pytest

from raat_analysis.rendering.batch import Batch, How
from raat_analysis.rendering.failed import refuse_failures
from raat_analysis.rendering.failures import SheetsFailed
from raat_analysis.rendering.job import Job, Outcome
from raat_analysis.rendering.orders import order
from raat_analysis.rendering.own_process import in_own_process
from raat_analysis.rendering.stage import render_stage

ROOT = Path(__file__).parents[2]
CODES = ["RA0205", "RA0101", "RA02"]
pytestmark = pytest.mark.usefixtures("project")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def made(jobs: list[Job], folder: Path, workers: int = 2) -> list[Outcome]:
    return Batch({"factsheets": folder}, How(workers)).outcomes(jobs)


def with_cell(job: Job, folder: Path, source: str) -> Job:
    """The job with a cell before the last one of its notebook."""
    notebook = nbformat.read(job.notebook, as_version=4)
    cell = nb.new_code_cell(source)
    cell["id"] = "planted"
    notebook.cells.insert(-1, cell)
    path = folder / f"{abs(hash(source))}.ipynb"
    nbformat.write(notebook, path)
    return replace(job, notebook=path)


@pytest.mark.slow
def test_one_worker_and_two_give_the_same_bytes(tmp_path, sample_job, monkeypatch):
    for workers, name in ((1, "one"), (2, "two")):
        monkeypatch.setenv("RAAT_CACHE", str(tmp_path / f"cache-{name}"))
        made([sample_job(code) for code in CODES], tmp_path / name, workers)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 2 * len(CODES)
    assert len(set(files(tmp_path / "one").values())) == 2 * len(CODES)


@pytest.mark.slow
def test_what_was_made_comes_from_the_cache_and_a_damaged_report_is_made_again(project, tmp_path, sample_job, capfd):
    jobs = [sample_job(code) for code in CODES]
    first = made(jobs, tmp_path / "first")
    again = made(jobs, tmp_path / "again")
    assert [one.made for one in first] == [True] * 3
    assert [one.made for one in again] == [False] * 3
    assert files(tmp_path / "again") == files(tmp_path / "first")
    page = files(tmp_path / "first")["RA0101/factsheet.html"]
    (kept,) = [
        path for path in (project / ".raat/cache/objects").rglob("*") if path.is_file() and path.read_bytes() == page
    ]
    kept.write_bytes(page.replace(b"Groningen", b"Drenthe"))
    repaired = made(jobs, tmp_path / "repaired")
    assert [one.made for one in repaired] == [False, True, False]
    assert files(tmp_path / "repaired") == files(tmp_path / "first")
    assert "damaged" in capfd.readouterr().err


@pytest.mark.slow
def test_a_stage_with_a_failure_leaves_the_others_and_no_older_version_and_says_how_to_go_on(
    project, tmp_path, sample_job
):
    out = project / "data/processed/rendered/factsheets"
    render_stage(lambda: [sample_job(code) for code in CODES], {"factsheets": out})
    before = files(out)
    wrong = with_cell(sample_job("RA0101"), tmp_path, "raise ValueError('geen cijfers')")
    with pytest.raises(SheetsFailed) as failed:
        render_stage(lambda: [sample_job("RA0205"), wrong, sample_job("RA02")], {"factsheets": out})
    said = str(failed.value)
    assert "1 of 3 reports" in said
    assert "Groningen" in said
    assert "ValueError: geen cijfers" in said
    assert "raat render factsheets/RA0101/factsheet" in said
    assert files(out) == {name: content for name, content in before.items() if not name.startswith("RA0101")}
    kept = project / "data/processed/failed/factsheets/RA0101/factsheet.ipynb"
    assert str(kept.relative_to(project)) in said
    assert "geen cijfers" in str(nbformat.read(kept, as_version=4).cells)
    render_stage(lambda: [sample_job(code) for code in CODES], {"factsheets": out})
    assert files(out) == before
    assert not kept.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import os; os._exit(9)", "exit code 9"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
        ("import time; time.sleep(60)", "not ready within 4 s"),
        ("x = bytearray(6_000_000_000); x[::4096] = x[::4096]", "MemoryError"),
    ],
    ids=["dies", "is killed", "hangs", "eats memory"],
)
def test_a_report_that_misbehaves_ends_alone_and_is_told(tmp_path, sample_job, source, said):
    batch = Batch({"factsheets": tmp_path / "out"})
    bad = order(with_cell(sample_job("RA0101"), tmp_path, source), "in_process", batch.cache)
    good = order(sample_job("RA0205"), "in_process", batch.cache)
    assert said in in_own_process(bad, seconds=4 if "sleep" in source else 60).failure
    assert in_own_process(good).failure == ""


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's job in the background ignores it
from tests.rendering.test_batch import hanging_stage
hanging_stage(sys.argv[1])
"""


def hanging_stage(folder: str) -> None:
    """Two reports that write their process number and then hang; runs in a process of its own."""
    from tests.rendering.conftest import SAMPLE, sample_facts, tables

    jobs = []
    for code in CODES[:2]:
        job = Job(SAMPLE, {"region_code": code, "edition": "2026Q3"}, sample_facts(code), "factsheets", code, tables)
        mark = f"{folder}/pid-{code}"
        source = f"import os, pathlib, time\npathlib.Path({mark!r}).write_text(str(os.getpid()))\ntime.sleep(99)"
        jobs.append(with_cell(job, Path(folder), source))
    render_stage(lambda: jobs, {"factsheets": Path(folder) / "out"})


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_interrupted_or_killed_leaves_no_process_and_no_output(project, tmp_path, how):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path)]
    run = subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True)
    marks = [tmp_path / f"pid-{code}" for code in CODES[:2]]
    while run.poll() is None and not all(mark.exists() and mark.read_text() for mark in marks):
        time.sleep(0.05)
    children = [int(mark.read_text()) for mark in marks]
    run.send_signal(how)
    run.communicate(timeout=30)
    assert run.returncode != 0
    ends = time.monotonic() + 20
    while [pid for pid in children if alive(pid)] and time.monotonic() < ends:
        time.sleep(0.05)
    assert [pid for pid in children if alive(pid)] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_report_that_shows_another_region_fails(tmp_path, sample_job):
    swapped = replace(sample_job("RA0205"), parameters={"region_code": "RA0101", "edition": "2026Q3"})
    (outcome,) = made([swapped], tmp_path / "out")
    assert "does not name it: Meer vacatures in Groningen" in outcome.failure
    assert files(tmp_path / "out") == {}


@pytest.mark.slow
def test_a_report_made_of_other_rows_fails(tmp_path, sample_job):
    job = sample_job("RA0205")
    (outcome,) = made([replace(job, facts=replace(job.facts, data_hash="0" * 64))], tmp_path / "out")
    assert "shows no mark of its own rows" in outcome.failure


def test_every_failure_is_in_the_summary():
    outcomes = [
        Outcome("Twente", "cell 3: kapot\n   x = 1", "factsheets/twente/factsheet"),
        Outcome("Achterhoek"),
        *(Outcome(f"Organisatie TW-V0{n}", "cell 2: leeg\n   y = 1", f"members/TW-V0{n}/fase0") for n in range(1, 7)),
    ]
    with pytest.raises(SheetsFailed) as failed:
        refuse_failures(outcomes)
    said = str(failed.value)
    assert "7 of 8 reports" in said
    assert [f"TW-V0{n}" in said for n in range(1, 7)] == [True] * 6
    assert said.count("y = 1") == 4  # five in full, of the others the first line
    assert "raat render factsheets/twente/factsheet members/TW-V01/fase0" in said
