"""Many reports at once: from the cache what is there, the rest side by side; one error does not stop the others."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from raat_analysis.render_cache.objects import write_beside
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.render_cache.room import make_room
from raat_analysis.render_cache.settings import most_bytes, render_cache
from raat_analysis.rendering.executors import submitting
from raat_analysis.rendering.job import IN_PROCESS, Job, Outcome
from raat_analysis.rendering.orders import key, order

MOMENT = 0.25  # seconds; polars takes over the signal of an interrupt, which then does not end a wait
Begun = dict["Future[Outcome]", Job]


@dataclass(frozen=True)
class How:
    """How reports are made: how many at a time, how a notebook is run, and on which cluster ('' for none)."""

    workers: int | None = None
    engine: str = IN_PROCESS
    scheduler: str = ""


@dataclass(frozen=True)
class Batch:
    """Reports being made: into which folder each group goes, and how."""

    folders: Mapping[str, Path]
    how: How = field(default_factory=How)
    cache: RenderCache = field(default_factory=render_cache)

    def outcomes(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Make every report; outcomes in the order of `jobs`. A report that fails has no files in its folder."""
        there: dict[str, Outcome] = {}
        with submitting(self.how.workers, self.how.scheduler) as submit:
            begun: Begun = {}
            for job in jobs:
                if self._placed(job):
                    there[job.name] = Outcome(job.facts.subject, name=job.name, made=False)
                else:
                    begun[submit(order(job, self.how.engine, self.cache))] = job
            print(f"{len(there)} of {len(jobs)} reports come from the cache.", file=sys.stderr, flush=True)
            made = {job.name: self._finished(future, job) for future, job in _followed(begun)}
        make_room(self.cache.folder, most_bytes())
        return [(there | made)[job.name] for job in jobs]

    def _placed(self, job: Job) -> bool:
        """Whether the cache has the report; then its files are in their folder."""
        files = self.cache.find(key(job, self.how.engine))
        for path, content in (files or {}).items():
            write_beside(self.folders[job.group] / path, content)
        return files is not None

    def _finished(self, future: "Future[Outcome]", job: Job) -> Outcome:
        if (error := future.exception()) is not None:  # a cluster that lost its workers, for instance
            return Outcome(job.facts.subject, f"{type(error).__name__}: {error}", job.name)
        outcome = future.result()
        if outcome.failure or self._placed(job):
            return outcome
        return Outcome(job.facts.subject, "its files were gone from the cache at once: RAAT_CACHE_MB is low", job.name)


def _followed(begun: Begun) -> Iterator[tuple["Future[Outcome]", Job]]:
    """The reports as they are ready, with a bar on a terminal and one line each elsewhere."""
    terminal = sys.stderr.isatty()
    with tqdm(total=len(begun), unit="report", file=sys.stderr, disable=not terminal) as bar:
        for number, future in enumerate(_as_ready(begun), start=1):
            job = begun[future]
            bar.set_postfix_str(job.facts.subject)
            bar.update()
            if not terminal:
                print(f"{number}/{len(begun)} {job.facts.subject}", file=sys.stderr, flush=True)
            yield future, job


def _as_ready(begun: Begun) -> "Iterator[Future[Outcome]]":
    waiting = set(begun)
    while waiting:
        ready, waiting = wait(waiting, timeout=MOMENT, return_when=FIRST_COMPLETED)
        yield from ready
