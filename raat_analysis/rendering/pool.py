"""Many reports at once: a server that has imported everything forks a fresh worker for each report.

A report is made in its own process, so nothing of one region can reach the next.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from raat_analysis.rendering.failures import SheetsFailed
from raat_analysis.rendering.job import IN_PROCESS, Job, Outcome, outcome

PRELOAD = "raat_analysis.rendering.preload"
# one thread each: the workers together already use every processor
ENVIRONMENT = {
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "POLARS_MAX_THREADS": "1",
}


def render_all(jobs: Sequence[tuple[Job, Path]], workers: int | None = None, engine: str = IN_PROCESS) -> list[Outcome]:
    """Make every report below the folder beside it, each in its own process; outcomes in the order of `jobs`.

    When reports fail the others are still made, and then SheetsFailed names every failure.
    """
    count = min(workers or max(2, os.cpu_count() or 2), max(1, len(jobs)))
    with _environment():
        outcomes = _run(jobs, count, engine)
    refuse_failures(outcomes)
    return outcomes


def refuse_failures(outcomes: Sequence[Outcome]) -> None:
    """Raise SheetsFailed with every failed report, its cell and its message."""
    failed = [one for one in outcomes if one.failure]
    if failed:
        told = "\n".join(f"  - {one.subject}: {one.failure}" for one in failed)
        raise SheetsFailed(
            f"{len(failed)} of {len(outcomes)} reports could not be made; nothing of this run is kept.\n{told}\n"
            "Mend the data or the code that the message names, and run again."
        )


def _run(jobs: Sequence[tuple[Job, Path]], workers: int, engine: str) -> list[Outcome]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOAD])
    with ProcessPoolExecutor(workers, mp_context=context, max_tasks_per_child=1) as pool:
        futures = {pool.submit(outcome, job, folder, engine): job for job, folder in jobs}
        for future in _followed(futures):
            future.exception()
        return [_result(future, job) for future, job in futures.items()]


def _result(future: "Future[Outcome]", job: Job) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(job.facts.subject, "the worker ended without a word (out of memory?)", {})


def _followed(futures: "dict[Future[Outcome], Job]") -> "Iterator[Future[Outcome]]":
    """The futures as they finish, with a bar on a terminal and one line each elsewhere."""
    terminal = sys.stderr.isatty()
    with tqdm(total=len(futures), unit="report", file=sys.stderr, disable=not terminal) as bar:
        for number, future in enumerate(as_completed(futures), start=1):
            subject = futures[future].facts.subject
            bar.set_postfix_str(subject)
            bar.update()
            if not terminal:
                print(f"{number}/{len(futures)} {subject}", file=sys.stderr, flush=True)
            yield future


@contextmanager
def _environment() -> Iterator[None]:
    """The workers' environment, taken over by the server when it starts; ours is put back."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
