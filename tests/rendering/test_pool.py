"""Many reports at once: the same bytes whatever the number of workers, and failures that say which and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from raat_analysis.rendering.failures import SheetsFailed
from raat_analysis.rendering.job import Outcome
from raat_analysis.rendering.pool import refuse_failures, render_all

CODES = ["RA0205", "RA0101", "RA02"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


@pytest.mark.slow
def test_one_worker_and_two_give_the_same_bytes(tmp_path, sample_job):
    for workers, name in ((1, "one"), (2, "two")):
        render_all([(sample_job(code), tmp_path / name) for code in CODES], workers)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) == 2 * len(CODES)
    assert len(set(files(tmp_path / "one").values())) == 2 * len(CODES)


@pytest.mark.slow
def test_one_failure_is_told_and_the_others_are_made(tmp_path, sample_job, capfd):
    wrong = replace(sample_job("RA0101"), parameters={"region_code": "RA0199", "edition": "2026Q3"})
    jobs = [(sample_job("RA0205"), tmp_path), (wrong, tmp_path), (sample_job("RA02"), tmp_path)]
    with pytest.raises(SheetsFailed, match="1 of 3 reports") as failed:
        render_all(jobs, 2)
    assert "Groningen: sample.ipynb" in str(failed.value)
    assert "'RA0199' is no region" in str(failed.value)
    assert sorted({name.split("/")[0] for name in files(tmp_path)}) == ["RA02", "RA0205"]
    assert "3/3" in capfd.readouterr().err


@pytest.mark.slow
def test_a_report_that_shows_another_region_fails(tmp_path, sample_job):
    swapped = replace(sample_job("RA0205"), parameters={"region_code": "RA0101", "edition": "2026Q3"})
    with pytest.raises(SheetsFailed, match=r"Twente.*does not name it: Meer vacatures in Groningen"):
        render_all([(swapped, tmp_path)], 1)
    assert files(tmp_path) == {}


@pytest.mark.slow
def test_a_report_made_of_other_rows_fails(tmp_path, sample_job):
    job = sample_job("RA0205")
    other = replace(job, facts=replace(job.facts, data_hash="0" * 64))
    with pytest.raises(SheetsFailed, match="shows no mark of its own rows"):
        render_all([(other, tmp_path)], 1)


def test_every_failure_is_in_the_summary():
    outcomes = [Outcome("Twente", "cell 3: kapot", {}), Outcome("Achterhoek", "", {}), Outcome("Drenthe", "leeg", {})]
    with pytest.raises(SheetsFailed, match=r"2 of 3(.|\n)*Twente: cell 3: kapot(.|\n)*Drenthe: leeg"):
        refuse_failures(outcomes)
