"""One report to make, and what became of it. Light to import: the work is in worker.py, which workers have ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.rendering.facts import Facts
from raat_analysis.sentences.traces import Row

IN_PROCESS, KERNEL = "in_process", "kernel"
EVERYTHING = "alle-cijfers.csv"  # every number of a region, beside its factsheet
ENGINES = (IN_PROCESS, KERNEL)


@dataclass(frozen=True)
class Job:
    """A report to make: which notebook with which parameters, what it says about itself, and where it goes."""

    notebook: Path
    parameters: Mapping[str, Any]
    facts: Facts
    stem: str  # path without extension, below the output folder: twente/factsheet
    rows: Callable[[set[Row]], pl.DataFrame]  # the published rows of the numbers that it shows
    sources: Callable[[], pl.DataFrame]  # the published deliveries
    open_data: Callable[[], pl.DataFrame] | None = field(default=None)  # every number of the region


@dataclass(frozen=True)
class Outcome:
    """What became of a job: `failure` is '' when its files are written. Seconds are for the log, not for files."""

    subject: str
    failure: str
    seconds: Mapping[str, float]


def outcome(job: Job, folder: Path, engine: str = IN_PROCESS) -> Outcome:
    """Make a job's files below `folder`, see worker.py."""
    # a worker has imported this before it was forked; the process that only sends out the jobs never needs it
    from raat_analysis.rendering import worker

    return worker.outcome(job, folder, engine)
